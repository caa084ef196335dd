"""OW014: The same act accepts the terms or another agreement."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    at,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    text = normalize(wording.text)
    span = consent_signs.accepts_terms(text.folded)
    if span:
        yield at(text, span, "The same words accept the terms and consent to texts.")


RULE = Rule(
    id="OW014",
    name="hidden-in-agreement",
    authority="ctia",
    citation="source 000, opt-in must not 1",
    severity=Verdict.ERROR,
    subjects=(OptInWording,),
    check=_check,
    what="The same act accepts the terms or another agreement.",
    why="Consent buried in an agreement is not consent to texts.",
    fix="Keep acceptance of the terms apart from consent to texts.",
    codes=(
        "toll_free_aggregator:548",
        "tcr:9607",
    ),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme. See our Terms at acme.com/terms."},
        {"kind": "opt_in_wording", "text": "Read the Privacy Policy. Yes, text me order updates."},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "I accept the Privacy Policy and consent to texts from Acme."},
        {"kind": "opt_in_wording", "text": "By ticking I agree to the terms and to marketing texts."},
        {
            "kind": "opt_in_wording",
            "text": "I agree to the Terms of Service and to receive texts from Acme. Reply STOP to opt out.",
        },
    ),
)
