"""CD006: The description does not say what the messages are for."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_DESCRIPTION,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)

_PURPOSE = pattern(
    r"\bfor (?:[a-z\-,'&]+ ){0,8}[a-z\-]{4,}|\b(?:in order to|so that|purposes?|to (?:help|keep|remind|inform|notify|confirm"
    r"|verify|secure|support|coordinate|promote|reduce|let|protect|update|schedule|provide))\b"
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    yield from absent(_PURPOSE.search(normalize(description.text).folded), "The description gives no business purpose.")


RULE = Rule(
    id="CD006",
    name="purpose-missing",
    authority="tcr",
    citation="source 004, step 4.2",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description does not say what the messages are for.",
    why="The business purpose is one of the four parts of the formula.",
    fix='End with the purpose: "for scheduling management and no-show reduction purposes."',
    codes=("tcr:2002",),
    field="description",
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {"kind": "campaign_description", "text": "Acme sends order updates to customers in order to speed up pickup."},
        {"kind": "campaign_description", "text": "Acme sends visit reminders to patients so that fewer miss a visit."},
    ),
    bad=(
        {
            "kind": "campaign_description",
            "text": "Acme sends promotional offers and discounts to its opted-in customers.",
        },
        {"kind": "campaign_description", "text": "Acme sends appointment reminders to active patients of the clinic."},
        {
            "kind": "campaign_description",
            "text": "Acme sends one-time passcodes to registered users when they sign in.",
        },
    ),
)
