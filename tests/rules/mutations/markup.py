"""The form around a piece of markup under test."""

from __future__ import annotations

TEL = '<label for="p">Mobile</label><input type="tel" id="p" name="phone">'
AGREE = "I agree to receive appointment text messages from Willow Dental."


def form(*pieces: str) -> tuple[str, ...]:
    """Each piece inside a form with a phone field."""
    return tuple(f"<form>{TEL}{piece}<button>Send</button></form>" for piece in pieces)


def said(*words: str) -> tuple[str, ...]:
    """Each wording beside an unticked box."""
    return form(*(f'<label><input type="checkbox" name="c"> {one}</label>' for one in words))


def more(*words: str) -> tuple[str, ...]:
    """Each wording behind a consent to texts."""
    return said(*(f"{AGREE} {one}" for one in words))
