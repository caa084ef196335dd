"""OW012: The wording makes consent a must."""

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
    span = consent_signs.forced(text.folded)
    if span:
        yield at(text, span, f"\u201c{quoted(wording.text, span, text)}\u201d makes consent a must.")


RULE = Rule(
    id="OW012",
    name="consent-forced",
    authority="toll_free",
    citation="source 000, opt-in must not 5; source 003, code 549",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The wording makes consent a must.",
    why="Consent that is required for a service is not free, and is refused.",
    fix="Make it plain that people may decline and still be served.",
    codes=("toll_free_aggregator:549",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "Consent to texts is not required to buy goods or services."},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {"kind": "opt_in_wording", "text": "You are not required to agree in order to buy from Acme."},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "Consent to texts is mandatory to use Acme."},
        {"kind": "verbal_script", "text": "You have to agree to texts before we can book you. Do you agree?"},
        {"kind": "opt_in_wording", "text": "You must agree to receive texts from Acme to open an account."},
    ),
)
