"""OF024: One box takes consent to promotional and to transactional messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_FORM
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    labels = [box.label for box in form.consent_boxes] or [form.wording.replace("\n", " ")]
    for label in labels:
        if consent_words.two_purposes(normalize(label).folded):
            yield Hit(message="One box takes consent to promotional and to transactional messages.")
            return


RULE = Rule(
    id="OF024",
    name="two-purposes-one-box",
    authority="tcpa",
    citation="source 004, step 5.2",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="One box takes consent to promotional and to transactional messages.",
    why="Each purpose needs a consent of its own.",
    fix="Give each purpose its own box.",
    codes=("tcr:2101", "twilio:30504"),
    field="opt_in_url",
    applies=checks.has_wording,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "</form>",
                '<input type="checkbox" id="o"><label for="o">I agree to order and account texts from Acme.</label></form>',
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("promotional", "order and shipping")},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("promotional text", "transactional and promotional text")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("promotional text", "account updates and marketing text")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("promotional text", "promotional and transactional text")},
    ),
)
