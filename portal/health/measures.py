"""What a sender's counts come to in a window, and how near that is to the line (source 004, steps 6.1, 6.3, 9.3). Pure.

A window is exactly as many hours long as the rulebook's table `thresholds` says: what was counted at its last instant
is in it, what was counted just as many hours earlier is not. Below the least sample nothing is said: three deliveries
make no rate, and a campaign without its usual days has no jump.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from portal.rules.advice.tables import threshold
from portal.rules.rulebook import load

RATES: Final = {
    "opt_out_rate": ("opt_outs", "delivered"),
    "complaint_rate": ("complaints", "delivered"),
    "delivery_rate": ("delivered", "sent"),
    "bounce_rate": ("bounced", "sent"),
}
"""Metric -> what is counted of what."""
SPIKE: Final = "volume_spike"
WEEK: Final = dt.timedelta(days=7)
USUAL_WEEKS: Final = 4
"""The usual day is the median of the same weekday over so many weeks."""


class Standing(StrEnum):
    """How a measure stands to its line; ``NEAR`` from four fifths of the line on."""

    FINE = "fine"
    NEAR = "near"
    OVER = "over"
    TOO_FEW = "too_few"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Messages counted at an instant, and what became of them."""

    at: dt.datetime
    sent: int = 0
    delivered: int = 0
    bounced: int = 0
    opt_outs: int = 0
    complaints: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """One metric in the window that ends ``at``: a share, or how many times the usual day; None without a sample."""

    slug: str
    at: dt.datetime
    value: Fraction | None
    standing: Standing


def rate(slug: str, counts: Sequence[Count], at: dt.datetime) -> Measure:
    """A metric of ``RATES`` in the window that ends at an instant. Raises KeyError for another metric."""
    part, whole = RATES[slug]
    line = threshold(slug)
    within = _within(counts, at, dt.timedelta(hours=line["window_hours"]))
    total = sum(getattr(count, whole) for count in within)
    if total < _book()["least_sample"]:
        return Measure(slug, at, None, Standing.TOO_FEW)
    value = Fraction(sum(getattr(count, part) for count in within), total)
    return Measure(slug, at, value, _standing(value, line))


def worst_rate(slug: str, counts: Sequence[Count]) -> Measure | None:
    """The window that came worst off, of all that end with a count; None where none has its least sample."""
    found = [rate(slug, counts, count.at) for count in counts]
    known = [measure for measure in found if measure.value is not None]
    worst = min if threshold(slug)["direction"] == "below" else max
    return worst(known, key=lambda measure: measure.value or Fraction(0), default=None)


def spike(counts: Sequence[Count], at: dt.datetime) -> Measure:
    """Messages in 24 hours against the usual day: the median of the same weekday in the four weeks before.

    More than three times is over the line (source 004, step 6.3: above 300 percent). A usual day under the least
    baseline (none yet, a campaign that just begins) has no jump.
    """
    line = threshold(SPIKE)
    day = dt.timedelta(hours=line["window_hours"])
    usual = [_sent(counts, at - week * WEEK, day) for week in range(1, USUAL_WEEKS + 1)]
    baseline = Fraction(statistics.median(map(Fraction, usual)))
    if baseline < line["least_baseline"]:
        return Measure(SPIKE, at, None, Standing.TOO_FEW)
    value = _sent(counts, at, day) / baseline
    return Measure(SPIKE, at, value, _standing(value, line))


def _book() -> Mapping[str, Any]:
    return load().documents["thresholds"]


def _within(counts: Sequence[Count], at: dt.datetime, window: dt.timedelta) -> list[Count]:
    return [count for count in counts if at - window < count.at <= at]


def _sent(counts: Sequence[Count], at: dt.datetime, window: dt.timedelta) -> int:
    return sum(count.sent for count in _within(counts, at, window))


def _standing(value: Fraction, line: Mapping[str, Any]) -> Standing:
    limit, early = Fraction(str(line["line"])), Fraction(str(_book()["warn_at_share"]))
    if line["direction"] == "below":  # what is lost counts against what may be lost
        value, limit = 1 - value, 1 - limit
    if value > limit:
        return Standing.OVER
    return Standing.NEAR if value >= early * limit else Standing.FINE
