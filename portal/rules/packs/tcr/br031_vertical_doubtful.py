# ruff: noqa: SIM905 - word lists read better as words
"""BR031: The industry is not one of the list, or a vague one beside a name that says more."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

VERTICALS = frozenset(
    "agriculture communication construction education energy entertainment financial gambling government healthcare "
    "hospitality human_resources insurance legal manufacturing ngo political postal professional real_estate retail "
    "technology transportation".split()
)
_VAGUE = frozenset({"professional", "technology", "communication", "retail", "entertainment"})
# What a name says plainly, and the industry that it belongs to.
_SAYS = (
    (
        any_word((*"bank bancorp lending lender mortgage loans financial wealth".split(), "credit union")),
        "financial",
    ),
    (any_word((*"insurance assurance".split(),)), "insurance"),
    (
        any_word((*"clinic hospital dental dentistry orthodontics pharmacy pediatrics dermatology".split(),)),
        "healthcare",
    ),
    (any_word((*"casino sportsbook lottery betting".split(),)), "gambling"),
    (any_word((*"realty realtors".split(), "real estate")), "real_estate"),
    (any_word(("for congress", "for senate", "for governor", "for mayor", "for president", "pac")), "political"),
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    chosen = brand.vertical.strip().lower()
    if chosen not in VERTICALS:
        yield Hit(message=f"{brand.vertical.strip()} is not an industry of the registry's list.")
        return
    name = normalize(f"{brand.legal_name} / {brand.dba_name}").folded
    for words, industry in _SAYS:
        match = words.search(name)
        if match and chosen in _VAGUE and chosen != industry:
            said = industry.replace("_", " ")
            yield Hit(message=f"\u201c{match.group()}\u201d in the name speaks of {said}; {chosen} is chosen.")
            return


RULE = Rule(
    id="BR031",
    name="vertical-doubtful",
    authority="tcr",
    citation="source 004, step 3.2; registry schema",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The industry is not one of the list, or a vague one beside a name that says more.",
    why="A vague industry chosen to avoid scrutiny is a mistake that the source names; reviewers see it at once.",
    fix="Choose the industry of the main activity.",
    codes=("twilio:30799",),
    field="vertical",
    applies=lambda brand, context: bool(brand.vertical.strip()),
    good=(
        {"kind": "brand", "vertical": "RETAIL", "legal_name": "Acme Holdings LLC"},
        {"kind": "brand", "vertical": "healthcare", "legal_name": "GreenLeaf Dental LLC"},
        {"kind": "brand", "vertical": "construction", "legal_name": "Bank Street Builders LLC"},
    ),
    bad=(
        {"kind": "brand", "vertical": "other", "legal_name": "Acme Holdings LLC"},
        {"kind": "brand", "vertical": "technology", "legal_name": "Quick Lending Inc."},
        {"kind": "brand", "vertical": "professional", "legal_name": "Roe Group LLC", "dba_name": "Roe Insurance"},
    ),
)
