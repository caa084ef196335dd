"""DN016: A written permission lacks the signature, the seller or the number."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    if not policy.permission_signed:
        yield Hit(message="The permission is not signed.", field="permission_signed")
    if not policy.permission_seller.strip():
        yield Hit(message="The permission does not name the seller.", field="permission_seller")
    if not policy.permission_number.strip():
        yield Hit(message="The permission does not state the number.", field="permission_number")


RULE = Rule(
    id="DN016",
    name="permission-incomplete",
    authority="tcpa",
    citation="47 CFR 64.1200(c)(2)(ii)",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="A written permission lacks the signature, the seller or the number.",
    why="Only an agreement that is signed, names the seller and states the number lifts the block of the registry.",
    fix="Have the person sign (electronically is enough) a text that names the seller and the number.",
    codes=("portal:DNC_REJECT",),
    field="permission_signed",
    applies=lambda policy, context: bool(policy.written_permission),
    good=(
        PRACTICE,
        {
            **PRACTICE,
            "written_permission": True,
            "permission_signed": True,
            "permission_seller": "Acme Holdings LLC",
            "permission_number": "+13125550142",
        },
        {**PRACTICE, "written_permission": False},
    ),
    bad=(
        {**PRACTICE, "written_permission": True},
        {
            **PRACTICE,
            "written_permission": True,
            "permission_signed": False,
            "permission_seller": "Acme",
            "permission_number": "+13125550142",
        },
        {
            **PRACTICE,
            "written_permission": "yes",
            "permission_signed": "yes",
            "permission_seller": "",
            "permission_number": "+13125550142",
        },
    ),
)
