"""CD005: The description does not say who receives the messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_DESCRIPTION,
    absent,
)
from portal.rules.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)
from portal.rules.text import normalize

_AUDIENCE = pattern(
    r"\b(?:customers?|patients?|users?|members?|subscribers?|clients?|employees|staff|drivers?|students?|parents|donors?"
    r"|supporters|guests?|tenants?|residents?|candidates?|applicants|attendees|recipients?|consumers?|people who|those who"
    r"|individuals|account holders?|shoppers|buyers|owners?|volunteers?|voters?|families|guardians|visitors|leads|prospects)\b"
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    found = _AUDIENCE.search(normalize(description.text).folded)
    yield from absent(found, "The description does not say who receives the messages.")


RULE = Rule(
    id="CD005",
    name="audience-missing",
    authority="tcr",
    citation="source 004, step 4.2",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description does not say who receives the messages.",
    why="The audience is one of the four parts of the formula.",
    fix="Write to whom: opted-in customers, active patients, registered users.",
    codes=("tcr:2002",),
    field="description",
    good=({"kind": "campaign_description", "text": GOOD_DESCRIPTION},),
    bad=(
        {
            "kind": "campaign_description",
            "text": "Acme sends order confirmations and shipping updates for fulfillment purposes.",
        },
    ),
)
