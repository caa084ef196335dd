"""BR022: The kind of entity or the legal form is not one of the list."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

ENTITY_TYPES = ("private_profit", "public_profit", "non_profit", "government", "sole_proprietor")
FORMS = (
    "llc",
    "corporation",
    "partnership",
    "cooperative",
    "nonprofit_corporation",
    "trust",
    "government",
    "sole_proprietorship",
    "other",
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    for field, known in (("entity_type", ENTITY_TYPES), ("organization_form", FORMS)):
        value = str(getattr(brand, field)).strip()
        if value and value.lower() not in known:
            yield Hit(message=f"{value} is not in the list: {', '.join(known)}.", field=field)


RULE = Rule(
    id="BR022",
    name="entity-type-unknown",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2; registry schema",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The kind of entity or the legal form is not one of the list.",
    why="The registry takes five kinds; the form (LLC, corporation, partnership and so on) stands on the founding papers.",
    fix="Choose from the list.",
    codes=("twilio:30799",),
    field="entity_type",
    applies=lambda brand, context: bool(brand.entity_type.strip() or brand.organization_form.strip()),
    good=(
        {"kind": "brand", "entity_type": "private_profit", "organization_form": "llc"},
        {"kind": "brand", "entity_type": "PUBLIC_PROFIT"},
        {"kind": "brand", "entity_type": "government", "organization_form": "government"},
    ),
    bad=(
        {"kind": "brand", "entity_type": "startup"},
        {"kind": "brand", "entity_type": "LLC"},
        {"kind": "brand", "entity_type": "private_profit", "organization_form": "GmbH"},
    ),
)
