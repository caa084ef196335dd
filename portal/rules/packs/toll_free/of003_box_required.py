"""OF003: The form cannot be sent without ticking the consent box."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.page_edits import without
from portal.rules.facts.text import beginning_of
from portal.rules.kit import (
    GOOD_FORM,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    for box in form.consent_boxes:
        if box.required:
            yield Hit(message=f"The box \u201c{beginning_of(box.label)}\u201d is required.")


RULE = Rule(
    id="OF003",
    name="box-required",
    authority="toll_free",
    citation="source 000, opt-in 2",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    mend=without(
        "required",
        lambda form: sum(box.required for box in form.consent_boxes),
        "Let the form go without it",
        safe=False,
    ),
    what="The form cannot be sent without ticking the consent box.",
    why="Consent that is needed to send a form is not free.",
    fix="Take required off the box.",
    codes=("toll_free_aggregator:549",),
    field="opt_in_url",
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="p"', 'id="p" required')},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("</form>", "<label><input type=checkbox required> I am a robot</label></form>"),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" aria-required="true"')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" required="required"')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" required')},
    ),
)
