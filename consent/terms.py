"""The terms a program is set up with, and the wordings Clearline writes where the owner gave none."""

from __future__ import annotations

import dataclasses
from typing import Final

from consent.vocabulary import Purpose, Scope
from portal.common.phone import for_people


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTerms:
    """What a campaign or a toll-free verification says of its program; empty texts are written from the rest.

    ``wording`` is the consent text people are shown; ``numbers`` are the sending numbers in any usual spelling.
    """

    name: str
    sender_name: str
    purpose: Purpose
    message_types: str
    frequency: str = ""
    wording: str = ""
    opt_in_message: str = ""
    confirmation_message: str = ""
    opt_out_message: str = ""
    help_message: str = ""
    resubscribe_message: str = ""
    opt_in_keywords: tuple[str, ...] = ()
    opt_out_keywords: tuple[str, ...] = ()
    help_keywords: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    double_opt_in: bool = False
    stop_scope: Scope = Scope.SENDER
    privacy_policy_url: str = ""
    terms_url: str = ""
    support_phone: str = ""
    support_url: str = ""


VARIES: Final = "Message frequency varies"


def filled(terms: ProgramTerms) -> ProgramTerms:
    """The terms with every empty text written from the rest (source 004, steps 5.1, 5.3 and 5.5)."""
    reach = _reach(terms)
    sender, types = terms.sender_name, terms.message_types
    frequency = terms.frequency or VARIES
    return dataclasses.replace(
        terms,
        frequency=frequency,
        wording=terms.wording or consent_wording(terms),
        opt_in_message=terms.opt_in_message
        or f"{sender}: You are now signed up for {types}. {frequency}. Msg & data rates may apply. "
        "Reply HELP for help, STOP to opt out.",
        confirmation_message=terms.confirmation_message
        or f"{sender}: Reply YES to confirm that you want {types}. Reply STOP to cancel. Msg & data rates may apply.",
        opt_out_message=terms.opt_out_message
        or f"{sender}: You are unsubscribed and will get no more messages. Reply START to join again.{reach}",
        help_message=terms.help_message
        or f"{sender}: This number sends {types}. Msg & data rates may apply. Reply STOP to opt out.{reach}",
        resubscribe_message=terms.resubscribe_message
        or f"{sender}: You are signed up again for {types}. Msg & data rates may apply. Reply STOP to opt out.",
    )


def consent_wording(terms: ProgramTerms) -> str:
    """A consent text with the five elements of step 5.1 and, for marketing, the line of step 5.2."""
    parts = [
        f"I agree to receive {terms.message_types} by text message from {terms.sender_name} at the number I entered.",
        f"{terms.frequency or VARIES}.",
        "Message and data rates may apply.",
        "Reply STOP to opt out or HELP for help.",
    ]
    if terms.purpose == Purpose.MARKETING:
        parts.append("Consent is not a condition of purchase.")
    return " ".join(parts)


def _reach(terms: ProgramTerms) -> str:
    ways = [f"call {for_people(terms.support_phone)}"] if terms.support_phone else []
    ways += [f"visit {terms.support_url}"] if terms.support_url else []
    text = " or ".join(ways)
    return f" Questions? {text[0].upper()}{text[1:]}." if text else ""
