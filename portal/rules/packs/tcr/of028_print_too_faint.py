"""OF028: The consent words are too faint to read."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    ratio, least = form.marks.contrast or 0.0, context.limit("contrast_percent_min") / 100
    if ratio < least:
        yield Hit(
            message=f"The consent words stand out {ratio:.1f} to 1 from their ground; {least:.1f} to 1 is legible."
        )


RULE = Rule(
    id="OF028",
    name="print-too-faint",
    authority="tcr",
    citation="source 004, step 5.3; WCAG 2.1, 1.4.3",
    severity=Verdict.WARNING,
    subjects=(OptInForm,),
    check=_check,
    what="The consent words are too faint to read.",
    why="Grey on white is named as a fault in the published checklist.",
    fix="Print the words dark on a light ground, at 4.5 to 1 or better.",
    codes=("tcr:9607",),
    field="opt_in_url",
    applies=lambda form, context: bool(form.consent_boxes) and form.marks.contrast is not None,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"contrast": 7.2}},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace('<label for="c">', '<label for="c" style="color: #333; background: #fff">'),
        },
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"contrast": 2.3}},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('<label for="c">', '<label for="c" style="color: #bbb">')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("<form>", "<form style='color:lightgray'>")},
    ),
)
