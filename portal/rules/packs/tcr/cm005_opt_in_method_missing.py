"""CM005: The campaign does not say how people opt in."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    method = campaign.opt_in_method
    if not method:
        yield Hit(message="No opt-in method is chosen.")
    elif method not in context.rulebook.opt_in_methods:
        yield Hit(message=f"{method} is no opt-in method; there are {', '.join(context.rulebook.opt_in_methods)}.")


RULE = Rule(
    id="CM005",
    name="opt-in-method-missing",
    authority="tcr",
    citation="source 004, steps 4.4 and 7.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The campaign does not say how people opt in.",
    why="The method is a binding declaration; without one the campaign draws 2100.",
    fix="Choose the method that is really used and give its evidence.",
    codes=("tcr:2100",),
    field="opt_in_method",
    good=(
        {"kind": "campaign", "opt_in_method": "verbal"},
        {"kind": "campaign", "opt_in_method": "qr_code"},
        {"kind": "campaign", "opt_in_method": "web_form"},
    ),
    bad=(
        {"kind": "campaign", "opt_in_method": "WEB FORM"},
        {"kind": "campaign", "opt_in_method": ""},
        {"kind": "campaign", "opt_in_method": "telepathy"},
    ),
)
