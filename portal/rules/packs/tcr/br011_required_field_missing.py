"""BR011: A required field of the brand is empty."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_REQUIRED = (
    "legal_name",
    "ein",
    "entity_type",
    "vertical",
    "street",
    "city",
    "state",
    "postal_code",
    "support_email",
    "support_phone",
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    for name in _REQUIRED:
        optional = name == "ein" and brand.entity_type.strip().lower() == "sole_proprietor"
        if not str(getattr(brand, name)).strip() and not optional:
            yield Hit(message=f"{answer_name(name)} is missing.", field=name)


RULE = Rule(
    id="BR011",
    name="required-field-missing",
    authority="tcr",
    citation="source 004, step 3.2; source 000, element 1",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="A required field of the brand is empty.",
    why="Name, number, address and industry are compared with public records.",
    fix="Answer the question; the registry takes no brand without it.",
    codes=("twilio:30799",),
    field="legal_name",
    good=(
        {
            "kind": "brand",
            "legal_name": "City of Acme",
            "ein": "12-3456789",
            "entity_type": "government",
            "vertical": "government",
            "street": "1 City Hall",
            "city": "Acme",
            "state": "OR",
            "postal_code": "97201",
            "support_email": "web@acme.gov",
            "support_phone": "503-555-0100",
        },
        {
            "kind": "brand",
            "legal_name": "Acme Holdings LLC",
            "ein": "12-3456789",
            "entity_type": "private_profit",
            "vertical": "RETAIL",
            "street": "100 Main Street",
            "city": "Springfield",
            "state": "IL",
            "postal_code": "62701",
            "support_email": "support@acme.com",
            "support_phone": "+12175550100",
        },
        {
            "kind": "brand",
            "legal_name": "Jane Roe",
            "entity_type": "sole_proprietor",
            "vertical": "retail",
            "street": "9 Bay Road",
            "city": "Portland",
            "state": "OR",
            "postal_code": "97201",
            "support_email": "jane@janeroe.com",
            "support_phone": "503-555-0100",
        },
    ),
    bad=(
        {"kind": "brand", "legal_name": "Acme Holdings LLC"},
        {"kind": "brand", "legal_name": " ", "ein": "12-3456789"},
        {
            "kind": "brand",
            "ein": "12-3456789",
            "vertical": "RETAIL",
            "street": "100 Main Street",
            "city": "Springfield",
        },
    ),
)
