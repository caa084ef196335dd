"""OF020: The live form does not show the consent wording that the registration declares."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.kit import GOOD_CONSENT, GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    off = consent_words.difference_percent(form.declared_wording, form.text)
    most = context.limit("wording_difference_percent")
    if off > most:
        yield Hit(message=f"{off:.0f} of 100 declared words do not stand on the form; at most {most} may differ.")


RULE = Rule(
    id="OF020",
    name="wording-differs-from-declared",
    authority="tcr",
    citation="source 004, steps 2.5 and 7.5",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The live form does not show the consent wording that the registration declares.",
    why="Reviewers open the page and compare; words that are not there cannot be verified and draw 9607.",
    fix="Copy the wording from the form into the registration, word for word, or put the declared wording on the form.",
    codes=("tcr:9607",),
    field="opt_in_wording",
    applies=lambda form, context: form.found and bool(form.declared_wording.strip()),
    good=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM,
            "declared_wording": "I agree to receive promotional text messages from Acme. Message frequency varies. Message and data rates may apply.",
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM,
            "declared_wording": "i AGREE to receive promotional text messages from Acme \u2013 Message frequency varies!",
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM, "declared_wording": GOOD_CONSENT},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM,
            "declared_wording": "I agree to receive promotional text messages from Best Widgets.",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><label>Mobile <input type=tel></label><button>Send</button></form>",
            "declared_wording": "Yes, text me.",
        },
    ),
)
