"""OF033: The words of the consent box are not its label."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_FORM, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    yield from absent(form.marks.boxes_labelled, "The words beside the consent box are not tied to it.")


RULE = Rule(
    id="OF033",
    name="box-without-label",
    authority="house",
    citation="source 004, section 10 (form accessibility)",
    severity=Verdict.ADVICE,
    subjects=(OptInForm,),
    check=_check,
    what="The words of the consent box are not its label.",
    why="People who use a keyboard or a screen reader hear a box without a name; what they agree to is not shown to them.",
    fix="Put the words in a label element that names the box.",
    field="opt_in_url",
    applies=lambda form, context: bool(form.consent_boxes),
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {
            "kind": "opt_in_form",
            "html": "<form><label>Mobile <input type=tel></label><label><input type=checkbox> Yes, send me text messages.</label></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><label>Mobile <input type=tel></label><p><input type=checkbox aria-labelledby=w> <span id=w>I agree to receive texts.</span></p></form>",
        },
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": "<form><label>Mobile <input type=tel></label><p><input type=checkbox> I agree to receive texts from Acme.</p></form>",
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace('<label for="c">', "<span>")
            .replace("purchase.</label>", "purchase.</span>")
            .replace('<input type="checkbox"', '<p><input type="checkbox"'),
        },
        {
            "kind": "opt_in_form",
            "html": "<form><label>Cell <input type=tel></label><div><input type=checkbox id=x> Yes! Text me. Message and data rates may apply.</div></form>",
        },
    ),
)
