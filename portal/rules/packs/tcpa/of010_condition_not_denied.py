"""OF010: A form for marketing texts does not say that consent is not a condition of purchase."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_FORM,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    found = signs.condition_denied(normalize(form.wording).folded)
    yield from absent(found, "The form does not say that consent is not a condition of purchase.")


RULE = Rule(
    id="OF010",
    name="condition-not-denied",
    authority="tcpa",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="A form for marketing texts does not say that consent is not a condition of purchase.",
    why="The sentence must be visible beside the box.",
    fix='Add "Consent is not a condition of purchase."',
    codes=(
        "tcr:2101",
        "toll_free_aggregator:549",
    ),
    field="opt_in_url",
    applies=checks.is_marketing_form,
    good=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "Consent is not a condition of purchase.", "You are not required to agree in order to buy."
            ),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("promotional", "appointment").replace(
                "Consent is not a condition of purchase.", ""
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("not a condition", "a condition")},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("promotional", "special offers by").replace(
                "Consent is not a condition of purchase.", ""
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Consent is not a condition of purchase.", "")},
    ),
)
