"""PP021: The policy does not say that phone numbers are collected when people opt in."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import policy_topics
from portal.rules.kit import GOOD_POLICY, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    PolicyPage,
)


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    said = policy_topics.says_collected_on_opt_in(page.text)
    yield from absent(said, "The policy does not say that phone numbers are collected when people opt in.")


RULE = Rule(
    id="PP021",
    name="collection-unsaid",
    authority="tcr",
    citation="source 004, step 3.3",
    severity=Verdict.WARNING,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy does not say that phone numbers are collected when people opt in.",
    why="It is the first sentence of the published section.",
    fix='Add "We collect mobile phone numbers when you opt in to our text message program."',
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {"kind": "privacy_policy", "text": "When you sign up for alerts we record your cell number."},
        {"kind": "privacy_policy", "text": "If you agree to texts, your mobile number is stored with us."},
    ),
    bad=(
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY.replace(
                "We collect mobile phone numbers when you opt in to our text message program. ", ""
            ),
        },
        {"kind": "privacy_policy", "text": "We use cookies. Phone numbers stay with us."},
        {"kind": "privacy_policy", "text": "We collect names and e-mail addresses."},
    ),
)
