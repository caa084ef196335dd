"""BR024: A sole proprietor gives no mobile number for the registry's code."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.phones import mobile_fault
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    number = brand.mobile_phone.strip()
    yield from absent(number, "The mobile number is missing.")
    fault = mobile_fault(number) if number else ""
    yield from absent(not fault, f"The mobile number {fault}.")


RULE = Rule(
    id="BR024",
    name="sole-proprietor-mobile-missing",
    authority="tcr",
    citation="registry schema; second reviewers' code 802",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="A sole proprietor gives no mobile number for the registry's code.",
    why="The registry confirms a sole proprietor by a code sent to a mobile; the code lapses after 24 hours.",
    fix="Enter the person's own US mobile number and answer the code within a day.",
    codes=("dca2:802",),
    field="mobile_phone",
    applies=lambda brand, context: brand.entity_type.strip().lower() == "sole_proprietor",
    good=(
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "mobile_phone": "+12175550123"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "mobile_phone": "217-555-0123"},
        {"kind": "brand", "entity_type": "private_profit", "legal_name": "Acme LLC"},
    ),
    bad=(
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "mobile_phone": "555-0123"},
        {
            "kind": "brand",
            "entity_type": "SOLE_PROPRIETOR",
            "legal_name": "Jane Roe",
            "mobile_phone": "+1 800 555 0123",
        },
    ),
)
