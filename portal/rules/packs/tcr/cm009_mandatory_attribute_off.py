"""CM009: Opt-in, opt-out or help is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for name in ("subscriber_opt_in", "subscriber_opt_out", "subscriber_help"):
        if not campaign.attributes.get(name):
            codes = ("tcr:9106",) if name == "subscriber_help" else None
            yield Hit(message=f"{name} is not selected.", field=f"attributes.{name}", codes=codes)


RULE = Rule(
    id="CM009",
    name="mandatory-attribute-off",
    authority="tcr",
    citation="source 004, step 4.6",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Opt-in, opt-out or help is not declared.",
    why="Every campaign must support all three; leaving one off is an automatic refusal.",
    fix="Select subscriber opt-in, subscriber opt-out and subscriber help.",
    codes=("portal:AUTO_REJECT",),
    field="attributes",
    applies=lambda campaign, context: bool(campaign.attributes),
    good=(
        {"kind": "campaign", "attributes": {}},
        {
            "kind": "campaign",
            "attributes": {
                "subscriber_opt_in": True,
                "subscriber_opt_out": True,
                "subscriber_help": True,
                "age_gated": False,
            },
        },
        {
            "kind": "campaign",
            "attributes": {"subscriber_opt_in": True, "subscriber_opt_out": True, "subscriber_help": True},
        },
    ),
    bad=(
        {"kind": "campaign", "attributes": {"embedded_link": True}},
        {
            "kind": "campaign",
            "attributes": {"subscriber_opt_in": True, "subscriber_opt_out": True, "subscriber_help": False},
        },
        {
            "kind": "campaign",
            "attributes": {"subscriber_opt_in": True, "subscriber_opt_out": False, "subscriber_help": True},
        },
    ),
)
