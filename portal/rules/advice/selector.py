"""The use-case selector: ranked use cases with their reasons, approval time and throughput, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.rules.advice import lookups
from portal.rules.facts.use_cases import MIXED, TRANSACTIONAL, rank_use_cases
from portal.rules.profiles import DEFAULT, Profile, profile_named
from portal.rules.rulebook import load

_BANDS: Final = {"high": 90, "medium": 60, "low": 30}
"""A score inside each band of the source's table."""
_TELLING: Final = 0.2
"""Share from which a kind of message counts as really described."""
_REVIEWED: Final = frozenset({"POLITICAL", "SWEEPSTAKE"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A use case that fits: its ``share`` of all telling words (0..1), the words, business days, rates by trust band.

    ``reviewed`` is set where carriers look at every campaign by hand.
    """

    code: str
    title: str
    share: float
    because: tuple[str, ...]
    days: tuple[int, int]
    rates: tuple[tuple[str, lookups.Rate | None], ...]
    reviewed: bool

    @property
    def same_rate(self) -> lookups.Rate | None:
        """The rate if it is the same in every band."""
        rates = {rate for _, rate in self.rates}
        return next(iter(rates)) if len(rates) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """Suggestions, best first, and notes that a person should read before choosing."""

    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


def select_use_case(
    description: str,
    samples: Sequence[str] = (),
    *,
    daily: int | None = None,
    sole_proprietor: bool = False,
    profile: str = DEFAULT,
) -> Choice:
    """Use cases for what will be sent, from its description and samples. Raises ``UnknownProfile``.

    ``daily`` is the number of messages a day, if known. A sole proprietor has a path of its own, whatever is sent.
    """
    chosen = profile_named(profile)
    texts = [text for text in (description, *samples) if text.strip()]
    ranked = {str(one["code"]): one for one in rank_use_cases("\n".join(texts), limit=6)}
    kinds = [code for code, one in ranked.items() if code not in MIXED and one["score"] >= _TELLING]
    mixes = "MARKETING" in kinds and any(code in TRANSACTIONAL for code in kinds)
    first = _first(kinds, mixes, daily, sole_proprietor, chosen)
    order = [*first, *(code for code in ranked if code not in first)][:4]
    found = tuple(_suggestion(code, ranked, kinds, by_facts=code in first) for code in order)
    return Choice(found, tuple(_notes(description, samples, kinds, mixes, daily, sole_proprietor, chosen, order)))


def _first(kinds: list[str], mixes: bool, daily: int | None, sole_proprietor: bool, profile: Profile) -> list[str]:
    """Use cases that facts put before what the words say."""
    if sole_proprietor:
        return ["SOLE_PROPRIETOR", "LOW_VOLUME"]
    few = daily is not None and daily <= profile.limit("low_volume_daily")
    return ["LOW_VOLUME"] if few and (mixes or len(kinds) > 2) else []


def _suggestion(code: str, ranked: dict[str, dict[str, object]], kinds: list[str], *, by_facts: bool) -> Suggestion:
    """A suggestion; one that facts put first has no share, since it was not ranked by words."""
    entry = load().use_cases[code]
    one = ranked.get(code, {})
    because = one.get("because")
    words = tuple(str(word) for word in because) if isinstance(because, list) else ()
    words = (*_by_facts(code, kinds), *words) if by_facts else words
    share = 0.0 if by_facts else one.get("score", 0.0)
    return Suggestion(
        code=code,
        title=str(entry["title"]),
        share=float(share) if isinstance(share, (int, float)) else 0.0,
        because=words,
        days=lookups.campaign_window(code),
        rates=tuple((band, lookups.throughput(code, score)) for band, score in _BANDS.items()),
        reviewed=code in _REVIEWED,
    )


def _by_facts(code: str, kinds: list[str]) -> tuple[str, ...]:
    if code == "SOLE_PROPRIETOR":
        return ("you are a sole proprietor",)
    return ("several kinds of messages, and few a day",) if len(kinds) > 1 else ("few messages a day",)


def _notes(
    description: str,
    samples: Sequence[str],
    kinds: list[str],
    mixes: bool,
    daily: int | None,
    sole_proprietor: bool,
    profile: Profile,
    order: Sequence[str],
) -> Iterable[str]:
    if not order:
        yield "No word here tells a reviewer what is sent. Name the messages: reminders, codes, offers, order updates."
        return
    if mixes and not sole_proprietor:
        most = profile.limit("low_volume_daily")
        yield (
            "Promotional and transactional messages belong in two campaigns; a mixture within one is scanned for. "
            f"Low Volume Mixed takes both, up to {most:,} messages a day."
        )
    if (
        daily is not None
        and daily > profile.limit("low_volume_daily")
        and order[0] in {"LOW_VOLUME", "SOLE_PROPRIETOR"}
    ):
        yield f"{daily:,} messages a day are more than {order[0].replace('_', ' ').title()} allows."
    yield from _disagreement(description, samples)
    if order[0] == "MARKETING":
        yield "Marketing is reviewed longest; 90 clean days with two-factor codes or customer care make it easier."
    if order[0] == "CHARITY":
        yield "Charity is for organizations under section 501(c)(3); others file fundraising as Marketing."
    if order[0] in _REVIEWED:
        yield "Carriers review every campaign of this kind by hand."


def _disagreement(description: str, samples: Sequence[str]) -> Iterable[str]:
    said = [str(one["code"]) for one in rank_use_cases(description, limit=3) if one["score"] >= _TELLING]
    for number, sample in enumerate(samples, start=1):
        best = next(iter(rank_use_cases(sample, limit=1)), None)
        if best and said and not {str(best["code"]), *MIXED} & set(said):
            title = load().use_cases[str(best["code"])]["title"]
            yield f"Sample {number} reads as {title}, which the description does not speak of (code 9001)."
