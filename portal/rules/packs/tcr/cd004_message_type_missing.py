"""CD004: The description does not say what kind of messages are sent."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import signs
from portal.rules.kit import (
    GOOD_DESCRIPTION,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)
from portal.rules.text import normalize
from portal.rules.use_cases import classify


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    found = signs.message_type(normalize(description.text).folded) or classify(description.text)
    yield from absent(found, "The description does not say what kind of messages are sent.")


RULE = Rule(
    id="CD004",
    name="message-type-missing",
    authority="tcr",
    citation="source 004, step 4.2",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description does not say what kind of messages are sent.",
    why="35 of 100 refused campaigns fall for an unclear description.",
    fix="Name the messages: order confirmations, appointment reminders, one-time passcodes, promotional offers.",
    codes=("tcr:2002",),
    field="description",
    good=({"kind": "campaign_description", "text": GOOD_DESCRIPTION},),
    bad=({"kind": "campaign_description", "text": "This campaign sends messages to customers who are with us."},),
)
