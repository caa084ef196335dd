"""CM058: A business with a website gives its policy or terms in print only."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import ACME
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    if campaign.privacy_policy_document and not campaign.privacy_policy_url.strip():
        yield Hit(
            message="There is a website, but the privacy policy is given in print only.", field="privacy_policy_url"
        )
    if campaign.terms_document and not campaign.terms_url.strip():
        yield Hit(message="There is a website, but the terms are given in print only.", field="terms_url")


RULE = Rule(
    id="CM058",
    name="print-beside-website",
    authority="tcr",
    citation="source 000, element 3; source 004, step 4.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A business with a website gives its policy or terms in print only.",
    why="Print is for businesses without a website; the registry opens both addresses.",
    fix="Publish both on the website and enter their addresses.",
    codes=("tcr:9108",),
    field="privacy_policy_url",
    applies=lambda campaign, context: campaign.brand is not None and bool(campaign.brand.website.strip()),
    good=(
        {
            "kind": "campaign",
            "brand": ACME,
            "privacy_policy_url": "https://acme.com/privacy",
            "privacy_policy_document": "privacy_policy",
        },
        {"kind": "campaign", "brand": {"legal_name": "Acme"}, "privacy_policy_document": "privacy_policy"},
        {"kind": "campaign", "brand": ACME},
    ),
    bad=(
        {"kind": "campaign", "brand": ACME, "privacy_policy_document": "privacy_policy"},
        {
            "kind": "campaign",
            "brand": ACME,
            "terms_document": "terms",
            "privacy_policy_url": "https://acme.com/privacy",
        },
        {"kind": "campaign", "brand": ACME, "terms_document": "terms", "terms_url": "  "},
    ),
)
