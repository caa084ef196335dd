"""BR012: A sole proprietor files with an EIN or a company's name."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    yield from absent(not brand.ein.strip(), "A sole proprietor files without an EIN.")
    name = normalize(brand.legal_name).folded.strip()
    yield from absent(names.core_name(brand.legal_name) == name.strip(" .,"), "The name is that of a company.")


RULE = Rule(
    id="BR012",
    name="sole-proprietor-with-ein",
    authority="tcr",
    citation="source 004, steps 2.1, 3.1 and 7.6",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="A sole proprietor files with an EIN or a company's name.",
    why="A sole proprietor has a path of its own; a company files as a company.",
    fix="Choose the company's entity type, or file without an EIN.",
    codes=(
        "dca2:801",
        "portal:TERMINAL",
    ),
    field="entity_type",
    applies=lambda brand, context: brand.entity_type.strip().lower() == "sole_proprietor",
    good=(
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Q. Roe"},
        {"kind": "brand", "entity_type": "private_profit", "legal_name": "Roe LLC", "ein": "12-3456789"},
    ),
    bad=(
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Roe LLC", "ein": "12-3456789"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "ein": "12-3456789"},
        {"kind": "brand", "entity_type": "SOLE_PROPRIETOR", "legal_name": "Roe Bakery, Inc."},
    ),
)
