"""PP026: The policy promises to keep records longer than they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.policy_signs import read_policy
from portal.rules.kit import GOOD_POLICY
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    PolicyPage,
)


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    promised, kept = read_policy(page).retention_years, page.ledger_years or 0
    if promised is not None and promised > kept:
        yield Hit(message=f"The policy promises {promised:g} years; consent records are kept for {kept}.")


RULE = Rule(
    id="PP026",
    name="retention-beyond-ledger",
    authority="house",
    citation="source 004, steps 3.3 and 5.2",
    severity=Verdict.WARNING,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy promises to keep records longer than they are kept.",
    why="A promise in a policy that is not kept is worse than none.",
    fix="Raise the years for which consent records are kept in the settings of the business, or correct the policy.",
    field="privacy_policy_url",
    applies=lambda page, context: page.ledger_years is not None,
    good=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY, "ledger_years": 4},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY, "ledger_years": 7},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "6 years")},
    ),
    bad=(
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "6 years"), "ledger_years": 4},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "ten years"), "ledger_years": 5},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY.replace("4 years", "60 months"), "ledger_years": 4},
    ),
)
