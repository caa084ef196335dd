"""CM017: The address of the policy or the terms is the home page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_BARE = pattern(r"https?://[^/?#]+/?(?:#.*)?")


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for field in ("privacy_policy_url", "terms_url"):
        if _BARE.fullmatch(str(getattr(campaign, field)).strip().lower()):
            yield Hit(message="This is the home page, not the page itself.", field=field)


RULE = Rule(
    id="CM017",
    name="policy-address-is-homepage",
    authority="tcr",
    citation="source 004, step 4.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The address of the policy or the terms is the home page.",
    why="Reviewers ask for the direct address of each page.",
    fix="Enter the address of the page itself.",
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy", "terms_url": "https://acme.com/terms"},
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/?page=privacy"},
        {"kind": "campaign", "privacy_policy_url": "", "terms_url": "https://legal.acme.com/tos.html"},
    ),
    bad=(
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/", "terms_url": "https://acme.com/terms"},
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy", "terms_url": "HTTPS://ACME.COM"},
        {"kind": "campaign", "privacy_policy_url": "https://www.acme.com/#privacy"},
    ),
)
