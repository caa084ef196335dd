"""CM018: The message flow does not describe how people opt in."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    length = len(campaign.message_flow.strip())
    least, most = context.limit("message_flow_min"), context.limit("message_flow_max")
    if not least <= length <= most:
        yield Hit(message=f"The message flow has {length:,} characters; {least} to {most:,} are asked for.")


RULE = Rule(
    id="CM018",
    name="message-flow-thin",
    authority="tcr",
    citation="registry schema (40 to 2,048 characters)",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The message flow does not describe how people opt in.",
    why='Reviewers follow it step by step; "customers sign up" says nothing.',
    fix="Say where people see the offer, what they do, what they read and what they receive.",
    codes=(
        "tcr:2100",
        "dca2:806",
        "twilio:21728",
    ),
    field="message_flow",
    applies=lambda campaign, context: bool(campaign.message_flow),
    good=(
        {
            "kind": "campaign",
            "message_flow": "Guests text JOIN to the number on the card at the counter and get a confirmation.",
        },
        {"kind": "campaign", "message_flow": ""},
        {
            "kind": "campaign",
            "message_flow": "Customers open https://acme.com/join, enter their mobile number, tick the box beside the consent wording and receive a confirmation.",
        },
    ),
    bad=(
        {"kind": "campaign", "message_flow": "Customers sign up."},
        {"kind": "campaign", "message_flow": "On our site." + " " * 60},
        {"kind": "campaign", "message_flow": "Customers open acme.com/join and tick the box. " * 60},
    ),
)
