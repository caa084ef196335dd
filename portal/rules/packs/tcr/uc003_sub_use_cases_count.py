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

# Least and most parts; the registry takes one part for a low-volume campaign.
_BOUNDS = {"MIXED": (2, 5), "LOW_VOLUME": (1, 5)}


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    parts = tuple(dict.fromkeys(campaign.sub_use_cases))
    least, most = _BOUNDS[campaign.use_case]
    yield from absent(
        least <= len(parts) <= most, f"{len(parts)} use cases are named; {least} to {most} are asked for."
    )
    for part in parts:
        known = context.rulebook.use_cases.get(part)
        if known is None or known["kind"] != "standard":
            yield Hit(message=f"{part} is no standard use case and cannot be a part of a mixed one.")


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
    applies=lambda campaign, context: (
        campaign.use_case == "MIXED" or (campaign.use_case == "LOW_VOLUME" and bool(campaign.sub_use_cases))
    ),
    good=(
        {"kind": "campaign", "use_case": "MIXED", "sub_use_cases": ["MARKETING", "CUSTOMER_CARE"]},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "sub_use_cases": ["2FA"]},
        {"kind": "campaign", "use_case": "LOW_VOLUME"},
    ),
    bad=(
        {"kind": "campaign", "use_case": "MIXED", "sub_use_cases": ["MARKETING"]},
        {"kind": "campaign", "use_case": "MIXED", "sub_use_cases": ["MARKETING", "MARKETING"]},
        {"kind": "campaign", "use_case": "MIXED", "sub_use_cases": ["MARKETING", "POLITICAL"]},
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "sub_use_cases": [
                "2FA",
                "MARKETING",
                "CUSTOMER_CARE",
                "ACCOUNT_NOTIFICATION",
                "FRAUD_ALERT",
                "SECURITY_ALERT",
            ],
        },
    ),
)
