"""PP006: The policy keeps consent records for less than four years."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.policy_signs import read_policy
from portal.rules.kit import GOOD_POLICY
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import PolicyPage


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    years = read_policy(page).retention_years
    wanted = context.limit("retention_years")
    if years is not None and years < wanted:
        severity = None if years < 4 else Verdict.ADVICE
        yield Hit(
            message=f"The longest period named is {years:g} years; {wanted} are asked for.",
            severity=severity,
            fix=f"State a minimum of {wanted} years from collection or opt-out, whichever is later.",
        )


RULE = Rule(
    id="PP006",
    name="retention-too-short",
    authority="tcr",
    citation="source 004, steps 5.2 and 7.5",
    severity=Verdict.ERROR,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy keeps consent records for less than four years.",
    why="Claims may be brought for four years; records must outlast them.",
    fix="State a minimum of 4 years from collection or opt-out, whichever is later.",
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "48 months")},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "seven years")},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "3 years")},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "90 days")},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "12 months")},
    ),
)
