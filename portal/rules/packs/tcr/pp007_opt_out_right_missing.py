"""PP007: The policy does not tell people that they may opt out with STOP."""

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
    yield from absent(read_policy(page).opt_out_right, "The policy does not say that people may opt out with STOP.")


RULE = Rule(
    id="PP007",
    name="opt-out-right-missing",
    authority="tcr",
    citation="source 004, steps 3.3 and 7.5",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    mend=sentence("You may opt out at any time by texting STOP to any message.", "Add the opt-out right"),
    what="The policy does not tell people that they may opt out with STOP.",
    why="The statement of opt-out rights is one of the parts that 9108 demands.",
    fix='Add "You may opt out at any time by texting STOP to any message."',
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>To opt out, reply STOP.</p>"},
        {
            "kind": "privacy_policy",
            "html": "<h2>SMS</h2><p>You can unsubscribe whenever you like: text STOP to us.</p>",
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>You may opt out by writing to us.</p>"},
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>We stop at nothing to protect you.</p>"},
        {
            "kind": "privacy_policy",
            "markdown": "## SMS Communications\n\nWe never share mobile numbers with third parties.",
        },
    ),
)
