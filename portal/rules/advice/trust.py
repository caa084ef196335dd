"""A trust-score estimate: seven factors, what each brings, what would raise it, and the throughput that follows.

The carriers publish no formula. The points are those of source 004, step 2.3, which gives ranges; so the estimate is
a range too, and whatever was not answered widens it. It is never the registry's own score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.rules.advice import lookups, tables
from portal.rules.profiles import DEFAULT, profile_named
from portal.rules.result import Verdict
from portal.rules.rulebook import load

LABEL = "An estimate from published point ranges, not the score that the registry or a carrier will give."

Points = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known about a business; ``None`` and empty text mean that nobody said.

    ``duns`` is ``yes``, ``applied`` or ``no``; ages and histories are whole days. ``domain_source`` is who says how old
    the domain is: ``rdap`` (its registry), ``owner`` (the business), or empty.
    """

    duns: str = ""
    https: bool | None = None
    domain_days: int | None = None
    reviews_count: int | None = None
    reviews_rating: float | None = None
    social: bool | None = None
    ein: bool | None = None
    use_case: str = ""
    history_days: int | None = None
    business_days_old: int | None = None
    """Days since incorporation."""
    domain_source: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: the points it brings now, the most it can bring, and why. ``verdict`` is never a pass unasked."""

    slug: str
    title: str
    now: Points
    full: Points
    verdict: Verdict
    because: str


@dataclass(frozen=True, slots=True)
class Improvement:
    """What would raise the score: the points it may bring (from, to) and when it takes effect."""

    factor: str
    title: str
    action: str
    gain: Points
    effect: str
    steps: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an estimated score would mean for one use case. Rates are messages a minute, ``None`` where unpublished.

    ``daily_cap`` is a cap on messages a day that the use case itself has, whatever the score. Beside the source's table
    stand today's published classes: AT&T's rates, and the message parts a day that T-Mobile takes from a tax ID.
    """

    use_case: str
    least: lookups.Rate | None
    most: lookups.Rate | None
    daily_cap: int | None
    att: tuple[tables.AttRate, tables.AttRate]
    t_mobile: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The whole estimate: its bounds, where counting begins (``start``), and what it is (``label``)."""

    least: int
    most: int
    start: int
    factors: tuple[Factor, ...]
    improvements: tuple[Improvement, ...]
    outlook: Outlook | None
    notes: tuple[str, ...]
    label: str = LABEL

    @property
    def bands(self) -> tuple[str, ...]:
        """Bands (``high``, ``medium``, ``low``) that the range touches, the better first."""
        touched = {lookups.trust_band(self.least), lookups.trust_band(self.most)}
        order = ("high", "medium", "low")
        first, last = (order.index(lookups.trust_band(score)) for score in (self.most, self.least))
        return order[first : last + 1] if len(touched) > 1 else tuple(touched)

    @property
    def complete(self) -> bool:
        """Whether every factor was answered."""
        return all(factor.verdict is not Verdict.COULD_NOT_CHECK for factor in self.factors)


def estimate(standing: Standing, *, profile: str = DEFAULT) -> Estimate:
    """The estimate for a business. Raises ``UnknownProfile``."""
    book = load().documents["trust_factors"]
    seen = {
        "duns": _duns(standing),
        "domain": _domain(standing, book["domain_days"]),
        "reviews": _reviews(standing, book["reviews"]),
        "social": _yes_no(standing.social, "There is a business page.", "There is no business page."),
        "ein": _yes_no(standing.ein, "The business has an EIN.", "The business has no EIN."),
        "use_case": _use_case(standing.use_case, book["risks"]),
        "history": _history(standing, book["clean_history_days"]),
    }
    factors = tuple(_factor(entry, *seen[entry["slug"]]) for entry in book["factors"])
    least, most = (_score(book, sum(factor.now[side] for factor in factors)) for side in (0, 1))
    return Estimate(
        least=least,
        most=most,
        start=book["start"],
        factors=factors,
        improvements=_improvements(factors, book),
        outlook=_outlook(standing.use_case, least, most, profile),
        notes=tuple(_notes(standing, most, book)),
    )


def _score(book: Mapping[str, Any], points: int) -> int:
    low, high = book["bounds"]
    return int(min(high, max(low, book["start"] + points)))


_Seen = tuple[str, str]
"""``full``, ``part``, ``none``, ``unknown`` or a risk's slug; and why."""


def _duns(standing: Standing) -> _Seen:
    if standing.duns == "yes":
        return "full", "The DUNS number is on the brand."
    if standing.duns == "applied":
        return "none", "The DUNS number is applied for; it counts once it is issued."
    return ("none", "There is no DUNS number.") if standing.duns == "no" else ("unknown", "Nobody said.")


def _domain(standing: Standing, days: int) -> _Seen:
    if standing.https is None:
        return "unknown", "Whether the site uses HTTPS was not said."
    if not standing.https:
        return "none", "The site does not use HTTPS."
    if standing.domain_days is None:
        return "unknown", "The site uses HTTPS; how old its domain is was not said."
    said = _SAID_BY.get(standing.domain_source, "")
    if standing.domain_days >= days:
        return "full", f"The site uses HTTPS and its domain is {standing.domain_days} days old{said}."
    return "part", f"The site uses HTTPS; its domain is only {max(0, standing.domain_days)} days old{said}."


_SAID_BY = {"rdap": ", as its registry says", "owner": ", as the business says"}


def _reviews(standing: Standing, needed: Mapping[str, int]) -> _Seen:
    count, rating = standing.reviews_count, standing.reviews_rating
    if count is None or (rating is None and count >= needed["count"]):
        return "unknown", "Reviews were not told."
    if count >= needed["count"] and rating is not None and rating >= needed["rating"]:
        return "full", f"{count} reviews with {rating:g} stars."
    if count < needed["count"]:
        return "none", f"{count} reviews; it takes {needed['count']}."
    return "none", f"The reviews have {rating:g} stars; it takes {needed['rating']}."


def _yes_no(value: bool | None, yes: str, no: str) -> _Seen:
    if value is None:
        return "unknown", "Nobody said."
    return ("full", yes) if value else ("none", no)


def _use_case(code: str, risks: list[Mapping[str, Any]]) -> _Seen:
    for risk in risks:
        if code in risk["use_cases"]:
            return risk["slug"], f"{load().use_cases[code]['title']} is of {risk['title']}."
    return "unknown", "No use case is chosen."


def _history(standing: Standing, days: int) -> _Seen:
    if standing.history_days is None:
        return "unknown", "Nobody said since when messages are sent without trouble."
    if standing.history_days >= days:
        return "full", f"{standing.history_days} days without trouble."
    return "none", f"{max(0, standing.history_days)} days without trouble; it takes {days}."


def _factor(entry: Mapping[str, Any], seen: str, because: str) -> Factor:
    least, most = entry["points"]
    risks = {risk["slug"]: risk for risk in load().documents["trust_factors"]["risks"]}
    if seen in risks:
        now = tuple(risks[seen]["points"])
        full = tuple(risks["low"]["points"])
        verdict = Verdict.PASS if now[1] > 0 and now[0] > 0 else Verdict.WARNING
        return Factor(entry["slug"], entry["title"], (now[0], now[1]), (full[0], full[1]), verdict, because)
    full_points = (least, most) if least > 0 else (risks["low"]["points"][0], risks["low"]["points"][1])
    now_points: Points = {
        "full": full_points,
        "part": (0, least),
        "none": (0, 0),
        "unknown": (min(0, least), most),
    }[seen]
    verdicts = {"full": Verdict.PASS, "unknown": Verdict.COULD_NOT_CHECK}
    return Factor(entry["slug"], entry["title"], now_points, full_points, verdicts.get(seen, Verdict.ADVICE), because)


def _improvements(factors: tuple[Factor, ...], book: Mapping[str, Any]) -> tuple[Improvement, ...]:
    """What is left to gain, most first; a factor nobody answered is left out, since there may be nothing to gain."""
    entries = {entry["slug"]: entry for entry in book["factors"]}
    found = []
    for factor in factors:
        gain = (max(0, factor.full[0] - factor.now[1]), factor.full[1] - factor.now[0])
        if factor.verdict in {Verdict.PASS, Verdict.COULD_NOT_CHECK} or gain[1] <= 0:
            continue
        entry = entries[factor.slug]
        steps = tuple(entry["steps"])
        found.append(Improvement(factor.slug, factor.title, entry["action"], gain, entry["effect"], steps))
    return tuple(sorted(found, key=lambda one: (-one.gain[1], -one.gain[0])))


def _outlook(use_case: str, least: int, most: int, profile: str) -> Outlook | None:
    if use_case not in load().use_cases:
        return None
    cap = profile_named(profile).limit("low_volume_daily") if use_case in {"LOW_VOLUME", "SOLE_PROPRIETOR"} else None
    alone = "sole_proprietor" if use_case == "SOLE_PROPRIETOR" else ""
    return Outlook(
        use_case=use_case,
        least=lookups.throughput(use_case, least),
        most=lookups.throughput(use_case, most),
        daily_cap=cap,
        att=(tables.att_rate(use_case, least), tables.att_rate(use_case, most)),
        t_mobile=(tables.t_mobile_cap(least, alone), tables.t_mobile_cap(most, alone)),
    )


def _notes(standing: Standing, most: int, book: Mapping[str, Any]) -> list[str]:
    notes = []
    new = book["new_business"]
    if standing.business_days_old is not None and standing.business_days_old < new["days"]:
        lower, upper = new["more_rejections_percent"]
        notes.append(
            f"A business younger than {new['days']} days is refused {lower} to {upper} percent more often: apply for "
            f"DUNS now and submit the brand {new['wait_days']} days later."
        )
    if most < book["manual_review_below"]:
        notes.append(f"A score below {book['manual_review_below']} sends the registration to manual review.")
    started = standing.history_days is not None and standing.history_days >= book["clean_history_days"]
    if standing.use_case == "MARKETING" and not started:
        notes.append(
            f"Marketing goes through more easily after {book['clean_history_days']} clean days "
            "with two-factor codes or customer care."
        )
    return notes
