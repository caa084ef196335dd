"""UC003: A mixed campaign does not name two to five use cases."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    count = len(set(campaign.sub_use_cases))
    yield from absent(2 <= count <= 5, f"{count} use cases are named; two to five are asked for.")


RULE = Rule(
    id="UC003",
    name="sub-use-cases-count",
    authority="tcr",
    citation="registry schema",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A mixed campaign does not name two to five use cases.",
    why="Mixed stands for the standard use cases inside it.",
    fix="Choose between two and five.",
    codes=("twilio:30900",),
    field="sub_use_cases",
    applies=lambda campaign, context: campaign.use_case == "MIXED",
    good=({"kind": "campaign", "use_case": "MIXED", "sub_use_cases": ["MARKETING", "CUSTOMER_CARE"]},),
    bad=({"kind": "campaign", "use_case": "MIXED", "sub_use_cases": ["MARKETING"]},),
)
