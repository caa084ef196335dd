"""BR032: The support number is not a line that people can call."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.phones import digits_of, line_fault
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    fault = line_fault(brand.support_phone)
    if fault:
        yield Hit(message=f"{brand.support_phone.strip()} {fault}.")
    elif brand.mobile_phone.strip() and digits_of(brand.mobile_phone) == digits_of(brand.support_phone):
        sole = brand.entity_type.strip().lower() == "sole_proprietor"
        if not sole:
            message = "The support number is the mobile of the contact person."
            yield Hit(message=message, severity=Verdict.WARNING)


RULE = Rule(
    id="BR032",
    name="support-phone-unusable",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The support number is not a line that people can call.",
    why="Reviewers call it; a dead number or somebody's own mobile is a mistake that the source names.",
    fix="Enter the working business line that the website shows.",
    codes=("toll_free_aggregator:545",),
    field="support_phone",
    applies=lambda brand, context: bool(brand.support_phone.strip()),
    good=(
        {"kind": "brand", "support_phone": "+12175550100"},
        {"kind": "brand", "support_phone": "(217) 555-0100"},
        {"kind": "brand", "support_phone": "1-800-555-0199"},
    ),
    bad=(
        {"kind": "brand", "support_phone": "555-0100"},
        {"kind": "brand", "support_phone": "900-555-0100"},
        {"kind": "brand", "support_phone": "+44 20 7946 0000"},
        {"kind": "brand", "support_phone": "111-111-1111"},
        {"kind": "brand", "support_phone": "217-555-0100", "mobile_phone": "+12175550100"},
    ),
)
