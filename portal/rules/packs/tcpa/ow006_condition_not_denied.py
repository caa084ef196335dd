"""OW006: Marketing consent does not say that it is not a condition of purchase."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    absent,
    appended,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    edit = appended(wording.text, "Consent is not a condition of purchase.", "Add the sentence", safe=False)
    found = signs.condition_denied(normalize(wording.text).folded)
    yield from absent(found, "The wording does not say that consent is not a condition of purchase.", edit=edit)


RULE = Rule(
    id="OW006",
    name="condition-not-denied",
    authority="tcpa",
    citation="source 004, step 5.2; 47 CFR 64.1200(f)(9)",
    severity=Verdict.ERROR,
    subjects=(OptInWording,),
    check=_check,
    what="Marketing consent does not say that it is not a condition of purchase.",
    why="Written consent to marketing texts must state that nobody has to give it in order to buy.",
    fix='Add "Consent is not a condition of purchase."',
    codes=(
        "tcr:2101",
        "toll_free_aggregator:549",
    ),
    field="opt_in_wording",
    applies=checks.is_marketing_consent,
    good=(
        {
            "kind": "opt_in_wording",
            "text": "Promo texts from Acme. You’re not required to agree to texts in order to buy anything.",
            "purpose": "marketing",
        },
        {"kind": "opt_in_wording", "text": GOOD_CONSENT, "purpose": "marketing"},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive order updates from Acme. Reply STOP to opt out.",
            "purpose": "informational",
        },
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "text": "Exclusive deals from Acme by text. Reply STOP to opt out.",
            "purpose": "marketing",
        },
        {
            "kind": "opt_in_wording",
            "text": "Consent is a condition of purchase. Promotional texts from Acme.",
            "purpose": "marketing",
        },
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive promotional texts from Acme. Message frequency varies. Msg & data rates may apply. Reply STOP to opt out.",
        },
    ),
)
