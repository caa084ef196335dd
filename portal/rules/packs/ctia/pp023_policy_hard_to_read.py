"""PP023: The policy is hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import readability
from portal.rules.kit import GOOD_POLICY
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    PolicyPage,
)


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    grade, hardest = readability.school_grade(page.text), context.limit("policy_grade_max")
    if grade is not None and grade > hardest:
        yield Hit(
            message=f"The policy reads like grade {grade:.0f}; up to {hardest} counts as easy to understand here."
        )


RULE = Rule(
    id="PP023",
    name="policy-hard-to-read",
    authority="ctia",
    citation="source 000, privacy policy requirements",
    severity=Verdict.ADVICE,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy is hard to read.",
    why="The policy has to be easy to understand.",
    fix="Write short sentences in plain words.",
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
        {
            "kind": "privacy_policy",
            "text": "We keep your number safe. We do not share it. You can stop texts when you like. Just reply STOP to us.",
        },
        {"kind": "privacy_policy", "text": "Privacy."},
    ),
    bad=(
        {
            "kind": "privacy_policy",
            "text": "Notwithstanding any contradictory stipulations hereinafter enumerated, the organization disseminates telecommunications exclusively to individuals whose authorization has been unequivocally demonstrated, documented, authenticated and perpetually maintained in accordance with applicable administrative regulations governing confidentiality.",
        },
        {
            "kind": "privacy_policy",
            "text": "Notwithstanding any contradictory stipulations hereinafter enumerated, the organization disseminates telecommunications exclusively to individuals whose authorization has been unequivocally demonstrated, documented, authenticated and perpetually maintained in accordance with applicable administrative regulations governing confidentiality."
            * 3,
        },
        {
            "kind": "privacy_policy",
            "html": "<p>"
            "Notwithstanding any contradictory stipulations hereinafter enumerated, the organization disseminates telecommunications exclusively to individuals whose authorization has been unequivocally demonstrated, documented, authenticated and perpetually maintained in accordance with applicable administrative regulations governing confidentiality."
            "</p>",
        },
    ),
)
