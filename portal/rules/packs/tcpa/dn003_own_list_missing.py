"""DN003: There is no list of the people who asked this sender to stop."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    exempt = "; an exemption from the registry does not lift it" if policy.basis == "exemption" else ""
    yield from absent(policy.internal_list, f"The sender keeps no do-not-contact list of its own{exempt}.")


RULE = Rule(
    id="DN003",
    name="own-list-missing",
    authority="tcpa",
    citation="47 CFR 64.1200(d)(3) and (6); source 004, step 6.2",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="There is no list of the people who asked this sender to stop.",
    why="Every sender keeps its own, whoever may be exempt from the national registry: the request of a person always counts.",
    fix="Keep one list for all numbers and campaigns of the sender and look there before every message.",
    field="internal_list",
    applies=lambda policy, context: policy.internal_list is not None,
    good=(
        PRACTICE,
        {"kind": "dnc_policy", "internal_list": "yes"},
        {"kind": "dnc_policy"},
    ),
    bad=(
        {**PRACTICE, "internal_list": False},
        {"kind": "dnc_policy", "internal_list": "no", "purpose": "informational"},
        {**PRACTICE, "internal_list": False, "tax_exempt": True},
    ),
)
