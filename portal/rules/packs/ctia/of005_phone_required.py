"""OF005: The form cannot be sent without a phone number."""

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
    yield from absent(not form.phone_required, "The phone field is required.")


RULE = Rule(
    id="OF005",
    name="phone-required",
    authority="ctia",
    citation="source 000, opt-in 2",
    severity=Verdict.WARNING,
    subjects=(OptInForm,),
    check=_check,
    what="The form cannot be sent without a phone number.",
    why="The source asks that neither the phone field nor the box be needed to send the form.",
    fix="Make the phone field optional, or say beside it that texts are optional.",
    codes=("toll_free_aggregator:549",),
    field="opt_in_url",
    applies=checks.found_form,
    good=({"kind": "opt_in_form", "html": GOOD_FORM},),
    bad=({"kind": "opt_in_form", "html": GOOD_FORM.replace('type="tel"', 'type="tel" required')},),
)
