"""Telephone numbers of the North American plan, as `phonenumbers` knows them.

Registered numbers must be valid; numbers in sample texts may be examples (555, 222), so they are only detected.
"""

from __future__ import annotations

import phonenumbers

from portal.common.errors import WrongInput

TOLL_FREE_CODES = frozenset({"800", "833", "844", "855", "866", "877", "888"})
"""Area codes in use for toll-free service (FCC, toll-free numbers)."""


def to_e164(text: str, *, field: str = "phone") -> str:
    """`+13125550142`-form of a number typed in any usual spelling. Raises WrongInput with what to type."""
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        sentence = "Enter a working phone number with its area code, like (312) 644-2000."
        raise WrongInput(sentence, code="phone_not_valid", fields={field: [sentence]})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def toll_free_e164(text: str, *, field: str = "number") -> str:
    """As ``to_e164``, and the number must be toll-free (source 003, minimum requirements)."""
    number = to_e164(text, field=field)
    if not is_toll_free(number):
        codes = ", ".join(sorted(TOLL_FREE_CODES))
        sentence = f"Enter a toll-free number: it starts with one of {codes}."
        raise WrongInput(sentence, code="not_toll_free", fields={field: [sentence]})
    return number


def is_toll_free(e164: str) -> bool:
    """Whether an E.164 number is toll-free by its area code."""
    return e164.startswith("+1") and e164[2:5] in TOLL_FREE_CODES


def for_people(e164: str) -> str:
    """`(312) 644-2000` for numbers of country code 1, international form for others, the text itself if unreadable."""
    try:
        number = phonenumbers.parse(e164, "US")
    except phonenumbers.NumberParseException:
        return e164
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if number.country_code == 1 else form.INTERNATIONAL)


def masked(e164: str) -> str:
    """The number with all but the last four digits hidden."""
    return f"••• ••• {e164[-4:]}" if len(e164) >= 4 else "•••"
