"""OF027: The consent words are printed too small."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    size, least = form.marks.font_px or 0.0, context.limit("consent_font_px")
    if size < least - 0.01:
        yield Hit(message=f"The consent words are {size:.0f} px high; {least} px (12 pt) is the least.")


RULE = Rule(
    id="OF027",
    name="print-too-small",
    authority="tcr",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The consent words are printed too small.",
    why="The published checklist asks for 12 pt, 16 px on the web.",
    fix="Set the consent words in 16 px or more.",
    codes=("tcr:9607",),
    field="opt_in_url",
    applies=lambda form, context: bool(form.consent_boxes) and form.marks.font_px is not None,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"font_px": 16}},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace('<label for="c">', '<label for="c" style="font-size: 12pt">'),
        },
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"font_px": 11.5}},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace('<label for="c">', '<label for="c" style="font-size: 10px">'),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("<form>", "<form style='font-size:0.7rem'>")},
    ),
)
