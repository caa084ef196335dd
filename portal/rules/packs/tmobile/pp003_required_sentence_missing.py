"""PP003: The sentence that T-Mobile requires is not in the policy word for word."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.page_edits import sentence
from portal.rules.facts.policy_signs import VERBATIM, read_policy
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
    if facts.verbatim_sentence:
        return
    if not context.limit("policy_sentence_verbatim"):
        if facts.no_third_party_sharing:
            yield Hit(
                message="The policy says it in its own words; the published sentence is the safest.",
                severity=Verdict.ADVICE,
            )
        return
    yield Hit(message=f"The policy lacks the sentence \u201c{VERBATIM}\u201d", edit=None)


RULE = Rule(
    id="PP003",
    name="required-sentence-missing",
    authority="tmobile",
    citation="source 004, steps 3.3 and 7.5",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    mend=sentence(VERBATIM, "Add the sentence", safe=False),
    what="The sentence that T-Mobile requires is not in the policy word for word.",
    why="The source warns that a paraphrase draws 9108.",
    fix=(
        'Add the sentence exactly: "SMS consent and phone numbers are NOT shared with third parties or affiliates '
        'for their marketing purposes."'
    ),
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {
            "kind": "privacy_policy",
            "html": "<h2>SMS</h2><ul><li>SMS CONSENT AND PHONE NUMBERS ARE NOT SHARED WITH THIRD PARTIES.</li></ul>",
        },
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {
            "kind": "privacy_policy",
            "html": "<h2>SMS</h2><p>SMS consent and\u00a0phone numbers are <b>not</b> shared with third parties.</p>",
        },
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("are NOT shared", "aren’t shared")},
        {
            "kind": "privacy_policy",
            "html": "<h2>SMS</h2><p>Phone numbers and SMS consent are not shared with third parties.</p>",
        },
        {
            "kind": "privacy_policy",
            "markdown": "## SMS\n\nWe never share your mobile number with third parties for marketing.",
        },
    ),
)
