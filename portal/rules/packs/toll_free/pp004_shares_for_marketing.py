"""PP004: The policy says that data is shared with others for marketing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.policy_signs import read_policy
from portal.rules.kit import (
    GOOD_POLICY,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    PolicyPage,
)


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    facts = read_policy(page)
    if facts.shares_for_marketing:
        yield Hit(message=f"The policy says: \u201c{facts.sharing_sentence[:300]}\u201d")


RULE = Rule(
    id="PP004",
    name="shares-for-marketing",
    authority="toll_free",
    citation="source 003, sharing of end-user information and code 551; source 000, opt-in must not 3",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy says that data is shared with others for marketing.",
    why="It contradicts the required promise and makes a toll-free number ineligible.",
    fix="Remove the sharing, or add that text messaging consent and numbers are excluded from it.",
    codes=(
        "toll_free_aggregator:551",
        "dca2:805",
        "tcr:9108",
    ),
    field="privacy_policy_url",
    good=(
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY + "\n\nWe never share phone numbers with partners for their marketing.",
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY + "\n\nWe may share data with service providers who help us send messages.",
        },
    ),
    bad=(
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY + "\n\nWe sell contact information to third parties for advertising.",
        },
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY
            + "\n\nWe may share your phone number with our partners for their marketing purposes.",
        },
        {
            "kind": "privacy_policy",
            "markdown": "## SMS\n\nWe do not share your mobile number with third parties for marketing, except our trusted partners.",
        },
    ),
)
