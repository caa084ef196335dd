"""Reading single answers: what may be typed, the form it is stored in, and what to say when it cannot be used.

Each function takes what was typed and returns the form that is stored; it raises WrongInput with the sentence shown at
the field. Empty text is never given to them: an answer that is missing is not a wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.common.ein import clean_ein
from portal.common.errors import WrongInput
from portal.common.phone import to_e164
from portal.common.us import clean_street, clean_zip

Cleaner = Callable[..., str]
"""Takes the text and ``field=``, the name the sentence is shown at."""

_HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$")


def _refuse(sentence: str, *, code: str, field: str) -> WrongInput:
    return WrongInput(sentence, code=code, fields={field: [sentence]})


def clean_url(text: str, *, field: str = "website") -> str:
    """The address with `https://` in front when no scheme was typed.

    Raises WrongInput when it is not the address of a public page, or when it says `http://`: registries ask for a
    secured page (source 004, step 2.1: code 1103; source 003: code 544).
    """
    typed = text.strip()
    address = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        usable = parts.username is None and (parts.port is None or parts.port > 0)
    except (ValueError, UnicodeError):
        host, usable = "", False
    if not (usable and _HOST.match(host)) or re.search(r"\s", address) or parts.scheme not in ("http", "https"):
        sentence = _("Enter the full address of a public page, like https://www.northwinddental.com.")
        raise _refuse(sentence, code="url_not_valid", field=field)
    if parts.scheme == "http":
        sentence = _("Enter the address that starts with https://. Registries refuse a page without a certificate.")
        raise _refuse(sentence, code="url_not_secured", field=field)
    return address


def clean_email(text: str, *, field: str = "support_email") -> str:
    """The address, trimmed. Raises WrongInput when mail cannot be sent to it."""
    address = text.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        sentence = _("Enter an e-mail address that somebody reads, like support@northwinddental.com.")
        raise _refuse(sentence, code="email_not_valid", field=field) from error
    return address


def clean_duns(text: str, *, field: str = "duns") -> str:
    """Nine digits. Raises WrongInput."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{9}", digits):
        sentence = _("Enter the nine digits of the DUNS number, like 80-123-4567.")
        raise _refuse(sentence, code="duns_not_valid", field=field)
    return digits


def clean_country(text: str, *, field: str = "country") -> str:
    """Two letters, upper case. Raises WrongInput."""
    country = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", country):
        sentence = _("Enter the country as two letters, like US.")
        raise _refuse(sentence, code="country_not_valid", field=field)
    return country


def clean_registration_number(text: str, *, field: str = "business_registration_number") -> str:
    """A number from a business register, never one written like a Social Security number. Raises WrongInput."""
    if re.fullmatch(r"\s*\d{3}[-\s]\d{2}[-\s]\d{4}\s*", text):
        clean_ein(text, field=field)
    return " ".join(text.split())


BRAND_CLEANERS: Final[Mapping[str, Cleaner]] = {
    "ein": clean_ein,
    "ein_issuing_country": clean_country,
    "street": clean_street,
    "postal_code": clean_zip,
    "country": clean_country,
    "website": clean_url,
    "support_email": clean_email,
    "support_phone": to_e164,
    "business_contact_email": clean_email,
    "mobile_phone": to_e164,
    "duns": clean_duns,
}
"""How each answer of a brand is read; an answer that is not here is stored as typed."""

KEPT_AS_TYPED: Final = frozenset(
    {
        "street",
        "postal_code",
        "website",
        "support_email",
        "support_phone",
        "business_contact_email",
        "mobile_phone",
        "opt_in_url",
        "privacy_policy_url",
        "terms_url",
        "support_url",
        "embedded_link_sample",
        "compliance_contact_phone",
        "compliance_contact_email",
        "notification_email",
    }
)
"""Answers that a draft keeps even while they cannot be used; never identifiers such as the EIN."""
