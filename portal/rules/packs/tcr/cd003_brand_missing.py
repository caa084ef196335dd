"""CD003: The description does not name the brand."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    ACME,
    GOOD_DESCRIPTION,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
    CampaignDescription,
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    brand = description.brand or Brand()
    found = names.find_name(normalize(description.text), brand)
    yield from absent(found, f"The description does not name {brand.names[0]}.")


RULE = Rule(
    id="CD003",
    name="brand-missing",
    authority="tcr",
    citation="source 004, step 4.2",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description does not name the brand.",
    why="The formula begins with the brand; without it a reviewer cannot tie the campaign to the registration.",
    fix="Begin with the registered name or DBA.",
    codes=(
        "tcr:2002",
        "tcr:2006",
    ),
    field="description",
    applies=lambda description, context: description.brand is not None and bool(description.brand.names),
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION, "brand": ACME},
        {
            "kind": "campaign_description",
            "text": "ROE AND SONS sends showing reminders to buyers for scheduling purposes.",
            "brand": {"legal_name": "Roe & Sons, Inc."},
        },
        {"kind": "campaign_description", "text": "We send offers to customers for marketing purposes."},
    ),
    bad=(
        {
            "kind": "campaign_description",
            "text": "We send promotional offers to opted-in customers for marketing purposes.",
            "brand": ACME,
        },
        {
            "kind": "campaign_description",
            "text": "ShipFast sends order updates to customers for fulfillment purposes.",
            "brand": ACME,
        },
        {
            "kind": "campaign_description",
            "text": "Order updates for shoppers of www.acme.com/shop, sent for fulfillment purposes.",
            "brand": ACME,
        },
    ),
)
