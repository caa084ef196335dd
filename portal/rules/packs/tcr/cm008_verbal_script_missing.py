"""CM008: Consent is taken by word of mouth, but the script is missing."""

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
    yield from absent(len(campaign.verbal_script.strip()) >= 40, "The verbal script is missing or too short.")


RULE = Rule(
    id="CM008",
    name="verbal-script-missing",
    authority="tcr",
    citation="source 004, steps 4.4 and 7.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Consent is taken by word of mouth, but the script is missing.",
    why="Without the words that are really said the campaign draws 2105.",
    fix="Enter the script verbatim, with the brand and the question.",
    codes=("tcr:2105",),
    field="verbal_script",
    applies=lambda campaign, context: campaign.opt_in_method in {"verbal", "ivr"},
    good=(
        {"kind": "campaign", "opt_in_method": "web_form", "verbal_script": ""},
        {
            "kind": "campaign",
            "opt_in_method": "ivr",
            "verbal_script": "Press 1 to receive text messages about your orders from Acme.",
        },
        {
            "kind": "campaign",
            "opt_in_method": "verbal",
            "verbal_script": "Do you agree to receive text messages about your orders from Acme?",
        },
    ),
    bad=(
        {"kind": "campaign", "opt_in_method": "verbal", "verbal_script": "Texts ok?"},
        {"kind": "campaign", "opt_in_method": "ivr"},
        {"kind": "campaign", "opt_in_method": "verbal", "verbal_script": ""},
    ),
)
