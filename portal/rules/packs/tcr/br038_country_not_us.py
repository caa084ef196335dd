"""BR038: The business is filed with an address outside the United States."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.states import STATES
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_US = frozenset({"us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"})


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    inside = brand.country.strip().lower() in _US
    yield from absent(inside, f"{brand.country.strip()} is not the United States.")
    state = brand.state.strip().upper()
    if inside and len(state) == 2 and state not in STATES:
        yield Hit(message=f"{state} is not the code of a US state.", field="state", severity=Verdict.ERROR)


RULE = Rule(
    id="BR038",
    name="country-not-us",
    authority="tcr",
    citation="source 004, step 3.1",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The business is filed with an address outside the United States.",
    why="The registration is for messages to people in the United States, with an EIN of the IRS behind it.",
    fix="Enter the US address of the business; a foreign one is reviewed by hand and needs its own tax number.",
    codes=("portal:MANUAL_REVIEW",),
    field="country",
    applies=lambda brand, context: bool(brand.country.strip()),
    good=(
        {"kind": "brand", "country": "US", "state": "IL"},
        {"kind": "brand", "country": "United States", "state": "Illinois"},
        {"kind": "brand", "country": "us", "state": "pr"},
    ),
    bad=(
        {"kind": "brand", "country": "CA", "state": "ON"},
        {"kind": "brand", "country": "Germany"},
        {"kind": "brand", "country": "US", "state": "ZZ"},
    ),
)
