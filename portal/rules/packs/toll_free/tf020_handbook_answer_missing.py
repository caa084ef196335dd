"""TF020: An answer that the handbook’s form asks for is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief

_ASKED = (
    "customer_name",
    "compliance_contact_name",
    "compliance_contact_phone",
    "compliance_contact_email",
    "compliance_contact_address",
    "organization_type",
    "street",
    "city",
    "state",
    "canadian_traffic",
)
_UNINCORPORATED = frozenset({"sole_proprietor", "government"})


def _applies(brief: TollFreeBrief, context: Context) -> bool:
    """A draft of the whole form has some of these; a few facts for a quick look have none."""
    return any(getattr(brief, name).strip() for name in _ASKED if not name.startswith("compliance_contact_"))


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    asked = _ASKED if brief.organization_type.lower() in _UNINCORPORATED else (*_ASKED, "state_of_incorporation")
    for name in asked:
        if not getattr(brief, name).strip():
            yield Hit(message=f"{answer_name(name)} is missing.", field=name)


RULE = Rule(
    id="TF020",
    name="handbook-answer-missing",
    authority="toll_free",
    citation="source 003, campaign brief fields",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="An answer that the handbook’s form asks for is missing.",
    why="An incomplete brief waits, or is refused because the business cannot be verified.",
    fix="Fill the field.",
    codes=("toll_free_aggregator:545", "toll_free_aggregator:621"),
    field="customer_name",
    applies=_applies,
    good=(
        {
            "kind": "toll_free",
            "customer_name": "Acme Holdings LLC",
            "compliance_contact_name": "Dana Reed",
            "compliance_contact_phone": "+13125550142",
            "compliance_contact_email": "dana@acme.com",
            "compliance_contact_address": "1 Main St, Springfield IL 62701",
            "organization_type": "private_profit",
            "state_of_incorporation": "IL",
            "street": "1 Main St",
            "city": "Springfield",
            "state": "IL",
            "canadian_traffic": "none",
        },
        {
            "kind": "toll_free",
            "customer_name": "Acme Holdings LLC",
            "compliance_contact_name": "Dana Reed",
            "compliance_contact_phone": "+13125550142",
            "compliance_contact_email": "dana@acme.com",
            "compliance_contact_address": "1 Main St, Springfield IL 62701",
            "organization_type": "government",
            "state_of_incorporation": "",
            "street": "1 Main St",
            "city": "Springfield",
            "state": "IL",
            "canadian_traffic": "none",
        },
        {"kind": "toll_free", "legal_name": "Acme Holdings LLC"},
    ),
    bad=(
        {
            "kind": "toll_free",
            "customer_name": "Acme Holdings LLC",
            "compliance_contact_name": "Dana Reed",
            "compliance_contact_phone": "+13125550142",
            "compliance_contact_email": "dana@acme.com",
            "compliance_contact_address": "1 Main St, Springfield IL 62701",
            "organization_type": "private_profit",
            "state_of_incorporation": "IL",
            "street": "1 Main St",
            "city": "Springfield",
            "state": "IL",
            "canadian_traffic": "",
        },
        {
            "kind": "toll_free",
            "customer_name": "Acme Holdings LLC",
            "compliance_contact_name": "Dana Reed",
            "compliance_contact_phone": "+13125550142",
            "compliance_contact_email": "dana@acme.com",
            "compliance_contact_address": "1 Main St, Springfield IL 62701",
            "organization_type": "private_profit",
            "state_of_incorporation": "",
            "street": "1 Main St",
            "city": "Springfield",
            "state": "IL",
            "canadian_traffic": "none",
        },
        {"kind": "toll_free", "customer_name": "Acme"},
        {
            "kind": "toll_free",
            "customer_name": "Acme Holdings LLC",
            "compliance_contact_name": "Dana Reed",
            "compliance_contact_phone": "+13125550142",
            "compliance_contact_email": "",
            "compliance_contact_address": "1 Main St, Springfield IL 62701",
            "organization_type": "private_profit",
            "state_of_incorporation": "IL",
            "street": "1 Main St",
            "city": "Springfield",
            "state": "IL",
            "canadian_traffic": "none",
        },
    ),
)
