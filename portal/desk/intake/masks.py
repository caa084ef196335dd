"""Blanks out of a notice the numbers that are certainly no codes: phones, amounts, dates, ids, addresses. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"']{1,500}", re.IGNORECASE)
_TOLD: Final = re.compile(r"errors?/(\d{3,6})(?!\d)", re.IGNORECASE)
_BLANKED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
        r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
        r"\b\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]{1,20})?",
        r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
        rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b",
        rf"\b\d{{1,2}} {_MONTH},? \d{{4}}\b",
        rf"\b{_MONTH} (?:19|20)\d{{2}}\b",
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b",
        r"(?:[$\u20ac\u00a3]|\b(?:USD|EUR)\b)\s?\d[\d,.]{0,15}",
        r"\b\d[\d,.]{0,15}\s?(?:%|(?:USD|EUR)\b)",
        r"\+\d[\d\s().-]{6,20}\d",
        r"(?:\u00a9|\(c\)|copyright)\s{0,2}\d{4}(?:\s?[-\u2013]\s?\d{4})?",
        r"\b\d{1,6}(?:\.\d{1,6}){1,5}\b",
        r"\b\d{2}-\d{7}\b",
    )
)
_ZIP: Final = re.compile(r"\b(?!TF)[A-Z]{2}\s\d{5}(?:-\d{4})?\b")
_PHONE: Final = re.compile(
    r"(?<![\w-])(?:1[\s.-])?(?:\((\d{3})\)[\s.-]?|(\d{3})[\s.-])(\d{3})[\s.-](\d{4})(?![\w-])",
)
_THOUSANDS: Final = re.compile(r"(?<![\w,])\d{1,3}(?:,\d{3})+(?![\w])")


def masked(text: str, is_code: Callable[[str], bool]) -> tuple[str, frozenset[int]]:
    """The text with those numbers blanked, of the same length; and where an address names an error (`errors/30882`).

    ``is_code`` keeps lists such as `501,502` and `501 502 1413` from being read as an amount or a phone number.
    """
    told: set[int] = set()

    def address(match: re.Match[str]) -> str:
        blank = " " * len(match.group())
        named = _TOLD.search(match.group())
        if named is None:
            return blank
        told.add(match.start() + named.start(1))
        return blank[: named.start(1)] + named.group(1) + blank[named.end(1) :]

    def unless_codes(match: re.Match[str]) -> str:
        pieces = re.findall(r"\d+", match.group())
        return match.group() if all(is_code(piece) for piece in pieces) else " " * len(match.group())

    text = _URL.sub(address, text)
    for pattern in (*_BLANKED, _ZIP):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return _THOUSANDS.sub(unless_codes, _PHONE.sub(unless_codes, text)), frozenset(told)
