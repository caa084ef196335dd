"""OF023: The form takes consent for partners, affiliates or third parties too."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import consent_signs, forms
from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    for sentence in forms.consent_sentences(form):
        if consent_signs.shared_consent(sentence):
            yield Hit(message=f"\u201c{sentence[:120]}\u201d shares the consent with others.")
            return


RULE = Rule(
    id="OF023",
    name="consent-shared",
    authority="toll_free",
    citation="source 000, opt-in must not 3; source 003, code 551",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The form takes consent for partners, affiliates or third parties too.",
    why="Consent belongs to one sender and cannot be shared or passed on.",
    fix="Name the brand alone.",
    codes=("toll_free_aggregator:551",),
    field="opt_in_url",
    applies=checks.has_wording,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "Message frequency varies.", "Message frequency varies. We never share your number with third parties."
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("from Acme.", "from Acme, your local hardware store.")},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("from Acme.", "from Acme and its marketing partners.")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("from Acme.", "from Acme or our affiliates.")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("from Acme.", "from Acme and selected third parties.")},
    ),
)
