"""OF026: A script ticks the consent box."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    if form.marks.ticked_later:
        yield Hit(message="The box is ticked once the page has run its scripts.")
    elif form.marks.ticked_by_script:
        yield Hit(message="A script of the page ticks the consent box.")


RULE = Rule(
    id="OF026",
    name="box-ticked-by-script",
    authority="tcpa",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="A script ticks the consent box.",
    why="A box that ticks itself is no consent; it draws 9607.",
    fix="Let nobody but the person tick the box.",
    codes=("tcr:9607",),
    field="opt_in_url",
    applies=lambda form, context: bool(form.consent_boxes),
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "</form>", "</form><script>document.getElementById('menu').checked = true;</script>"
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"ticked_later": False}},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "</form>", "</form><script>document.getElementById('c').checked = true;</script>"
            ),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("</form>", "</form><script>$('#c').prop('checked', true)</script>"),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"ticked_later": True}},
    ),
)
