"""CM019: The list of opt-out keywords lacks one of the five."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    given = {word.strip().upper() for word in campaign.opt_out_keywords}
    missing = [word for word in context.rulebook.keywords("stop") if word not in given]
    yield from absent(not missing, f"{', '.join(missing)} is not handled.")


RULE = Rule(
    id="CM019",
    name="opt-out-keywords-incomplete",
    authority="tcr",
    citation="source 004, steps 5.5 and 9.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The list of opt-out keywords lacks one of the five.",
    why="STOP, END, CANCEL, UNSUBSCRIBE and QUIT must all be handled alike.",
    fix="Add the missing keywords.",
    codes=("twilio:30887",),
    field="opt_out_keywords",
    applies=lambda campaign, context: bool(campaign.opt_out_keywords),
    in_force_from=date(2024, 8, 20),
    good=(
        {"kind": "campaign", "opt_out_keywords": ["stop", "end", " cancel ", "unsubscribe", "quit", "STOPALL"]},
        {"kind": "campaign", "opt_out_keywords": []},
        {"kind": "campaign", "opt_out_keywords": ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT"]},
    ),
    bad=(
        {"kind": "campaign", "opt_out_keywords": ["STOP", "END", "CANCEL", "UNSUBSCRIBE"]},
        {"kind": "campaign", "opt_out_keywords": ["REVOKE", "OPTOUT"]},
        {"kind": "campaign", "opt_out_keywords": ["STOP", "END"]},
    ),
)
