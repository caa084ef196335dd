"""OF021: The consent wording stands in a folded or scrolling part of the page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_FORM, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    yield from absent(
        not form.marks.tucked_away, "The consent box stands in a part of the page that is closed or scrolls."
    )


RULE = Rule(
    id="OF021",
    name="wording-tucked-away",
    authority="tcpa",
    citation="47 CFR 64.1200(f)(3); source 000, opt-in must not 1",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The consent wording stands in a folded or scrolling part of the page.",
    why="A disclosure has to be noticed by an ordinary reader; what must be opened or scrolled is not.",
    fix="Show the box and its words openly, beside the phone field.",
    codes=("toll_free_aggregator:548", "tcr:9607"),
    field="opt_in_url",
    applies=lambda form, context: bool(form.consent_boxes),
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                '<input type="checkbox"', '<details open><summary>Texts</summary><input type="checkbox"'
            ).replace("</form>", "</details></form>"),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("<form>", "<form style='height: 400px'>")},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                '<input type="checkbox"', '<details><summary>Texts</summary><input type="checkbox"'
            ).replace("</form>", "</details></form>"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                '<input type="checkbox"', "<div style='height: 60px; overflow: auto'><input type=\"checkbox\""
            ).replace("</form>", "</div></form>"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                '<input type="checkbox"', "<div style='max-height:5em;overflow-y:scroll'><input type=\"checkbox\""
            ).replace("</form>", "</div></form>"),
        },
    ),
)
