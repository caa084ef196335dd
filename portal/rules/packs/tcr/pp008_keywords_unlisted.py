"""PP008: The policy does not list STOP, START and HELP."""

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
    facts = read_policy(page)
    seen = {"STOP": facts.mentions_stop, "START": facts.mentions_start, "HELP": facts.mentions_help}
    missing = [word for word, there in seen.items() if not there]
    yield from absent(not missing, f"The policy does not name {', '.join(missing)}.")


RULE = Rule(
    id="PP008",
    name="keywords-unlisted",
    authority="tcr",
    citation="source 004, step 3.3",
    severity=Verdict.WARNING,
    subjects=(PolicyPage,),
    check=_check,
    mend=sentence("Supported keywords: STOP (unsubscribe), START (resubscribe), HELP (support).", "Add the keywords"),
    what="The policy does not list STOP, START and HELP.",
    why="The published section ends with the three keywords.",
    fix='Add "Supported keywords: STOP (unsubscribe), START (resubscribe), HELP (support)."',
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY.replace("START (resubscribe)", "UNSTOP or START (join again)"),
        },
        {"kind": "privacy_policy", "html": "<h2>SMS</h2><p>Text STOP to end, START to join again, HELP for help.</p>"},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("START (resubscribe), ", "")},
        {
            "kind": "privacy_policy",
            "markdown": GOOD_POLICY.replace(
                "Supported keywords: STOP (unsubscribe), START (resubscribe), HELP (support).", ""
            ),
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("START (resubscribe), HELP (support)", "")},
    ),
)
