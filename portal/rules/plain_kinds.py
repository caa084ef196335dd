"""Messages of a kind that nobody mistakes for another: a passcode, a parcel on its way, an election."""

from __future__ import annotations

from dataclasses import dataclass

from portal.rules.facts.use_cases import classify, rank_use_cases

# Notices about an account and customer care run into each other and are left out.
_KINDS = frozenset({"2FA", "DELIVERY_NOTIFICATION", "FRAUD_ALERT", "POLITICAL", "SWEEPSTAKE", "CHARITY"})
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class PlainKind:
    """The kind, the words that led there, and every kind the text speaks of at all."""

    code: str
    words: str
    mentioned: frozenset[str]


def plain_kind(text: str) -> PlainKind | None:
    """The kind of a message when it is beyond doubt.

    One word alone proves nothing (a car is ready for pick-up as well as a parcel), unless it names a passcode.
    """
    if classify(text) not in _KINDS:
        return None
    ranked = rank_use_cases(text, limit=30)
    code, because = str(ranked[0]["code"]), ranked[0]["because"]
    if ranked[0]["score"] < _SURE or (len(because) < 2 and code != "2FA"):
        return None
    return PlainKind(code, ", ".join(because), frozenset(str(entry["code"]) for entry in ranked))
