"""Texts that the linter itself accepts: descriptions, opt-in wordings, keyword replies, policy sections."""

from __future__ import annotations

import re

from portal.rules.engine import lint
from portal.rules.profiles import PROFILES
from portal.rules.result import Verdict
from portal.rules.rulebook import load

_SENDS = re.compile(r"(?i)^(?:we |they )?(?:will )?sends? ")
_FOR = re.compile(r"(?i)^(?:for (?:the purposes? of )?)")
_TO = re.compile(r"(?i)^to ")


class CannotBuild(ValueError):
    """The given parts do not make a text that passes; the message says what is in the way.

    ``part`` names the part that is at fault (``brand``, ``message_type``, ``audience``, ``purpose``), where it is one.
    """

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


def _clean(value: str, what: str) -> str:
    words = " ".join(value.split()).strip(" .,;")
    if not words:
        raise CannotBuild(f"The {what} is empty.", what.replace(" ", "_"))
    return words


def _accepted(kind: str, text: str, **more: object) -> str:
    """The text, if no profile calls anything in it an error."""
    faults: dict[str, None] = {}
    for profile in PROFILES:
        report = lint(kind, {"text": text, **more}, profile=profile)
        faults |= {found.message: None for found in report.findings if found.severity is Verdict.ERROR}
    if faults:
        raise CannotBuild(" ".join(faults))
    return text


def description(brand: str, message_type: str, audience: str, purpose: str, *, use_case: str = "") -> str:
    """A campaign description by the formula of source 004, step 4.2; raises ``CannotBuild``.

    ``description("Acme", "promotional offers", "opted-in customers", "customer retention")``. With a ``use_case`` the
    text also has to fit it. No profile of the linter finds an error in what comes back.
    """
    name, kind = _clean(brand, "brand"), _clean(_SENDS.sub("", message_type.strip()), "message type")
    people = _clean(_TO.sub("", audience.strip()), "audience")
    ending = _clean(_FOR.sub("", purpose.strip()), "purpose")
    if not ending.casefold().endswith(("purpose", "purposes")):
        ending += " purposes"
    text = f"{name} sends {kind} to {people} for {ending}."
    more = {"use_case": use_case} if use_case else {}
    return _accepted("campaign_description", text, brand={"legal_name": name}, **more)


def _frequency(frequency: str) -> str:
    words = _clean(frequency or "varies", "frequency")
    if words.lower() in {"varies", "variable", "message frequency varies"}:
        return "Message frequency varies."
    if words.isdigit():
        return f"Message frequency varies (up to {words} messages per month)."
    return f"Message frequency: {words}."


def opt_in_wording(
    brand: str, purpose: str, frequency: str, privacy_url: str, terms_url: str, *, marketing: bool = True
) -> str:
    """Consent wording with all five elements; raises ``CannotBuild``.

    ``purpose`` is what the messages are ("promotional", "appointment reminder"); ``frequency`` is a number a month,
    "varies" or words such as "2 messages per week". Marketing wording says that consent is no condition of purchase.
    """
    kind = _clean(purpose, "purpose")
    messages = kind if kind.lower().endswith(("messages", "texts")) else f"{kind} text messages"
    text = (
        f"I agree to receive {messages} from {_clean(brand, 'brand')} at the phone number provided. "
        f"{_frequency(frequency)} Message and data rates may apply. Reply STOP to opt out or HELP for help. "
        f"View our Privacy Policy at {_clean(privacy_url, 'privacy address')} and Terms of Service at "
        f"{_clean(terms_url, 'terms address')} ."
    ).replace(" .", ".")
    if marketing:
        text += " Consent is not a condition of purchase."
    given = {"brand": {"legal_name": brand}, "purpose": "marketing" if marketing else "informational"}
    return _accepted("opt_in_wording", text, **given)


def verbal_script(brand: str, purpose: str, privacy_url: str, terms_url: str) -> str:
    """What an employee reads aloud before taking consent, with every element; raises ``CannotBuild``."""
    text = _consent_template("verbal").format(
        brand=_clean(brand, "brand"),
        purpose=_clean(purpose, "purpose"),
        privacy_url=_clean(privacy_url, "privacy address"),
        terms_url=_clean(terms_url, "terms address"),
    )
    return _accepted("verbal_script", text, brand={"legal_name": brand})


def _consent_template(slug: str) -> str:
    return next(str(entry["text"]) for entry in load().templates["consents"] if entry["slug"] == slug)


def consent_from_template(slug: str, *, brand: str, privacy_url: str, terms_url: str, count: int = 4) -> str:
    """One of the eight consent templates, filled; raises ``CannotBuild`` for an unknown one."""
    known = {entry["slug"] for entry in load().templates["consents"]}
    if slug not in known:
        raise CannotBuild(f"There is no template {slug}; there are {', '.join(sorted(known))}.")
    return _consent_template(slug).format(
        brand=brand, privacy_url=privacy_url, terms_url=terms_url, count=count, purpose="your account and orders"
    )


def keyword_reply(
    keyword: str, *, brand: str, phone: str = "", url: str = "", message_type: str = "", frequency: str = "varies"
) -> str:
    """The automatic answer to STOP, HELP, JOIN or START (source 004, step 5.5); raises ``CannotBuild``."""
    templates = load().templates["replies"]
    word = keyword.strip().upper()
    if word not in templates:
        raise CannotBuild(f"There is no reply to {keyword}; there are {', '.join(templates)}.")
    if word == "HELP" and not (phone or url):
        raise CannotBuild("The answer to HELP needs a phone number or an address.")
    text = str(templates[word])
    for slot, both, one in (("{phone} or visit {url}", phone and url, phone or url),):
        if not both:
            text = text.replace(f"Call {slot}", f"Contact {one}").replace(f"call {slot}", f"contact {one}")
    if not (phone or url):
        text = text.replace(" Questions? Contact ", "")
    if word == "JOIN" and not url:
        text = text.replace(" {url}", " Call {phone}." if phone else "")
    text = text.format(
        brand=_clean(brand, "brand"),
        phone=phone,
        url=url,
        message_type=_clean(message_type or "text messages", "message type"),
        frequency=_frequency(frequency),
    )
    return _accepted("keyword_reply", " ".join(text.split()), keyword=word, brand={"legal_name": brand})


def policy_section() -> tuple[str, tuple[str, ...]]:
    """Heading and sentences of the SMS section that source 004, step 3.3 prescribes."""
    section = load().templates["policy_section"]
    return str(section["heading"]), tuple(str(sentence) for sentence in section["sentences"])
