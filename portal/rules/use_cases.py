"""Which use case a text describes, with the words that led there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from portal.rules.patterns import Pattern, any_word
from portal.rules.rulebook import load
from portal.rules.text import normalize

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
MIXED = frozenset({"MIXED", "LOW_VOLUME", "SOLE_PROPRIETOR", "AGENTS_FRANCHISES", "CARRIER_EXEMPT", "PROXY", "SOCIAL"})
# "No marketing messages are sent" describes what the campaign is not.
_DENIED = re.compile(
    r"\b(?:no|not|never|without|non)\b[^.,;]{0,60}\b(?:marketing|promotion(?:al|s)?|advertis\w{0,10}|sales)\b[^.,;]{0,40}"
)
_RISK_ORDER = ("POLITICAL", "SWEEPSTAKE", "CHARITY", "MARKETING", "2FA", "FRAUD_ALERT", "DELIVERY_NOTIFICATION")


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, dict[str, int], Pattern], ...]:
    return tuple(
        (code, entry["words"], any_word(tuple(sorted(entry["words"], key=len, reverse=True))))
        for code, entry in load().use_cases.items()
        if entry["words"]
    )


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
    return [dict(entry) for entry in _ranked(text, limit)]


@lru_cache(maxsize=256)
def _ranked(text: str, limit: int) -> list[dict[str, Any]]:
    folded = _DENIED.sub(" ", normalize(text).folded)
    weights: dict[str, tuple[int, list[str]]] = {}
    for code, words, compiled in _words():
        hits = list(dict.fromkeys(match.group() for match in compiled.finditer(folded)))
        if hits:
            weights[code] = (sum(_weight(words, hit) for hit in hits), hits)
    total = sum(weight for weight, _ in weights.values())
    ranked = sorted(
        weights.items(), key=lambda item: (-item[1][0], _RISK_ORDER.index(item[0]) if item[0] in _RISK_ORDER else 99)
    )
    found = [
        {"code": code, "score": round(weight / total, 2), "because": hits} for code, (weight, hits) in ranked[:limit]
    ]
    marketing = weights.get("MARKETING", (0, []))[0]
    others = max((weight for code, (weight, _) in weights.items() if code in TRANSACTIONAL), default=0)
    if marketing >= 3 and others >= 3 and "MIXED" not in weights:
        found.append({"code": "MIXED", "score": 0.0, "because": ["promotional and transactional words together"]})
    return found


@lru_cache(maxsize=256)
def classify(text: str) -> str:
    """The best use case of a text, or empty."""
    ranked = rank_use_cases(text, limit=1)
    return str(ranked[0]["code"]) if ranked else ""
