"""OW004: The consent wording does not mention message and data rates."""

from __future__ import annotations

from collections.abc import Iterator

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
    VerbalScript,
)


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    edit = appended(wording.text, "Message and data rates may apply.", "Add the rates line")
    found = signs.rates_line(normalize(wording.text).folded)
    yield from absent(found, "The wording does not say that message and data rates may apply.", edit=edit)


RULE = Rule(
    id="OW004",
    name="rates-missing",
    authority="ctia",
    citation="source 004, step 5.1; source 000, opt-in 5",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent wording does not mention message and data rates.",
    why="Fees are the fourth of the five mandatory elements.",
    fix='Add "Message and data rates may apply."',
    codes=("tcr:2101",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "Offers from Acme by text. Msg&Data rates may apply."},
        {"kind": "opt_in_wording", "text": "Order texts from Acme. Carrier charges may apply."},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "Order texts from Acme. Our delivery rates are on the site."},
        {"kind": "verbal_script", "text": "May we text you? You can reply STOP at any time."},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive order updates from Acme. Message frequency varies. Reply STOP to opt out.",
        },
    ),
)
