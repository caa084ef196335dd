"""OF004: The form has no box that consents to texts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
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
    yield from absent(form.consent_boxes, "No box on the form consents to texts.")


RULE = Rule(
    id="OF004",
    name="consent-box-missing",
    authority="ctia",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The form has no box that consents to texts.",
    why="Consent must be an act of its own; sending a form is not one.",
    fix="Put an unticked box with the consent wording beside the phone field.",
    codes=(
        "tcr:9607",
        "toll_free_aggregator:550",
    ),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {
            "kind": "opt_in_form",
            "html": "<form><label>Mobile <input type=tel></label><label><input type=checkbox> Yes, send me text messages.</label></form>",
        },
        {"kind": "opt_in_form", "html": "<p>No form here.</p>"},
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('type="checkbox"', 'type="hidden"')},
        {
            "kind": "opt_in_form",
            "html": "<form><input type=tel><label><input type=checkbox> I accept cookies</label></form>",
        },
        {"kind": "opt_in_form", "html": '<form><input type="tel" name="phone"><button>Send</button></form>'},
    ),
)
