"""OW009: Consent is taken from giving a phone number or from another act."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
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
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    text = normalize(wording.text)
    span = consent_signs.implied(text.folded)
    if span:
        severity = Verdict.ERROR if checks.is_marketing_consent(wording, context) else None
        yield at(
            text, span, f"\u201c{quoted(wording.text, span, text)}\u201d takes consent for granted.", severity=severity
        )


RULE = Rule(
    id="OW009",
    name="consent-implied",
    authority="tcpa",
    citation="source 000, opt-in must not 4; source 004, step 5.4",
    severity=Verdict.WARNING,
    subjects=(OptInWording,),
    check=_check,
    what="Consent is taken from giving a phone number or from another act.",
    why=(
        "Consent must be a clear act of its own; what is implied does not hold. The source's own transactional "
        "template has this weakness."
    ),
    fix='Begin with "I agree to receive ..." beside a box that people tick.',
    codes=("toll_free_aggregator:548",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "[ ] Yes, I agree to receive order updates by text from Acme."},
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme at the number I provided."},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "By submitting this form you consent to texts from Acme."},
        {
            "kind": "opt_in_wording",
            "text": "By leaving your mobile number, you authorize Acme to text you.",
            "purpose": "marketing",
        },
        {
            "kind": "opt_in_wording",
            "text": "By providing your phone number, you agree to receive order updates from Acme. Reply STOP to opt out.",
        },
    ),
)
