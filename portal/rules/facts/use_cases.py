"""Which use case a text describes, with the words that led there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from portal.rules.facts.patterns import Family, Pattern, any_word, pattern
from portal.rules.facts.text import normalize
from portal.rules.profiles import DOCUMENTED_LIMITS
from portal.rules.rulebook import load

# Use cases that may not carry promotion (source 004, steps 2.4 and 4.3).
TRANSACTIONAL = frozenset(
    {
        "2FA",
        "ACCOUNT_NOTIFICATION",
        "CUSTOMER_CARE",
        "DELIVERY_NOTIFICATION",
        "FRAUD_ALERT",
        "SECURITY_ALERT",
        "HIGHER_EDUCATION",
        "K12_EDUCATION",
        "PUBLIC_SERVICE_ANNOUNCEMENT",
        "EMERGENCY",
        "POLLING_VOTING",
    }
)
MIXED = frozenset(
    {
        *("MIXED", "LOW_VOLUME", "SOLE_PROPRIETOR", "AGENTS_FRANCHISES", "CARRIER_EXEMPT", "PROXY", "SOCIAL"),
        *("CONVERSATIONAL", "TRIAL", "UCAAS_HIGH", "UCAAS_LOW"),
    }
)
# "No marketing messages are sent" describes what the campaign is not; a "no-show" is no denial.
_DENIABLE = (
    r"(?:marketing|promo[a-z]{0,12}|advertis[a-z]{0,10}|sales?|discounts?|offers?|coupons?|deals|sweepstakes?|contests?"
    r"|giveaways?|lottery|politic[a-z]{0,4}|fundrais[a-z]{0,6}|donations?|solicit[a-z]{0,8})"
)
_DENIED = pattern(
    r"(?:\b(?:no|not|never|without|nor|neither|free of) |n't |\bnon[- ])(?:[^.,;:]{0,60}\b)?"
    + _DENIABLE
    + r"\b(?:(?:,|/| or| and|, or|, and) ?(?:[a-z]+ ){0,2}"
    + _DENIABLE
    + r"\b)*"
)
# "under 200 messages a day"; what counts as few stands in the documented profile's ``low_volume_daily``.
_A_DAY = pattern(r"\b([0-9][0-9,]{0,8}) (?:[a-z]+ ){0,2}(?:messages?|texts?|sms) (?:a|per|each|every) day\b")
_A_DAY_IN_WORDS = pattern(
    r"\b(?:a few|a dozen|(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: [a-z]+)?"
    r"|(?:a|one|two|three) hundred) (?:messages?|texts?|sms) (?:a|per|each|every) day\b"
)
_RISK_ORDER = ("POLITICAL", "SWEEPSTAKE", "CHARITY", "MARKETING", "2FA", "FRAUD_ALERT", "DELIVERY_NOTIFICATION")


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, dict[str, int], Pattern], ...]:
    return tuple(
        (code, entry["words"], any_word(tuple(sorted(entry["words"], key=len, reverse=True))))
        for code, entry in load().use_cases.items()
        if entry["words"]
    )


@lru_cache(maxsize=1)
def _family() -> Family:
    return Family(compiled for _, _, compiled in _words())


def _weight(words: dict[str, int], hit: str) -> int:
    if hit in words:
        return words[hit]
    stems = [weight for word, weight in words.items() if word.endswith("*") and hit.startswith(word[:-1])]
    return max(stems, default=1)


def rank_use_cases(text: str, *, limit: int = 4) -> list[dict[str, Any]]:
    """Use cases by score, best first, each ``{"code", "score", "because"}``; empty when no word leads anywhere.

    ``score`` is the share of all weight found (0..1, two decimals). Promotion next to transactional words also ranks
    ``MIXED`` behind its parts.
    """
    found, mixes = _ranked(text)
    best = [dict(entry) for entry in found[:limit]]
    if mixes:
        best.append({"code": "MIXED", "score": 0.0, "because": ["promotional and transactional words together"]})
    return best


def described_use_cases(text: str) -> list[dict[str, Any]]:
    """The ranked use cases of a description; where promotion and other messages balance, their mixture leads.

    The mixture's share is what its promotion and the best of the other kinds have together.
    """
    ranked = rank_use_cases(text)
    if not ranked or ranked[-1]["code"] != "MIXED" or ranked[-1]["score"]:
        return ranked
    *parts, mixture = ranked
    marketing = next((one["score"] for one in parts if one["code"] == "MARKETING"), 0.0)
    other = max((one["score"] for one in parts if one["code"] in TRANSACTIONAL), default=0.0)
    if not _LEAST_SHARE <= marketing <= 1 - _LEAST_SHARE:
        return ranked
    return [{**mixture, "score": round(marketing + other, 2)}, *parts]


_LEAST_SHARE = 0.25
"""Share of promotion below which, and of other messages below which, a description is no mixture."""


@lru_cache(maxsize=256)
def _ranked(text: str) -> tuple[list[dict[str, Any]], bool]:
    """Every use case that the text speaks of, best first, and whether it mixes promotion with other messages."""
    folded = _without_denials(normalize(text).folded)
    weights = _weights(folded)
    if len(weights) >= 2:
        _count_few(folded, weights)
    total = sum(weight for weight, _ in weights.values())
    ranked = sorted(
        weights.items(), key=lambda item: (-item[1][0], _RISK_ORDER.index(item[0]) if item[0] in _RISK_ORDER else 99)
    )
    found = [{"code": code, "score": round(weight / total, 2), "because": hits} for code, (weight, hits) in ranked]
    return found, "MIXED" not in weights and _mixes(weights)


def _without_denials(folded: str) -> str:
    kept, end = [], 0
    for match in _DENIED.finditer(folded):
        kept.append(folded[end : match.start()])
        end = match.end()
    return " ".join([*kept, folded[end:]]) if kept else folded


def _weights(folded: str) -> dict[str, tuple[int, list[str]]]:
    weights: dict[str, tuple[int, list[str]]] = {}
    known = _words()
    for place in _family().possible(folded):
        code, words, compiled = known[place]
        hits = list(dict.fromkeys(match.group() for match in compiled.finditer(folded)))
        if hits:
            weights[code] = (sum(_weight(words, hit) for hit in hits), hits)
    return weights


def _count_few(folded: str, weights: dict[str, tuple[int, list[str]]]) -> None:
    """A low number of messages a day speaks for low volume where several kinds of messages are described."""
    few = DOCUMENTED_LIMITS["low_volume_daily"]
    said = [match.group() for match in _A_DAY.finditer(folded) if int(match.group(1).replace(",", "")) <= few]
    said += [match.group() for match in _A_DAY_IN_WORDS.finditer(folded)]
    if said and len(kinds_in(weights)) >= 2:
        weight, hits = weights.get("LOW_VOLUME", (0, []))
        weights["LOW_VOLUME"] = (weight + 6, [*hits, *said])


def kinds_in(codes: Iterable[str]) -> list[str]:
    """Those of the codes that stand for one kind of message, not for a mixture or a way of registering."""
    return [code for code in codes if code not in MIXED]


def _mixes(weights: dict[str, tuple[int, list[str]]]) -> bool:
    marketing = weights.get("MARKETING", (0, []))[0]
    others = max((weight for code, (weight, _) in weights.items() if code in TRANSACTIONAL), default=0)
    return marketing >= 3 and others >= 3


@lru_cache(maxsize=256)
def classify(text: str) -> str:
    """The best use case of a text, or empty."""
    found, mixes = _ranked(text)
    return str(found[0]["code"]) if found else "MIXED" * mixes
