"""OW007: One consent covers texts together with calls or e-mails."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
    VerbalScript,
)


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    text = normalize(wording.text)
    for span in (consent_signs.bundled_with_calls(text.folded), consent_signs.bundled_with_email(text.folded)):
        if span:
            yield at(text, span, f"\u201c{quoted(wording.text, span, text)}\u201d bundles texts with another channel.")


RULE = Rule(
    id="OW007",
    name="bundled-with-calls-or-email",
    authority="ctia",
    citation="source 000, opt-in must not 2",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="One consent covers texts together with calls or e-mails.",
    why="Consent to texts stands on its own; bundled consent is refused.",
    fix="Ask for texts alone; give calls and e-mails their own boxes.",
    codes=(
        "toll_free_aggregator:548",
        "dca2:611",
    ),
    field="opt_in_wording",
    good=(
        {
            "kind": "opt_in_wording",
            "text": "I agree to order texts from Acme. For help email care@acme.com or call us.",
        },
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive order updates by text from Acme. Questions? Email us or call 555-234-5678. Reply STOP to opt out.",
        },
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "I agree to receive phone calls and SMS from Acme."},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive promotional calls and texts from Acme. Reply STOP to opt out.",
        },
        {
            "kind": "opt_in_wording",
            "text": "I agree to be contacted by Acme via text, email or phone call about offers.",
        },
    ),
)
