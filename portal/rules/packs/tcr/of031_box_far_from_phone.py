"""OF031: The consent box does not stand beside the phone field."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    pixels, most = form.marks.distance_px, context.limit("box_distance_px")
    if pixels is not None:
        if pixels > most:
            yield Hit(message=f"The consent box stands {pixels:.0f} px from the phone field; {most} px is beside it.")
        return
    between = form.marks.controls_between or 0
    if between > context.limit("box_fields_between"):
        words = f"{between} other fields stand between the phone field and the consent box."
        yield Hit(message=words, severity=Verdict.WARNING)


RULE = Rule(
    id="OF031",
    name="box-far-from-phone",
    authority="tcr",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The consent box does not stand beside the phone field.",
    why="The box belongs directly beside the number it is about. Only a browser can measure how far away it is; the order of the fields alone makes a warning.",
    fix="Move the box and its words beside the phone field.",
    codes=("tcr:9607",),
    field="opt_in_url",
    applies=lambda form, context: bool(form.consent_boxes),
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"distance_px": 40}},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace('<input type="checkbox"', '<input name=e><input type="checkbox"'),
        },
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM, "measured": {"distance_px": 900}},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                '<input type="checkbox"',
                '<input name=a><input name=b><select name=s></select><textarea name=m></textarea><input type="checkbox"',
            ),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                '<label for="p">',
                '<input name=a><input name=b><select name=s></select><textarea name=m></textarea><label for="p">',
            ),
            "measured": {"distance_px": 201},
        },
    ),
)
