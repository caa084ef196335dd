"""BR028: The address is not the one on the IRS letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_WORD = re.compile(r"[a-z0-9]+")
# The postal service's own abbreviations, so that "Street" and "St." are one word.
_SHORT = {
    "street": "st",
    "avenue": "ave",
    "av": "ave",
    "road": "rd",
    "drive": "dr",
    "boulevard": "blvd",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "square": "sq",
    "parkway": "pkwy",
    "highway": "hwy",
    "terrace": "ter",
    "circle": "cir",
    "suite": "ste",
    "apartment": "apt",
    "building": "bldg",
    "floor": "fl",
    "unit": "ste",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
}


def _words(address: str) -> list[str]:
    return [_SHORT.get(word, word) for word in _WORD.findall(normalize(address).folded)]


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    letter = set(_words(brand.irs_address))
    missing = [word for word in _words(f"{brand.street} {brand.postal_code[:5]}") if word not in letter]
    if missing:
        yield Hit(message=f"The letter of the IRS has another address: it does not hold {', '.join(missing)}.")


RULE = Rule(
    id="BR028",
    name="address-differs-from-letter",
    authority="tcr",
    citation="public vetting guides (identity check of name, number and address)",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The address is not the one on the IRS letter. Judged only where the letter's address was given.",
    why="An address that the IRS does not know is a common reason for an unverified brand and lowers its score.",
    fix="Enter the address of the letter, or tell the IRS about the move (form 8822-B) first.",
    codes=("portal:UNVERIFIED",),
    field="street",
    applies=lambda brand, context: bool(brand.irs_address.strip()) and bool(brand.street.strip()),
    good=(
        {
            "kind": "brand",
            "street": "100 North Main Street, Suite 4",
            "postal_code": "62701-1234",
            "irs_address": "100 N MAIN ST STE 4, SPRINGFIELD IL 62701",
        },
        {"kind": "brand", "street": "9 Bay Rd.", "irs_address": "9 Bay Road, Portland OR"},
        {"kind": "brand", "street": "9 Bay Rd."},
    ),
    bad=(
        {"kind": "brand", "street": "100 Main Street", "irs_address": "44 Oak Avenue, Springfield IL 62701"},
        {"kind": "brand", "street": "100 Main Street", "irs_address": "102 Main Street"},
        {"kind": "brand", "street": "9 Bay Rd", "postal_code": "97201", "irs_address": "9 Bay Road, 97035"},
    ),
)
