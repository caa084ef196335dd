"""OF005: The form cannot be sent without a phone number."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
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
    free = any(not box.required for box in form.consent_boxes)
    words = (
        "The phone field is required." if free else "The phone field is required, and no box leaves texts to choice."
    )
    yield from absent(not form.phone_required, words, severity=None if free else Verdict.ERROR)


RULE = Rule(
    id="OF005",
    name="phone-required",
    authority="ctia",
    citation="source 000, opt-in 2",
    severity=Verdict.WARNING,
    subjects=(OptInForm,),
    check=_check,
    what="The form cannot be sent without a phone number.",
    why="The source asks that neither the phone field nor the box be needed to send the form. Where a box leaves the texts to choice, a required number is a warning; without one it is an error.",
    fix="Make the phone field optional, or say beside it that texts are optional.",
    codes=("toll_free_aggregator:549",),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("<form>", "<form><input name=email required>")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" required')},
    ),
    bad=(
        {"kind": "opt_in_form", "html": "<form><label>Mobile <input type=tel required></label></form>"},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('type="tel"', 'type="tel" aria-required="true"')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('type="tel"', 'type="tel" required')},
    ),
)
