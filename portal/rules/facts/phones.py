"""Phone numbers of the North American plan by their form: what keeps one from being a line that people can call."""

from __future__ import annotations

_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})


def digits_of(number: str) -> str:
    """The last ten digits of a number as typed, without its country code."""
    digits = "".join(character for character in number if character.isdigit())
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def is_toll_free(number: str) -> bool:
    """Whether the number has a toll-free area code."""
    return digits_of(number)[:3] in _TOLL_FREE


def line_fault(number: str) -> str:
    """Why this cannot be a US or Canadian line, as the end of a sentence; empty when its form is sound.

    Example numbers (555-01xx) are sound here: they stand in previews and in tests.
    """
    digits = digits_of(number)
    if number.strip().startswith("+") and not number.strip().startswith("+1"):
        return "is not a US number"
    if len(digits) != 10:
        return "does not have ten digits"
    area, exchange = digits[:3], digits[3:6]
    if area == "900" or exchange == "976":
        return "is a premium number"
    if area[0] in "01" or area[1:] == "11" or exchange[0] in "01" or exchange[1:] == "11":
        return "has an area code or exchange that does not exist"
    if len(set(digits)) == 1:
        return "is one digit repeated"
    return ""


def mobile_fault(number: str) -> str:
    """As :func:`line_fault`, for numbers that must be mobile: toll-free ones are none."""
    return line_fault(number) or ("is toll-free, not a mobile" if is_toll_free(number) else "")
