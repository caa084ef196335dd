"""OF022: The box for texts also accepts the terms."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import consent_signs
from portal.rules.facts.text import beginning_of, normalize
from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    for box in form.consent_boxes:
        if consent_signs.accepts_terms(normalize(box.label).folded):
            yield Hit(
                message=f"The box \u201c{beginning_of(box.label)}\u201d accepts an agreement and consents to texts at once."
            )
            return
    others = [box for box in form.boxes if consent_signs.accepts_terms(normalize(box.label).folded)]
    if others and not form.consent_boxes and form.wording.strip():
        yield Hit(message=f"Consent to texts hangs on the box \u201c{beginning_of(others[0].label)}\u201d.")


RULE = Rule(
    id="OF022",
    name="box-accepts-terms",
    authority="toll_free",
    citation="source 000, opt-in must not 1; source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The box for texts also accepts the terms.",
    why="Consent buried in another agreement does not count; the box is for texts alone.",
    fix="Give the acceptance of the terms a box of its own.",
    codes=("toll_free_aggregator:548", "tcr:9607", "dca2:611"),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "</form>", '<input type="checkbox" id="t"><label for="t">I accept the Terms of Service.</label></form>'
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("I agree to receive", "See our Terms. I agree to receive")},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("I agree to receive", "I agree to the Terms of Service and to receive"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("I agree to receive", "I accept the Privacy Policy and want to receive"),
        },
        {
            "kind": "opt_in_form",
            "html": "<form><label>Mobile <input type=tel></label><p>We send text messages about orders.</p>"
            "<label><input type=checkbox> I accept the Terms and Conditions</label></form>",
        },
    ),
)
