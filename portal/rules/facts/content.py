"""Content categories: which words give them away, what each carrier says, which codes they draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from portal.rules.facts.patterns import Pattern, any_word
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context
from portal.rules.rulebook import load
from portal.rules.subjects import CampaignDescription, SampleMessage, TollFreeBrief

Category = Mapping[str, Any]
# What the second connectivity aggregator calls the categories.
_DCA2 = {
    "cannabis": "dca2:701",
    "firearms": "dca2:702",
    "sex": "dca2:703",
    "gambling": "dca2:704",
    "hate": "dca2:705",
    "profanity": "dca2:705",
    "alcohol": "dca2:706",
    "tobacco": "dca2:707",
    "lead_generation": "dca2:708",
    "payday_loans": "dca2:709",
    "crypto": "dca2:709",
    "debt_relief": "dca2:709",
}
# Source 004 warns about these and never refuses them on 10DLC; the standing of the others decides.
_HIGH_SCRUTINY = frozenset({"debt_collection", "credit_repair", "insurance", "investment", "pharma"})


@lru_cache(maxsize=1)
def _categories() -> tuple[tuple[Category, Pattern, Pattern | None], ...]:
    return tuple(
        (entry, any_word(tuple(entry["words"])), any_word(tuple(entry["unless"])) if entry["unless"] else None)
        for entry in load().prohibited
    )


@lru_cache(maxsize=1)
def _gate() -> Pattern:
    """One pattern over the words of all categories: most texts hold none and are done after one pass."""
    return any_word(tuple(word for entry in load().prohibited for word in entry["words"]))


def needed() -> tuple[Pattern, ...]:
    """What has to match in a text before any category can be in it."""
    return (_gate(),)


def is_terminal(category: Category) -> bool:
    """No carrier accepts it, on any channel."""
    return bool(category["terminal"])


def is_alcohol(category: Category) -> bool:
    """Alcohol has a rule of its own, because an age gate changes the answer."""
    return str(category["slug"]) == "alcohol"


def is_high_scrutiny(category: Category) -> bool:
    """Looked at closely on 10DLC, not banned (source 004, appendix C)."""
    return category["slug"] in _HIGH_SCRUTINY


def is_restricted(category: Category) -> bool:
    """Neither terminal nor alcohol nor merely high scrutiny; on toll-free also the latter when a code refuses it."""
    return not (is_terminal(category) or is_alcohol(category) or is_high_scrutiny(category))


def text_of(subject: SampleMessage | CampaignDescription | TollFreeBrief) -> str:
    """The words of the subject that its category is judged by."""
    return subject.description if isinstance(subject, TollFreeBrief) else subject.text


def categories_in(text: str) -> list[tuple[Category, tuple[int, int], str]]:
    """Categories whose words stand in a text, each with the place (of the raw text) and the word."""
    plain = normalize(text)
    if not _gate().search(plain.folded):
        return []
    found = []
    for category, words, unless in _categories():
        innocent = [match.span() for match in unless.finditer(plain.folded)] if unless else []
        for match in words.finditer(plain.folded):
            if not any(start <= match.start() < end for start, end in innocent):
                found.append((category, plain.span(*match.span()), match.group()))
                break
    return found


def hits(
    subject: SampleMessage | CampaignDescription | TollFreeBrief,
    context: Context,
    wanted: Callable[[Category], bool],
    severity: Verdict | None,
    *,
    codes: tuple[str, ...] | None = None,
) -> Iterator[Hit]:
    """One hit for each wanted category in the subject; without a severity the carriers' standing decides."""
    for category, span, word in categories_in(text_of(subject)):
        toll_free = context.channel == "toll_free"
        also = toll_free and wanted is is_restricted and is_high_scrutiny(category) and category["toll_free_codes"]
        if not (wanted(category) or also):
            continue
        standing = ", ".join(f"{carrier} {what}" for carrier, what in category["carriers"].items())
        yield Hit(
            message=f"\u201c{word}\u201d: {category['title'].lower()} ({standing}). {category['note']}".strip(),
            span=span,
            severity=severity or _standing(category),
            codes=codes or _codes(category, toll_free=toll_free),
            field="description" if isinstance(subject, TollFreeBrief) else None,
        )


def _standing(category: Category) -> Verdict:
    if is_alcohol(category):
        return Verdict.ERROR
    return Verdict.ERROR if "prohibited" in category["carriers"].values() else Verdict.WARNING


def _codes(category: Category, *, toll_free: bool) -> tuple[str, ...] | None:
    if toll_free:
        return tuple(f"toll_free_aggregator:{code}" for code in category["toll_free_codes"]) or None
    known = _DCA2.get(str(category["slug"]))
    base = "portal:TERMINAL" if is_terminal(category) else "portal:MANUAL_REVIEW"
    return (known, base) if known else (base,)
