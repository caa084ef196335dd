"""Look-ups in the dated tables: carriers' rates and caps, policies and notices in force, hours, times of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from portal.rules.rulebook import load

STALE_AFTER: Final = timedelta(days=90)
"""A table nobody has looked at for longer is marked."""
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AttRate:
    """AT&T's rate of a campaign: message parts a minute, ``per`` campaign or number; ``mms`` where one is published."""

    name: str
    sms: int
    mms: int | None
    per: str


@dataclass(frozen=True, slots=True)
class Caps:
    """Messages a day, a week and a month that a toll-free number may send; ``None`` is no cap, 0 is blocked."""

    day: int
    week: int
    month: int

    @property
    def blocked(self) -> bool:
        """Whether nothing may be sent."""
        return self.day == 0


def _table(name: str) -> Entry:
    return load().documents[name]


def is_stale(reviewed: str, today: date) -> bool:
    """Whether a table was last looked at more than 90 days ago (source 004, section 10: kept up to date)."""
    return today - date.fromisoformat(reviewed) > STALE_AFTER


def att_rate(use_case: str, score: int | None) -> AttRate:
    """AT&T's rate for a use case and a score (``None``: not vetted); ``ValueError`` for one off the scale."""
    classes = _table("throughput")["att"]["classes"]
    if score is not None and not 1 <= score <= 100:
        raise ValueError(f"A trust score lies between 1 and 100, not at {score}.")
    own = next((one for one in classes if use_case in one.get("use_cases", ())), None)
    chosen = own or next(one for one in classes if "score" in one and _within(one["score"], score or 1))
    return AttRate(chosen["class"], chosen["sms_parts_a_minute"], chosen["mms_a_minute"], chosen["per"])


def t_mobile_cap(score: int | None, standing: str = "") -> int:
    """Message parts a day that a tax ID may send to T-Mobile, over all its campaigns.

    ``standing`` is sole_proprietor, russell_3000 or unvetted; without one and without a score it is unvetted. Raises
    ``ValueError`` for a score off the scale and ``KeyError`` for another standing.
    """
    tiers = _table("throughput")["t_mobile"]["tiers"]
    if standing or score is None:
        by_standing = {tier["standing"]: tier["parts_a_day"] for tier in tiers if "standing" in tier}
        return int(by_standing[standing or "unvetted"])
    if not 1 <= score <= 100:
        raise ValueError(f"A trust score lies between 1 and 100, not at {score}.")
    return int(next(tier["parts_a_day"] for tier in tiers if "score" in tier and _within(tier["score"], score)))


def _within(band: list[int], score: int) -> bool:
    return band[0] <= score <= band[1]


def toll_free_caps(standing: str, day: date) -> Caps | None:
    """What a toll-free number may send to the United States on a day; ``None`` without a cap.

    ``standing`` is unverified, pending or verified. Raises ``KeyError`` for another one.
    """
    if standing == "verified":
        return None
    caps: list[int] | None = None
    for entry in _table("throughput")["toll_free"]["caps"]:
        if date.fromisoformat(entry["effective_from"]) <= day:
            caps = entry[standing]
    return None if caps is None else Caps(*caps)


def in_force(entry: Entry, day: date) -> bool:
    """Whether a policy or notice counts on a day; what is ongoing always does."""
    since, until = entry["effective_from"], entry.get("effective_until")
    started = since == "ongoing" or date.fromisoformat(since) <= day
    return started and (not until or day <= date.fromisoformat(until))


def policies(carrier: str = "", *, kind: str = "") -> tuple[Entry, ...]:
    """Carriers' policies, newest first, those without a day last; of one carrier and of one kind if named."""
    found = [
        entry
        for entry in _table("carrier_policies")["policies"]
        if (not carrier or entry["carrier"] == carrier) and (not kind or entry.get("kind", "enforcement") == kind)
    ]
    return tuple(sorted(found, key=_newest_first))


def notices() -> tuple[Entry, ...]:
    """Changes of law and at carriers and providers, newest first."""
    return tuple(sorted(_table("notices")["notices"], key=_newest_first))


def delays(on: date) -> tuple[Entry, ...]:
    """What delays reviews on a day: notices of that kind in force, newest first (source 003, line 5)."""
    return tuple(
        entry
        for entry in notices()
        if entry["kind"] == "delay"
        and date.fromisoformat(entry["effective_from"]) <= on
        and (not entry["effective_until"] or on < date.fromisoformat(entry["effective_until"]))
    )


def _newest_first(entry: Entry) -> tuple[bool, int]:
    since = entry["effective_from"]
    return (True, 0) if since == "ongoing" else (False, -date.fromisoformat(since).toordinal())


def times(about: str) -> tuple[Entry, ...]:
    """How long things take about a brand, campaign, toll_free, change or mending."""
    return tuple(entry for entry in _table("approval_times")["times"] if entry["about"] == about)


def span(slug: str) -> tuple[int, int]:
    """How long something takes, from least to most in its own unit (`brand_id` in hours). Raises ``KeyError``."""
    for entry in _table("approval_times")["times"]:
        if entry["slug"] == slug:
            return int(entry["least"]), int(entry["most"])
    raise KeyError(slug)


def change(name: str) -> tuple[str, Entry | None]:
    """What a change of a registered campaign needs and how long it takes (source 004, step 6.5).

    The first part is association, modification or new_campaign. Raises ``KeyError`` for an unknown change.
    """
    for entry in _table("approval_times")["changes"]:
        if entry["change"] == name:
            slug = entry["time"]
            return entry["action"], next((one for one in times("change") if one["slug"] == slug), None)
    raise KeyError(name)


def threshold(slug: str) -> Entry:
    """One line of the health of a campaign: ``line``, ``direction``, ``window_hours``. Raises ``KeyError``."""
    for entry in _table("thresholds")["metrics"]:
        if entry["slug"] == slug:
            return dict(entry)
    raise KeyError(slug)


def sending_window(states: Iterable[str], day: date, *, holiday: bool = False) -> tuple[str, str] | None:
    """The hours in which marketing may be sent on a day to somebody who may be in any of these states.

    The tightest counts; ``None`` where no hour is open to all of them. Hours are local, written HH:MM, the last one not
    included. A state without a rule of its own has the federal hours.
    """
    book = _table("quiet_hours")
    part = "holidays" if holiday else {5: "saturday", 6: "sunday"}.get(day.weekday(), "weekdays")
    windows = [book["federal"][part], *(book["states"].get(state, book["federal"])[part] for state in states)]
    if any(window is None for window in windows):
        return None
    start, end = max(window[0] for window in windows), min(window[1] for window in windows)
    return (start, end) if start < end else None


def most_in_a_day(state: str, day: date) -> int | None:
    """Solicitations that one person in a state may get in 24 hours; ``None`` where no number is set on that day."""
    rule = _table("quiet_hours")["states"].get(state, {})
    if "most_in_24_hours" not in rule or date.fromisoformat(rule.get("most_from", "0001-01-01")) > day:
        return None
    return int(rule["most_in_24_hours"])
