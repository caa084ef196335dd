"""PP002: The policy does not say that mobile data stays with the business."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.policy_signs import read_policy
from portal.rules.kit import (
    GOOD_POLICY,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    PolicyPage,
)


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    facts = read_policy(page)
    yield from absent(facts.no_third_party_sharing, "The policy does not promise that mobile data is not shared.")


RULE = Rule(
    id="PP002",
    name="no-sharing-missing",
    authority="tmobile",
    citation="source 004, step 3.3; source 003, code 551",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy does not say that mobile data stays with the business.",
    why=(
        'Carriers require a plain statement that consent and numbers are not shared with third parties; "we do '
        'not sell" is not enough.'
    ),
    fix=(
        'Add: "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing '
        'purposes."'
    ),
    codes=(
        "tcr:9108",
        "toll_free_aggregator:551",
        "dca2:805",
    ),
    field="privacy_policy_url",
    good=(
        {
            "kind": "privacy_policy",
            "html": "<h2>SMS</h2><p>We will never share your mobile number or opt-in with third parties.</p>",
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {
            "kind": "privacy_policy",
            "markdown": "## SMS\n\nNo mobile information will be shared with third parties or affiliates for marketing or promotional purposes.",
        },
    ),
    bad=(
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>We may share mobile numbers with third parties.</p>"},
        {"kind": "privacy_policy", "markdown": "# Privacy\n\n## SMS\n\nWe do not sell your personal information."},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("are NOT shared", "are shared")},
    ),
)
