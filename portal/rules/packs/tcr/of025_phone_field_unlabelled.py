"""OF025: The phone field is not clearly labelled."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    if form.marks.phone_label == "none":
        yield Hit(message="Nothing says what the phone field is for.")
    elif form.marks.phone_label == "placeholder":
        words = "The phone field is named only inside itself; the name goes away as soon as people type."
        yield Hit(message=words, severity=Verdict.ADVICE)


RULE = Rule(
    id="OF025",
    name="phone-field-unlabelled",
    authority="tcr",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The phone field is not clearly labelled.",
    why="The published checklist asks for a phone field that is present and labelled clearly.",
    fix='Put a label such as "Mobile number" beside the field.',
    codes=("tcr:2100",),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": "<form><label>Mobile number <input type=tel name=p></label></form>"},
        {"kind": "opt_in_form", "html": "<form><p>Your cell phone</p><input type=tel></form>"},
    ),
    bad=(
        {"kind": "opt_in_form", "html": "<form><input type=tel name=p></form>"},
        {"kind": "opt_in_form", "html": "<form><input type=tel placeholder=Phone></form>"},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('<label for="p">Mobile number (optional)</label>', "")},
    ),
)
