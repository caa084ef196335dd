"""DN018: Marketing goes to Texas without consent, registration or bond."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    state = context.rulebook.documents["do_not_call"]["states"]["TX"]
    if not policy.texas_registered:
        sentence = f"The sender is not registered in Texas ({state['registration_fee_usd']} dollars)."
        yield Hit(message=sentence, field="texas_registered")
    if not policy.texas_bond:
        yield Hit(message=f"No bond of {state['bond_usd']:,} dollars is posted in Texas.", field="texas_bond")


RULE = Rule(
    id="DN018",
    name="texas-not-registered",
    authority="tcpa",
    citation="Texas Business and Commerce Code, chapter 302, as amended by SB 140",
    severity=Verdict.WARNING,
    subjects=(DncPolicy,),
    check=_check,
    what="Marketing goes to Texas without consent, registration or bond.",
    why="Since 1 September 2025 text marketers register with the state and post a bond; texts that rest on consent are left out.",
    fix="Send to Texas on documented consent only, or register (200 dollars) and post the bond (10,000 dollars); check the state’s list every quarter.",
    field="texas_registered",
    applies=lambda policy, context: (
        policy.markets and policy.consent_based is False and "TX" in {state.strip().upper() for state in policy.states}
    ),
    in_force_from=date(2025, 9, 1),
    good=(
        PRACTICE,
        {**PRACTICE, "states": ["TX"], "consent_based": True, "context": {"on": "2026-11-22"}},
        {
            **PRACTICE,
            "states": ["TX"],
            "consent_based": False,
            "texas_registered": True,
            "texas_bond": True,
            "context": {"on": "2026-11-22"},
        },
        {**PRACTICE, "states": ["TX"], "consent_based": False, "context": {"on": "2025-08-31"}},
    ),
    bad=(
        {**PRACTICE, "states": ["TX"], "consent_based": False, "context": {"on": "2026-11-22"}},
        {
            **PRACTICE,
            "states": ["ok", "tx"],
            "consent_based": "no",
            "texas_registered": True,
            "context": {"on": "2025-09-01"},
        },
        {**PRACTICE, "states": ["TX"], "consent_based": False, "texas_bond": True, "context": {"on": "2026-11-22"}},
    ),
)
