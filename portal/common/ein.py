"""Employer Identification Numbers (source 004, steps 2.1 and 3.2) and what is refused in their place."""

from __future__ import annotations

import re

from stdnum.exceptions import ValidationError
from stdnum.us import ein as stdnum_ein

from portal.common.errors import WrongInput

_SSN_SHAPE = re.compile(r"^\s*\d{3}[-\s]\d{2}[-\s]\d{4}\s*$")
_SPACED = re.compile(r"^\s*(\d{2})\s+(\d{7})\s*$")


def clean_ein(text: str, *, field: str = "ein") -> str:
    """`XX-XXXXXXX` of an EIN typed with its dash, a space in its place, or neither.

    Raises WrongInput when it is written like a Social Security number, which a registry never takes in this place,
    or when its first two digits were never issued.
    """
    if _SSN_SHAPE.match(text):
        sentence = (
            "This is written like a Social Security number. Enter the EIN from your IRS letter (CP-575 or 147C); "
            "it has nine digits, written 12-3456789."
        )
        raise WrongInput(sentence, code="ssn_in_ein", fields={field: [sentence]})
    try:
        number = stdnum_ein.validate(_SPACED.sub(r"\1-\2", text))
    except ValidationError as error:
        sentence = "Enter the nine digits of the EIN as your IRS letter (CP-575 or 147C) shows them, like 12-3456789."
        raise WrongInput(sentence, code="ein_not_valid", fields={field: [sentence]}) from error
    return str(stdnum_ein.format(number))


def masked_ein(last4: str) -> str:
    """The EIN with all but its last four digits hidden."""
    return f"••-•••{last4}" if last4 else ""
