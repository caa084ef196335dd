"""CM030: A part without which no campaign can be filed is empty."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_DESCRIPTION
from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

# Each part with the codes that its absence draws; samples, opt-in method and policies have rules of their own.
_PARTS: dict[str, tuple[str, ...]] = {
    "description": ("tcr:2002",),
    "message_flow": ("tcr:2100", "dca2:806"),
    "opt_out_message": ("tcr:9106", "twilio:30887"),
    "help_message": ("tcr:9106", "twilio:30890"),
    "opt_in_message": ("dca2:611",),
}
_FULL = {
    "kind": "campaign",
    "description": GOOD_DESCRIPTION,
    "message_flow": "Shoppers open acme.com/join, enter a mobile number, tick the box and get a confirmation.",
    "opt_in_message": "Acme: Welcome to our promotional offers!",
    "opt_out_message": "Acme: You have been unsubscribed. No further messages will be sent.",
    "help_message": "Acme: call 217-555-0100.",
}


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for name, codes in _PARTS.items():
        if not str(getattr(campaign, name)).strip():
            yield Hit(message=f"{answer_name(name)} is missing.", field=name, codes=codes)


RULE = Rule(
    id="CM030",
    name="required-part-missing",
    authority="tcr",
    citation="source 004, section 4 and steps 4.2, 4.6 and 5.5; registry schema",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A part without which no campaign can be filed is empty.",
    why="Reviewers read the description, the way people join and the answers to STOP and HELP before anything else.",
    fix="Answer the question.",
    codes=("tcr:2002", "tcr:2100", "tcr:9106", "dca2:611"),
    field="description",
    good=(_FULL, {**_FULL, "resubscribe_message": ""}, {**_FULL, "use_case": "2FA"}),
    bad=(
        {"kind": "campaign"},
        {**_FULL, "description": "  "},
        {**_FULL, "help_message": ""},
        {**_FULL, "message_flow": ""},
    ),
)
