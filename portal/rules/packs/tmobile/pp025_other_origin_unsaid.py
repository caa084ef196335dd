"""PP025: The policy does not say that opt-in data is not obtained from others."""

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
    said = policy_topics.says_not_obtained_elsewhere(page.text)
    yield from absent(said, "The policy does not say that numbers and consent are not obtained from third parties.")


RULE = Rule(
    id="PP025",
    name="other-origin-unsaid",
    authority="tmobile",
    citation="carriers' later wording of the policy (2024-11-06)",
    severity=Verdict.ADVICE,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy does not say that opt-in data is not obtained from others.",
    why="Later reviews also ask where numbers come from.",
    fix='Add "We do not obtain phone numbers or consent from third parties."',
    field="privacy_policy_url",
    applies=lambda page, context: bool(context.limit("later_public_rules")),
    good=(
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY + "We never obtain phone numbers from third parties.",
            "profile": "current",
        },
        {"kind": "privacy_policy", "profile": "current", "text": "Numbers are collected directly from you."},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY, "profile": "current"},
        {"kind": "privacy_policy", "profile": "current", "text": "We may obtain numbers from third parties."},
        {"kind": "privacy_policy", "profile": "current", "text": "We respect your privacy."},
    ),
)
