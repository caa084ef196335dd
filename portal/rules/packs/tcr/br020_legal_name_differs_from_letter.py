"""BR020: The legal name is not the one on the IRS letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_MARKS = re.compile(r"[^\w\s&]|_")
# One suffix, many spellings.
_SPELLINGS = {
    "incorporated": "inc",
    "corporation": "corp",
    "limited": "ltd",
    "company": "co",
    "and": "&",
}


def _exact(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _loose(name: str) -> str:
    words = _MARKS.sub("", normalize(name).folded.replace("-", " ")).split()
    return " ".join(_SPELLINGS.get(word, word) for word in words)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    name, letter = _exact(brand.legal_name), _exact(brand.irs_name)
    if name == letter:
        return
    shown = f"\u201c{name}\u201d is filed; the letter of the IRS says \u201c{letter}\u201d."
    if _loose(name) == _loose(letter):
        yield Hit(message=f"{shown} Case, punctuation or the suffix differs.", severity=Verdict.WARNING)
    elif names.core_name(name) == names.core_name(letter):
        yield Hit(message=f"{shown} The suffix differs.", severity=Verdict.WARNING)
    elif brand.account_name.strip() and _loose(name) == _loose(brand.account_name):
        yield Hit(message=f"{shown} The name filed is that of the account.")
    else:
        yield Hit(message=shown)


RULE = Rule(
    id="BR020",
    name="legal-name-differs-from-letter",
    authority="tcr",
    citation="source 004, steps 2.1, 3.1 and 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The legal name is not the one on the IRS letter. Judged only where the letter's name was given.",
    why="The registry compares both letter by letter; it is the leading cause of refused brands.",
    fix="Copy the name from the CP-575 or 147C with its commas and suffix; the name of an account is no legal name.",
    codes=("portal:UNVERIFIED", "twilio:30795"),
    field="legal_name",
    applies=lambda brand, context: bool(brand.irs_name.strip()) and bool(brand.legal_name.strip()),
    good=(
        {"kind": "brand", "legal_name": "Acme Holdings LLC", "irs_name": "Acme  Holdings LLC"},
        {"kind": "brand", "legal_name": "Café Roma, Inc.", "irs_name": "Cafe\u0301 Roma, Inc."},
        {"kind": "brand", "legal_name": "Acme Holdings LLC"},
    ),
    bad=(
        {"kind": "brand", "legal_name": "Acme", "irs_name": "Acme Holdings LLC"},
        {"kind": "brand", "legal_name": "Acme Holdings, LLC", "irs_name": "ACME HOLDINGS LLC"},
        {"kind": "brand", "legal_name": "Acme Holdings Inc", "irs_name": "Acme Holdings LLC"},
        {
            "kind": "brand",
            "legal_name": "Acme Messaging",
            "irs_name": "Acme Holdings LLC",
            "account_name": "Acme Messaging",
        },
    ),
)
