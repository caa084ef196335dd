"""OF001: No form on the page takes a phone number."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_FORM,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    yield from absent(form.phone_field, "The page has no field for a phone number.")


RULE = Rule(
    id="OF001",
    name="phone-field-missing",
    authority="ctia",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="No form on the page takes a phone number.",
    why="Reviewers open the address and look for the form that people fill in.",
    fix="Give the address of the page that holds the form; label the phone field plainly.",
    codes=("tcr:2100",),
    field="opt_in_url",
    good=(
        {"kind": "opt_in_form", "html": "<form><label>Cell <input name=cell></label></form>"},
        {"kind": "opt_in_form", "html": "<div><label>Your mobile number<input type=text name=m1></label></div>"},
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": "<form><input type=email name=email></form>"},
        {"kind": "opt_in_form", "html": "<form><label>Fax number <input name=fax></label></form>"},
        {"kind": "opt_in_form", "html": "<h1>Welcome</h1><p>Call us.</p>"},
    ),
)
