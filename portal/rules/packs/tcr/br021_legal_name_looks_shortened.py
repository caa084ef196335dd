"""BR021: The legal name reads like a trade name."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

# Forms whose legal names carry a suffix nearly everywhere.
_WITH_SUFFIX = frozenset({"llc", "corporation"})


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    legal = normalize(brand.legal_name).folded.strip(" .,")
    bare = names.core_name(brand.legal_name) == legal
    if bare and brand.organization_form.lower() in _WITH_SUFFIX:
        form = "an LLC" if brand.organization_form.lower() == "llc" else "a corporation"
        yield Hit(
            message=f"The business is {form}, but \u201c{brand.legal_name.strip()}\u201d has no suffix such as LLC or Inc."
        )
    elif bare and brand.dba_name and normalize(brand.dba_name).folded.strip(" .,") == legal:
        yield Hit(message="The legal name is the same as the trade name and has no suffix.")


RULE = Rule(
    id="BR021",
    name="legal-name-looks-shortened",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The legal name reads like a trade name.",
    why="A marketing name or a shortened one in this field does not match the records of the IRS.",
    fix="Enter the name of the IRS letter in full and put the trade name in its own field.",
    codes=("portal:UNVERIFIED", "tcr:1101"),
    field="legal_name",
    applies=lambda brand, context: bool(brand.legal_name.strip()) and brand.entity_type.lower() != "sole_proprietor",
    good=(
        {"kind": "brand", "legal_name": "Acme Holdings LLC", "dba_name": "Acme", "organization_form": "llc"},
        {"kind": "brand", "legal_name": "Acme, Inc.", "dba_name": "Acme, Inc.", "organization_form": "corporation"},
        {"kind": "brand", "legal_name": "Roe & Partners", "organization_form": "partnership"},
        {"kind": "brand", "legal_name": "Jane Roe", "dba_name": "Jane Roe", "entity_type": "sole_proprietor"},
    ),
    bad=(
        {"kind": "brand", "legal_name": "Acme", "dba_name": "ACME"},
        {"kind": "brand", "legal_name": "Acme Holdings", "organization_form": "llc"},
        {"kind": "brand", "legal_name": "Best Widgets", "organization_form": "corporation"},
    ),
)
