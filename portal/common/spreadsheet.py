"""Cells of CSV files that people open in a spreadsheet."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """The value as text; what a spreadsheet would take for a formula gets an apostrophe, so nothing is computed."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
