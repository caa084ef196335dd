# ruff: noqa: SIM905 - a word list reads better as words
"""BR025: The name or the site of a sole proprietor speaks of an organization."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import host_of
from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_WORDS = any_word(
    (
        *"school college university academy bank loan loans mortgage cash money fund wealth investment investments capital "
        "credit union lending financial collections insurance hospital clinic vet health spa property properties "
        "management agency home buyer buyers church club group charity center ministry ministries chamber county software "
        "marketing media employees staff company".split(),
        "real estate",
    )
)
_ENDINGS = (".gov", ".org", ".ai", ".edu")


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    for field in ("legal_name", "dba_name"):
        match = _WORDS.search(normalize(str(getattr(brand, field))).folded)
        if match:
            yield Hit(message=f"\u201c{match.group()}\u201d reads like an organization, not one person.", field=field)
    host = host_of(brand.website)
    ending = next((ending for ending in _ENDINGS if host.endswith(ending)), "")
    if ending:
        yield Hit(message=f"A domain that ends in {ending} reads like an organization.", field="website")


RULE = Rule(
    id="BR025",
    name="sole-proprietor-name-of-an-organization",
    authority="tcr",
    citation="Telnyx, sole-proprietor reviews; second reviewers' code 801",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The name or the site of a sole proprietor speaks of an organization.",
    why="Reviewers take these words for a sign that the sender is no sole proprietor and refuse with 801.",
    fix="File as a company with its EIN, or give the person's own name.",
    codes=("dca2:801",),
    field="legal_name",
    applies=lambda brand, context: brand.entity_type.strip().lower() == "sole_proprietor",
    good=(
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "website": "https://janeroe.com"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Homer", "dba_name": "Jane Bakes"},
        {"kind": "brand", "entity_type": "private_profit", "legal_name": "Roe Insurance Agency LLC"},
    ),
    bad=(
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Roe Insurance Agency"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "dba_name": "Roe REAL ESTATE"},
        {"kind": "brand", "entity_type": "sole_proprietor", "legal_name": "Jane Roe", "website": "https://roe.org/x"},
    ),
)
