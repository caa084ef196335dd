"""OW008: The consent names partners, affiliates or third parties beside the brand."""

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
    span = consent_signs.shared_consent(text.folded)
    if span:
        yield at(text, span, f"\u201c{quoted(wording.text, span, text)}\u201d shares the consent with others.")


RULE = Rule(
    id="OW008",
    name="consent-shared",
    authority="toll_free",
    citation="source 000, opt-in must not 3; source 003, code 551",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent names partners, affiliates or third parties beside the brand.",
    why="Consent belongs to one sender and cannot be shared or passed on.",
    fix="Name the brand alone.",
    codes=("toll_free_aggregator:551",),
    field="opt_in_wording",
    good=(
        {
            "kind": "opt_in_wording",
            "text": "Texts from Acme. Your number is never shared with partners or third parties.",
        },
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive alerts by text from Acme. We do not share your number with third parties. Reply STOP to opt out.",
        },
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme, its affiliates and up to four partners."},
        {"kind": "verbal_script", "text": "May Acme and our partners text you with offers?"},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive promotional texts from Acme and its marketing partners. Reply STOP to opt out.",
        },
    ),
)
