"""PP027: The policy does not name the kinds of data, their protection or a contact."""

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
    lacks = policy_topics.missing_extras(page.text)
    yield from absent(not lacks, f"The policy says nothing about {', '.join(lacks)}.")


RULE = Rule(
    id="PP027",
    name="reviewers-topics-missing",
    authority="tmobile",
    citation="carriers' review of policies",
    severity=Verdict.ADVICE,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy does not name the kinds of data, their protection or a contact.",
    why="Reviewers look for these three beside the section about texts.",
    fix="Name what you collect, how it is protected and whom to ask.",
    field="privacy_policy_url",
    applies=lambda page, context: bool(context.limit("later_public_rules")),
    good=(
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY + "We protect your name and number. Questions: privacy@acme.com.",
            "profile": "current",
        },
        {
            "kind": "privacy_policy",
            "profile": "current",
            "text": "Your e-mail address is stored securely. Call 555-234-5678 with questions.",
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY, "profile": "current"},
        {"kind": "privacy_policy", "profile": "current", "text": "We protect your phone number."},
        {"kind": "privacy_policy", "profile": "current", "text": "We respect your privacy. Contact us."},
    ),
)
