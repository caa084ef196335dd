"""OF009: The words beside the form lack one of the five mandatory elements."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts.reported import opt_in_form_facts
from portal.rules.kit import (
    GOOD_FORM,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)

_ELEMENTS = {
    "brand": ("the brand", "tcr:2108"),
    "message_type": ("the kind of messages", "tcr:2100"),
    "frequency": ("how often messages come", "tcr:2101"),
    "rates": ("that message and data rates may apply", "tcr:2101"),
    "stop": ("how to opt out", "tcr:9106"),
}


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    facts = opt_in_form_facts(form)
    for key, (words, code) in _ELEMENTS.items():
        yield from absent(facts[key], f"The form does not name {words}.", codes=(code,))


RULE = Rule(
    id="OF009",
    name="wording-incomplete",
    authority="ctia",
    citation="source 004, step 5.1",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The words beside the form lack one of the five mandatory elements.",
    why="Brand, message type, frequency, rates and the way out must be read before people agree.",
    fix="Complete the wording beside the box.",
    codes=("tcr:2100",),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Message frequency varies.", "Up to 4 msgs/month.")},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("Message and data rates may apply.", "Msg &amp; data rates may apply."),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Message and data rates may apply. ", "")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Reply STOP to opt out or HELP for help. ", "")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Message frequency varies. ", "")},
    ),
)
