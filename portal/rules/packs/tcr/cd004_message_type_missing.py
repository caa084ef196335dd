"""CD004: The description does not say what kind of messages are sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import classify
from portal.rules.kit import (
    GOOD_DESCRIPTION,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)

# Words that name no kind of message by themselves: "updates about our services" may be anything.
_WEAK = re.compile(
    r"\b(?:about|regarding|communications? about|updates?|notifications?|notices|alerts?|requests?|messages?|support"
    r"|informational|transactional|operational|health|job)\b"
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    folded = normalize(description.text).folded
    found = classify(description.text) or (signs.message_type(_WEAK.sub(" ", folded)) if folded else None)
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
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {"kind": "campaign_description", "text": "Acme sends pickup notices for orders to shoppers who bought online."},
        {"kind": "campaign_description", "text": "River Aid sends its newsletter to volunteers so that they can plan."},
        {"kind": "campaign_description", "text": "TechCorp sends OTP messages to users for account security purposes."},
    ),
    bad=(
        {"kind": "campaign_description", "text": "This campaign sends messages to customers who are with us."},
        {"kind": "campaign_description", "text": "Acme texts its members about what they need to know."},
        {"kind": "campaign_description", "text": "Acme sends updates and notifications to people who joined us."},
    ),
)
