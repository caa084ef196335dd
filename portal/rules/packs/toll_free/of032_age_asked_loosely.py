"""OF032: A form about goods for adults does not ask for the date of birth."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.content import categories_in
from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)

_AGED = frozenset({"alcohol", "tobacco", "cannabis", "gambling", "firearms", "sex"})


def _applies(form: OptInForm, context: Context) -> bool:
    return form.found and any(category["slug"] in _AGED for category, _, _ in categories_in(form.text))


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    if form.marks.age_question != "date":
        asked = "asks only for a yes or a tick" if form.marks.age_question == "yes_no" else "does not ask for the age"
        yield Hit(message=f"The subject is for adults and the form {asked}.")


RULE = Rule(
    id="OF032",
    name="age-asked-loosely",
    authority="toll_free",
    citation="source 003, code 507",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="A form about goods for adults does not ask for the date of birth.",
    why="A robust age gate takes the full date of birth before the opt-in; a yes-or-no button is refused.",
    fix="Ask for day, month and year of birth before the box, and turn away those who are too young.",
    codes=("toll_free_aggregator:507", "dca2:706"),
    field="opt_in_url",
    applies=_applies,
    good=(
        {
            "kind": "opt_in_form",
            "html": "<form><p>Wine club: vodka and wine offers by text from Acme.</p><label>Date of birth <input type=date name=dob></label><label>Mobile <input type=tel></label><label><input type=checkbox> I agree to receive text messages from Acme.</label></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><p>Wine club: vodka and wine offers by text from Acme.</p><select name=birth_month></select><select name=birth_day></select><select name=birth_year></select><label>Mobile <input type=tel></label><label><input type=checkbox> I agree to receive text messages from Acme.</label></form>",
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": "<form><p>Wine club: vodka and wine offers by text from Acme.</p><label>Mobile <input type=tel></label><label><input type=checkbox> I agree to receive text messages from Acme.</label></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><p>Wine club: vodka and wine offers by text from Acme.</p><label><input type=checkbox> I am over 21</label><label>Mobile <input type=tel></label><label><input type=checkbox> I agree to receive text messages from Acme.</label></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><p>Wine club: vodka and wine offers by text from Acme.</p><button>Yes, I am 21 or older</button><label>Mobile <input type=tel></label><label><input type=checkbox> I agree to receive text messages from Acme.</label></form>",
        },
    ),
)
