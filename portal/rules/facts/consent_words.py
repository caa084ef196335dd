# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""What consent wording says about itself: automation, industry notices, the sender's number, whose consent it is.

Every function takes folded text, like ``signs`` and ``consent_signs``.
"""

from __future__ import annotations

import re

from portal.rules.facts import signs
from portal.rules.facts.patterns import any_word, pattern
from portal.rules.facts.signs import Span
from portal.rules.facts.text import normalize

_AUTOMATED = pattern(
    r"\b(?:automated|automatic(?:ally)?|auto[- ]?dial(?:ed|er|ing)?|autodialed|recurring|robo-?texts?|bulk sending|automatic telephone)\b"
)
_HEALTH = pattern(
    r"\b(?:health(?:care|-related)?|medical|care team|care plan|patients?|treatments?|prescriptions?|appointments? and test|clinical|wellness)\b"
)
_HIPAA = pattern(
    r"\bhipaa\b|\bnotice of privacy practices\b|\bhealth insurance portability\b|\bprotected health information\b"
)
_ACCOUNT = pattern(
    r"\b(?:accounts?|transactions?|balances?|payments?|fraud|loans?|statements?|cards?|deposits?|polic(?:y|ies) renewal|premiums?)\b"
)
_JOIN_WORD = pattern(
    r"\b(?:text|txt|send|sms|message)(?: the (?:word|keyword))? [\"'(\[]{0,2}[a-z0-9]{2,20}[\"')\]]{0,2} to [\"'(\[]{0,2}(?:\+?1[ .\-]?)?(?:\(\d{3}\)|\d{3})?[ .\-]{0,2}\d{3}[ .\-]?\d{2,4}\b"
    r"|\b(?:scan|scanning)\b[^.]{0,40}\b(?:qr|code)\b"
)
_SHORT_CODE = pattern(r"\b(?:short ?code|from|to|at|number) [\"'(]{0,2}(?:\d{5,6}|\d{3}[- ]\d{2,3})\b")
_OUR_NUMBER = pattern(
    r"\b(?:from|by) (?:our|this|the same|one) (?:toll-free |local |business |ten-digit |10-digit )?(?:number|line|short ?code)\b"
)
_BOUGHT = any_word(
    (
        "purchased list*", "purchased lead*", "purchased data*", "purchased contact*", "bought list*", "bought lead*",
        "bought data*", "buy list*", "buy lead*", "rented list*", "rent list*", "rented data*", "list broker*",
        "data broker*", "scraped", "scrape", "scraping", "lead vendor*", "list vendor*", "data vendor*",
        "third-party list*", "third party list*", "purchase lead*", "purchase list*", "purchase contact*",
        "skip trac*", "harvested",
    )
)  # fmt: skip
_BUYS = pattern(
    r"\b(?:buy|buys|bought|purchase|purchases|purchased|rent|rents|rented|acquire|acquires|acquired|obtain|obtains|obtained|source|sources|sourced)\b"
    r"(?: [a-z\-]+){0,4} (?:lists?|leads?|databases?|contacts?|phone numbers|numbers)\b[^.]{0,40}\b(?:from|through|via|by) (?:an? |the |our |other |outside )?(?:[a-z\-]+ )?(?:vendors?|brokers?|providers?|third[- ]part|agenc|compan)"
)
_LEADS = any_word(
    (
        "lead generation", "lead generator*", "lead provider*", "lead source*", "lead partner*", "lead aggregator*",
        "third-party lead*", "third party lead*", "referred by partner*", "affiliate lead*", "comparison site*",
        "leads from", "partner website*", "partner site*", "marketing partner*", "affiliate network*", "affiliate site*",
    )
)  # fmt: skip
_DENIED_BEFORE = re.compile(
    r"(?:\bnever|\bnot|\bno|n't|\bwithout|\bneither|\bnor|\bprohibit\w*|\brefuse\w*)\b[^.;]{0,60}$"
)
_SOURCE_CONSENT = pattern(
    r"\b(?:original|source's|initial|first) [^.]{0,60}\b(?:written|signed|documented|recorded)?[^.]{0,30}\bconsent\b|\b(?:written|documented|signed) consent [^.]{0,60}\b(?:source|lead|original|provider|partner|site)"
)
_LEAD_TRADE = any_word(
    (
        "lead generation service*", "lead generation agency", "lead generation company", "lead gen service*",
        "lead generation", "buy leads", "buy our leads", "sell leads", "sell your leads", "leads for sale",
        "exclusive leads", "affiliate program", "affiliate marketing", "seo services", "pay per lead",
        "pay-per-lead", "marketing partners",
    )
)  # fmt: skip
_CONFIRMS = pattern(
    r"\b(?:reply|replies|replying|respond|responds|text|answer|answers)(?: back)?(?: with)? [\"'(]{0,2}(?:yes|y|confirm|ok|1)\b|\bdouble opt[- ]?in\b|\bconfirmed opt[- ]?in\b|\bconfirm(?:s|ing)? (?:their|your|the) (?:subscription|opt[- ]?in|consent)"
)
_OTHER_WAY = pattern(
    r"\b(?:e-?mail(?:ed)?|authenticator|app|push|voice|phone call|call me|passkeys?|security key|another (?:way|method)|other (?:ways|methods|options)|backup codes?)\b"
)
_CODES = pattern(
    r"\b(?:verification|security|log-?in|sign-?in|one[- ]time|access) (?:passcodes?|codes?|passwords?)\b|\b(?:2fa|otp|two-factor|two-step|passcodes?)\b"
)
_CHECKOUT = pattern(
    r"\b(?:place (?:your |my )?order|check ?out|complete (?:your |my )?(?:order|purchase)|pay now|card number|billing address|shipping address|order summary|subtotal)\b"
)
_BOTH = pattern(
    r"\b(?:transactional|informational|order|account|service|appointment)[a-z ,]{0,40}(?:and|or|&|,)[a-z ]{0,20}\b(?:promotional|marketing|offers)\b"
    r"|\b(?:promotional|marketing)[a-z ,]{0,30}(?:and|or|&|,) (?:transactional|informational|account|order|service)\b"
)
_WORDS = re.compile(r"[a-z0-9]+")
# Words by which a wording names the purpose of a use case; a use case that is not here serves any purpose.
_PURPOSE = {
    "MARKETING": r"\b(?:market[a-z]*|promo[a-z]*|offers?|deals?|discounts?|sales?|coupons?|specials?|news[a-z]*|advertis[a-z]*|campaigns?|new arrivals?|events?|rewards?|savings?|propert(?:y|ies)|listings?|job alerts?|job openings?|announcements?|invitations?|cart)\b",
    "2FA": r"\b(?:codes?|passcodes?|verif[a-z]*|authenticat[a-z]*|security|log-?ins?|sign-?ins?|passwords?|otp|2fa)\b",
    "DELIVERY_NOTIFICATION": r"\b(?:deliver[a-z]*|ship(?:ping|ments?|ped|s)?|orders?|packages?|tracking|pick-?ups?|drop-?offs?|couriers?)\b",
    "ACCOUNT_NOTIFICATION": r"\b(?:accounts?|balances?|transactions?|payments?|bill(?:s|ing)?|statements?|alerts?|notifications?|memberships?|subscriptions?|renewals?)\b",
    "FRAUD_ALERT": r"\b(?:fraud[a-z]*|security|suspicious|alerts?|unusual|transactions?)\b",
    "CHARITY": r"\b(?:donat[a-z]*|fundrais[a-z]*|giv(?:e|ing)|gifts?|support|charit[a-z]*|missions?|volunteer[a-z]*|events?|campaigns?|updates?)\b",
}  # fmt: skip
_PURPOSES = {use_case: pattern(words) for use_case, words in _PURPOSE.items()}


def message_type(folded: str) -> Span | None:
    """What kind of messages come; a word inside a web or e-mail address (``support@acme.com``) names none."""
    spans = [span for span, _ in signs.links(folded)] + signs.emails(folded)
    for start, end in spans:
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return signs.message_type(folded)


def automated(folded: str) -> Span | None:
    """The wording says that the messages are automated or recurring."""
    match = _AUTOMATED.search(folded)
    return match.span() if match else None


def lacks_health_notice(folded: str) -> tuple[str, ...]:
    """What health consent lacks: messages about health, the HIPAA notice (source 004, section 8.1)."""
    lacks = (("messages about health", _HEALTH), ("the HIPAA notice", _HIPAA))
    return tuple(what for what, sign in lacks if not sign.search(folded))


def names_account_matters(folded: str) -> bool:
    """The wording names account matters, as consent at a financial firm does."""
    return _ACCOUNT.search(folded) is not None


def names_sender_number(folded: str) -> bool:
    """The wording names the number or short code that messages come from or that the keyword goes to."""
    found = _JOIN_WORD.search(folded) or _SHORT_CODE.search(folded) or _OUR_NUMBER.search(folded)
    return bool(found or signs.phones(folded))


def bought_contacts(folded: str) -> Span | None:
    """Numbers are bought, rented or scraped; a sentence that denies it does not count."""
    return _undenied(folded, (_BOUGHT, _BUYS))


def leads_of_others(folded: str) -> Span | None:
    """Numbers come from lead sources or partners of somebody else."""
    return _undenied(folded, (_LEADS,))


def trades_leads(folded: str) -> Span | None:
    """The text offers leads, affiliate programs or the like; a sentence that denies it does not count."""
    return _undenied(folded, (_LEAD_TRADE,))


def keeps_source_consent(folded: str) -> bool:
    """The written consent of the original source is said to be kept."""
    return _SOURCE_CONSENT.search(folded) is not None


def _undenied(folded: str, found: tuple[object, ...]) -> Span | None:
    for sign in found:
        for match in sign.finditer(folded):  # type: ignore[attr-defined]
            before = folded[max(0, match.start() - 90) : match.start()]
            if not _DENIED_BEFORE.search(before):
                start, end = match.span()
                return start, end
    return None


def confirmed_by_reply(folded: str) -> bool:
    """A second, confirming reply is asked for."""
    return _CONFIRMS.search(folded) is not None


def sends_codes(folded: str) -> bool:
    """The text is about one-time codes."""
    return _CODES.search(folded) is not None


def names_other_channel(folded: str) -> bool:
    """Another way than a text is offered."""
    return _OTHER_WAY.search(folded) is not None


def is_checkout(folded: str) -> bool:
    """The form is where people pay."""
    return _CHECKOUT.search(folded) is not None


def two_purposes(folded: str) -> Span | None:
    """One sentence takes consent to transactional and to promotional messages."""
    match = _BOTH.search(folded)
    return match.span() if match else None


def serves(use_case: str, folded: str) -> bool | None:
    """Whether a wording names the purpose of the use case; ``None`` for a use case that serves any purpose."""
    sign = _PURPOSES.get(use_case)
    return None if sign is None else sign.search(folded) is not None


def difference_percent(declared: str, shown: str) -> float:
    """How many of the declared words do not stand, in their order, in the words that are shown; in percent.

    Case, punctuation and white space do not count, and what the page says besides is no difference.
    """
    wanted = _WORDS.findall(normalize(declared).folded)
    there = _WORDS.findall(normalize(shown).folded)
    if not wanted:
        return 0.0
    return 100.0 * (len(wanted) - _in_order(wanted, there)) / len(wanted)


def _in_order(wanted: list[str], there: list[str]) -> int:
    """The length of the longest common subsequence, in time linear in the page and in the wording (cut at 600 words)."""
    wanted, there = wanted[:600], there[:6_000]
    row = [0] * (len(wanted) + 1)
    for word in there:
        diagonal = 0
        for place, mine in enumerate(wanted, 1):
            above = row[place]
            if mine == word:
                row[place] = diagonal + 1
            elif row[place - 1] > above:
                row[place] = row[place - 1]
            diagonal = above
    return row[-1]
