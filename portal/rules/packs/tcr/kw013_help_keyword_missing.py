"""KW013: The list of help keywords lacks HELP."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    given = {word.strip().upper() for word in campaign.help_keywords}
    yield from absent("HELP" in given, "HELP itself is not in the list.")


RULE = Rule(
    id="KW013",
    name="help-keyword-missing",
    authority="tcr",
    citation="source 004, steps 4.6 and 5.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The list of help keywords lacks HELP.",
    why="HELP must be answered in every campaign; INFO may be answered too.",
    fix="Add HELP.",
    codes=("tcr:9106", "twilio:30890"),
    field="help_keywords",
    applies=lambda campaign, context: bool(campaign.help_keywords),
    good=(
        {"kind": "campaign", "help_keywords": ["HELP"]},
        {"kind": "campaign", "help_keywords": ["info", " help "]},
        {"kind": "campaign", "help_keywords": []},
    ),
    bad=(
        {"kind": "campaign", "help_keywords": ["INFO"]},
        {"kind": "campaign", "help_keywords": ["HELPME"]},
        {"kind": "campaign", "help_keywords": ["SUPPORT", "INFO"]},
    ),
)
