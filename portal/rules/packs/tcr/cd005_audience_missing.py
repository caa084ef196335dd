"""CD005: The description does not say who receives the messages."""

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

_AUDIENCE = pattern(
    r"\b(?:customers?|patients?|users?|members?|subscribers?|clients?|employees|staff|drivers?|students?|parents|donors?"
    r"|supporters|guests?|tenants?|residents?|candidates?|applicants|attendees|recipients?|consumers?|people who|those who"
    r"|individuals|account ?holders?|shoppers?|buyers?|owners?|volunteers?|voters?|families|guardians|visitors|leads|prospects"
    r"|homeowners?|sellers?|borrowers?|policy ?holders?|card ?holders?|riders?|passengers?|travell?ers?|players?|fans"
    r"|participants?|registrants?|enrollees?|learners?|alumni|faculty|teachers?|athletes?|coaches|congregants?|parishioners"
    r"|constituents|citizens|neighbors|taxpayers|vendors?|suppliers?|contractors?|partners?|agents?|workers?|crew|team members?"
    r"|technicians?|dispatchers?|couriers?|pet parents?|caregivers?|diners?|renters?|borrowers|investors?|callers?|contacts who"
    r"|(?:people|persons|anyone|everyone|those|adults|businesses) (?:who|that)|who (?:have |has )?(?:opted in|signed up|subscribed|enrolled|asked|requested|booked))\b"
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
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {
            "kind": "campaign_description",
            "text": "Acme sends gate changes to travelers for on-time departure purposes.",
        },
        {
            "kind": "campaign_description",
            "text": "Acme sends quotes to anyone who asked for one, for follow-up purposes.",
        },
    ),
    bad=(
        {
            "kind": "campaign_description",
            "text": "Acme sends order confirmations and shipping updates for fulfillment purposes.",
        },
        {"kind": "campaign_description", "text": "Acme sends promotional offers every week for marketing purposes."},
        {"kind": "campaign_description", "text": "One-time passcodes from TechCorp for login security purposes only."},
    ),
)
