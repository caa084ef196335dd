"""PP022: The policy does not cover collecting, using and sharing of data."""

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
    lacks = policy_topics.missing_topics(page.text)
    yield from absent(not lacks, f"The policy says nothing about {', '.join(lacks)} data.")


RULE = Rule(
    id="PP022",
    name="topics-missing",
    authority="ctia",
    citation="source 000, privacy policy requirements",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy does not cover collecting, using and sharing of data.",
    why="A policy must say how the sender collects, uses and shares what people tell.",
    fix="Say in one sentence each what you collect, what you use it for and with whom it is shared.",
    codes=("tcr:9108", "dca2:805"),
    field="privacy_policy_url",
    applies=policy_topics.is_whole_policy,
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {
            "kind": "privacy_policy",
            "text": "We gather your number, process it to send reminders and never disclose it.",
        },
        {
            "kind": "privacy_policy",
            "text": "The information you provide is used for orders. No third parties receive it.",
        },
    ),
    bad=(
        {"kind": "privacy_policy", "text": "We respect your privacy."},
        {"kind": "privacy_policy", "text": "We collect your phone number and never share it."},
        {"kind": "privacy_policy", "text": "We use your number for reminders. It is not shared."},
    ),
)
