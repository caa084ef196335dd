"""PP005: The policy does not say how long consent records are kept."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.page_edits import sentence
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
    yield from absent(read_policy(page).retention_stated, "The policy does not say how long records are kept.")


RULE = Rule(
    id="PP005",
    name="retention-missing",
    authority="tcr",
    citation="source 004, steps 3.3 and 7.5",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    mend=sentence("Consent records are retained for at least four years.", "Add the retention", safe=False),
    what="The policy does not say how long consent records are kept.",
    why="The source lists the retention period among what 9108 demands.",
    fix='Add "Consent records are retained for a minimum of 4 years."',
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "five (5) years")},
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>We keep consent records as long as required by law.</p>"},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>We keep your number safe.</p>"},
        {"kind": "privacy_policy", "html": "<p>We collect numbers and never share them.</p>"},
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY.replace("Consent records are retained for a minimum of 4 years. ", ""),
        },
    ),
)
