"""PP001: The privacy policy has no section about text messages."""

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
    yield from absent(read_policy(page).has_sms_section, "No heading of the policy speaks of text messages.")


RULE = Rule(
    id="PP001",
    name="sms-section-missing",
    authority="tmobile",
    citation="source 004, steps 3.3 and 7.5",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    what="The privacy policy has no section about text messages.",
    why="Reviewers look for its heading; without one the policy draws 9108.",
    fix='Add a section headed "SMS Communications".',
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "html": "<h1>Privacy</h1><p><strong>Text Messaging</strong></p><p>We text.</p>"},
        {"kind": "privacy_policy", "html": "<h2>Mobile Messaging Program</h2><p>We text.</p>"},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "html": "<h1>Privacy</h1><h2>Cookies</h2><p>We use them.</p>"},
        {"kind": "privacy_policy", "html": "<h1>Privacy</h1><p>We protect what you tell us.</p>"},
        {"kind": "privacy_policy", "markdown": "# Privacy Policy\n\nWe respect your privacy."},
    ),
)
