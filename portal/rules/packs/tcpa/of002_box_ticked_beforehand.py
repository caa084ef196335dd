"""OF002: The consent box is ticked before anybody touches it."""

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
        if box.checked:
            yield Hit(message=f"The box \u201c{beginning_of(box.label)}\u201d is ticked beforehand.")


RULE = Rule(
    id="OF002",
    name="box-ticked-beforehand",
    authority="tcpa",
    citation="source 004, steps 5.2 and 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    mend=without(
        "checked", lambda form: sum(box.checked for box in form.consent_boxes), "Deliver the box unticked", safe=True
    ),
    what="The consent box is ticked before anybody touches it.",
    why="A box that is ticked beforehand is no consent; it draws 9607.",
    fix="Deliver the box unticked and let no script tick it.",
    codes=("tcr:9607",),
    field="opt_in_url",
    good=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "</form>", "<input type=checkbox checked id=n><label for=n>Remember me</label></form>"
            ),
        },
        {"kind": "opt_in_form", "html": "<form><input type=tel></form>"},
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" checked="checked"')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" CHECKED')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('id="c"', 'id="c" checked')},
    ),
)
