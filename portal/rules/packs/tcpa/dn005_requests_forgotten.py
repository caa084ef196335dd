"""DN005: Requests to stop are forgotten after some years."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    years, least = policy.requests_kept_years or 0, context.limit("own_list_years")
    virginia = context.limit("stop_kept_years")
    if years < least:
        yield Hit(message=f"Requests are kept for {years} years; {least} are the least.")
    elif years < virginia:
        there = "VA" in {state.strip().upper() for state in policy.states}
        severity = Verdict.ERROR if there else Verdict.WARNING
        yield Hit(message=f"Requests are kept for {years} years; Virginia asks for {virginia}.", severity=severity)


RULE = Rule(
    id="DN005",
    name="requests-forgotten",
    authority="tcpa",
    citation="47 CFR 64.1200(d)(6); Virginia SB 1339",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="Requests to stop are forgotten after some years.",
    why="An entry of the own list holds for five years by federal rule, for ten in Virginia.",
    fix="Keep requests for ever, until the person opts in again.",
    field="requests_kept_years",
    applies=lambda policy, context: policy.requests_kept_years is not None and not policy.requests_kept_for_ever,
    good=(
        PRACTICE,
        {"kind": "dnc_policy", "requests_kept_years": 10},
        {"kind": "dnc_policy", "requests_kept_years": 2, "requests_kept_for_ever": True},
    ),
    bad=(
        {"kind": "dnc_policy", "requests_kept_years": 4},
        {"kind": "dnc_policy", "requests_kept_years": 5},
        {"kind": "dnc_policy", "requests_kept_years": 9, "states": ["va", "NC"]},
    ),
)
