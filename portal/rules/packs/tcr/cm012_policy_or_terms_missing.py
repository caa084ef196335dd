"""CM012: The privacy policy or the terms are missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    policy = campaign.privacy_policy_url or campaign.privacy_policy_document
    yield from absent(policy, "The privacy policy is missing.", codes=("tcr:9108",))
    if not (campaign.terms_url or campaign.terms_document):
        yield Hit(message="The terms are missing.", field="terms_url", codes=("tcr:9108", "twilio:30934"))


RULE = Rule(
    id="CM012",
    name="policy-or-terms-missing",
    authority="tcr",
    citation="source 004, step 4.5; source 000, element 3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The privacy policy or the terms are missing.",
    why="Both are required; reviewers open both.",
    fix="Enter the direct addresses of both pages, or add both in print when there is no website.",
    codes=(
        "tcr:9108",
        "twilio:30934",
    ),
    field="privacy_policy_url",
    good=(
        {"kind": "campaign", "privacy_policy_document": "privacy_policy", "terms_document": "terms"},
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy", "terms_document": "terms"},
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy", "terms_url": "https://acme.com/terms"},
    ),
    bad=(
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy"},
        {"kind": "campaign", "use_case": "2FA"},
        {"kind": "campaign", "privacy_policy_url": "", "terms_url": "https://acme.com/terms"},
    ),
)
