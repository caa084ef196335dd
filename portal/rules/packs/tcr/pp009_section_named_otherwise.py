"""PP009: The section about texts has another heading than the two that the source names."""

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
    if facts.has_sms_section and not facts.required_section:
        yield Hit(message="The section about texts is not called SMS Communications or Text Message Program.")


RULE = Rule(
    id="PP009",
    name="section-named-otherwise",
    authority="tcr",
    citation="source 004, steps 3.3 and 7.5",
    severity=Verdict.WARNING,
    subjects=(PolicyPage,),
    check=_check,
    what="The section about texts has another heading than the two that the source names.",
    why='Automated reviews look for "SMS Communications" or "Text Message Program".',
    fix='Rename the heading to "SMS Communications".',
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("SMS Communications", "Text Message Program")},
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY.replace("## SMS Communications", "## Our SMS communications with you"),
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("SMS Communications", "Mobile messaging")},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("SMS Communications", "SMS terms")},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("SMS Communications", "Texting and you")},
    ),
)
