"""OW001: The consent wording does not name the brand."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    ACME,
    GOOD_CONSENT,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
    OptInWording,
    VerbalScript,
)


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    brand = wording.brand or Brand()
    yield from absent(names.find_name(normalize(wording.text), brand), f"The wording does not name {brand.names[0]}.")


RULE = Rule(
    id="OW001",
    name="brand-missing",
    authority="ctia",
    citation="source 004, steps 5.1 and 7.4; source 000, opt-in 3",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent wording does not name the brand.",
    why="People consent to one named sender; it is the first of the five mandatory elements.",
    fix='Name the business: "text messages from Acme".',
    codes=("tcr:2108",),
    field="opt_in_wording",
    applies=lambda wording, context: wording.brand is not None and bool(wording.brand.names),
    good=(
        {
            "kind": "opt_in_wording",
            "text": "Text me order updates from ACME HOLDINGS, LLC. Reply STOP to opt out.",
            "brand": ACME,
        },
        {"kind": "verbal_script", "text": "This is Acme’s front desk. May we text you?", "brand": ACME},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT, "brand": ACME},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "Yes, text me offers from Acmeville Tools.", "brand": ACME},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive order updates by text. Message frequency varies. Msg & data rates may apply. Reply STOP to opt out.",
            "brand": ACME,
        },
        {"kind": "verbal_script", "text": "Do you agree to receive text messages from us?", "brand": ACME},
    ),
)
