"""TS020: The terms are hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import readability
from portal.rules.kit import GOOD_TERMS
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TermsPage,
)


def _check(page: TermsPage, context: Context) -> Iterator[Hit]:
    grade, hardest = readability.school_grade(page.text), context.limit("policy_grade_max")
    if grade is not None and grade > hardest:
        yield Hit(message=f"The terms read like grade {grade:.0f}; up to {hardest} counts as easy to understand here.")


RULE = Rule(
    id="TS020",
    name="terms-hard-to-read",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ADVICE,
    subjects=(TermsPage,),
    check=_check,
    what="The terms are hard to read.",
    why="Terms have to be clear and easy to understand.",
    fix="Write short sentences in plain words.",
    field="terms_url",
    good=(
        {"kind": "terms", "markdown": GOOD_TERMS},
        {
            "kind": "terms",
            "text": "We send texts about your orders. You can stop them when you like. Just reply STOP and we will not write again.",
        },
        {"kind": "terms", "text": "Terms."},
    ),
    bad=(
        {
            "kind": "terms",
            "text": "Notwithstanding any contradictory stipulations hereinafter enumerated, the organization disseminates telecommunications exclusively to individuals whose authorization has been unequivocally demonstrated, documented, authenticated and perpetually maintained in accordance with applicable administrative regulations governing confidentiality.",
        },
        {
            "kind": "terms",
            "text": "Notwithstanding any contradictory stipulations hereinafter enumerated, the organization disseminates telecommunications exclusively to individuals whose authorization has been unequivocally demonstrated, documented, authenticated and perpetually maintained in accordance with applicable administrative regulations governing confidentiality."
            * 2,
        },
        {
            "kind": "terms",
            "html": "<div>"
            "Notwithstanding any contradictory stipulations hereinafter enumerated, the organization disseminates telecommunications exclusively to individuals whose authorization has been unequivocally demonstrated, documented, authenticated and perpetually maintained in accordance with applicable administrative regulations governing confidentiality."
            "</div>",
        },
    ),
)
