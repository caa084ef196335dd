"""PP020: The privacy policy is too short to be one."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import policy_topics
from portal.rules.kit import GOOD_POLICY
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    PolicyPage,
)


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    least = context.limit("policy_characters_min")
    if len(page.text) < least:
        yield Hit(
            message=f"The page has {len(page.text)} characters; a policy that says what it must has {least} or more."
        )


RULE = Rule(
    id="PP020",
    name="policy-very-short",
    authority="tcr",
    citation="source 004, step 7.5",
    severity=Verdict.WARNING,
    subjects=(PolicyPage,),
    check=_check,
    what="The privacy policy is too short to be one.",
    why="A page of a few lines is often an error page or an empty template; reviewers treat it as missing.",
    fix="Publish the whole policy at this address.",
    codes=("tcr:9108", "dca2:804"),
    field="privacy_policy_url",
    applies=policy_topics.is_whole_policy,
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY + "\n\nWe keep what you tell us safe."},
        {"kind": "privacy_policy", "text": "We collect your number when you opt in and never share it. " * 12},
    ),
    bad=(
        {"kind": "privacy_policy", "text": "We respect your privacy."},
        {"kind": "privacy_policy", "html": "<h1>Page not found</h1><p>Try our home page.</p>"},
        {
            "kind": "privacy_policy",
            "markdown": "# Privacy\n\n## SMS Communications\n\nSMS consent and phone numbers are NOT shared with third parties.",
        },
    ),
)
