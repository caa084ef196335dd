"""The clocks of an application, pure: they read history and say when things end or are expected.

A sweep only records what these functions already say, so a sweep that was down a week changes nothing.
Days of a temporary registration are spans of 24 hours (source 000 says "days" there and "business days" elsewhere);
business days skip weekends and US federal holidays in the reseller's time zone, the day of the event being day 0.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final, Literal, Protocol
from zoneinfo import ZoneInfo

from portal.common.businessdays import add_business_days, business_date_after
from portal.common.clock import day_in, told
from portal.rules.advice.lookups import campaign_window
from portal.rules.advice.tables import span

FinalKind = Literal["", "cap", "not_eligible"]
EndReason = Literal["thirty_days", "rejection", "final_rejection", "superseded", "withdrawn", "ended_early"]

WARN_DAYS: Final = (7, 3, 1)
"""A temporary registration's end is announced this many days before."""
CLAIM: Final = dt.timedelta(hours=4)
"""How long a reviewer's claim holds."""
REVIEW_TARGET: Final = 2
"""Business days within which the reseller means to look at a submission, or to send on a part whose turn has come;
shown as due date in the queue."""
CHECK_FRESH: Final = dt.timedelta(minutes=15)
"""A website check older than this does not carry a submission."""
CODE_WITHIN: Final = dt.timedelta(hours=24)
"""A sole proprietor's code is answered within this, else the brand is filed anew (provider's page on the path)."""
LETTER_WITHIN: Final = dt.timedelta(days=7)
"""A public company's letter by e-mail is valid this long; it may be sent again (the registry's page)."""
LETTER_UNTIL: Final = dt.timedelta(days=30)
"""The last day on which such a letter may go out again; then the brand is filed anew."""
EDIT_WINDOW_PROFILES: Final = frozenset({"twilio", "bandwidth"})
"""Providers whose fast lane ends (rulebook, table of approval times: `edit_window`)."""
MANUAL_UNDER: Final = 25
"""A trust score below this is reviewed by people (source 004, step 7.6)."""
BY_PEOPLE: Final = "POLITICAL"
"""The use case that is always reviewed by people (source 004, step 2.4); every such review takes as long."""

END_WORDS: Final[dict[str, str]] = {
    "thirty_days": "its days were over",
    "rejection": "a rejection was not resolved within the days of grace",
    "final_rejection": "the registration was finally rejected",
    "superseded": "the registration was approved",
    "withdrawn": "the registration was withdrawn",
    "ended_early": "the reseller ended it",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Rejection:
    """One rejection in a temporary registration's life. ``final``: it reached the limit, or its code ends eligibility.

    ``resolved_at`` is the instant of the next successful submit, None while there is none.
    """

    at: dt.datetime
    resolved_at: dt.datetime | None = None
    final: FinalKind = ""


@dataclasses.dataclass(frozen=True, slots=True)
class TemporaryHistory:
    """All that decides when a temporary registration ends."""

    issued: dt.datetime
    days: int = 30
    grace_days: int = 5
    ends_at_final: str = "after_grace"
    rejections: tuple[Rejection, ...] = ()
    approved_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    stopped_at: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class TemporaryEnd:
    """The instant at which a temporary registration stops to be active, and why."""

    at: dt.datetime
    reason: EndReason


def temporary_expiry(history: TemporaryHistory) -> TemporaryEnd:
    """When it ends, from history alone (source 000: 30 days after issue, or 5 after an unresolved rejection).

    It is active while ``now < temporary_expiry(history).at``. A rejection resolved before its days of grace are over
    gives the 30-day end back, and never more; one that comes after the end, or is resolved too late, revives nothing.
    """
    ends = [TemporaryEnd(history.issued + dt.timedelta(days=history.days), "thirty_days")]
    for rejection in history.rejections:
        end = _end_by(rejection, history)
        if end:
            ends.append(end)
    stops: tuple[tuple[dt.datetime | None, EndReason], ...] = (
        (history.approved_at, "superseded"),
        (history.withdrawn_at, "withdrawn"),
        (history.stopped_at, "ended_early"),
    )
    ends.extend(TemporaryEnd(max(at, history.issued), reason) for at, reason in stops if at)
    return min(ends, key=lambda end: end.at)


def _end_by(rejection: Rejection, history: TemporaryHistory) -> TemporaryEnd | None:
    at = max(rejection.at, history.issued)
    if rejection.final == "not_eligible" or (rejection.final and history.ends_at_final == "at_once"):
        return TemporaryEnd(at, "final_rejection")
    grace = at + dt.timedelta(days=history.grace_days)
    if rejection.resolved_at and rejection.resolved_at < grace:
        return None
    return TemporaryEnd(grace, "rejection")


def warning_due(end: dt.datetime, now: dt.datetime) -> int | None:
    """The closest announced number of days before the end that is reached; None before the first and at the end."""
    reached = [days for days in WARN_DAYS if end - dt.timedelta(days=days) <= now < end]
    return min(reached, default=None)


class Counted(Protocol):
    """Anything with the two counters of an application."""

    rejections: int
    rejection_cap: int


@dataclasses.dataclass(frozen=True, slots=True)
class AttemptBudget:
    """How many rejections an application has used of how many (source 000: four, then ineligible)."""

    used: int
    cap: int

    @property
    def left(self) -> int:
        """Rejections until the application becomes ineligible."""
        return self.cap - self.used

    @property
    def is_last(self) -> bool:
        """Whether the next rejection ends it."""
        return self.left <= 1

    @property
    def may_be_fined(self) -> bool:
        """From the second rejection on, people are told that repeated rejections may be fined (source 000)."""
        return self.used >= 1

    @property
    def used_text(self) -> str:
        """`2 of 4 rejections used`."""
        return f"{self.used} of {self.cap} rejections used"

    @property
    def next_text(self) -> str:
        """`Would be rejection 3 of 4`."""
        return f"Would be rejection {self.used + 1} of {self.cap}"


def attempt_budget(application: Counted) -> AttemptBudget:
    """The budget of an application."""
    return AttemptBudget(used=application.rejections, cap=application.rejection_cap)


@dataclasses.dataclass(frozen=True, slots=True)
class Window:
    """When an answer is expected: first and last day, both inclusive, in the reseller's zone."""

    earliest: dt.date
    latest: dt.date

    def is_overdue(self, today: dt.date) -> bool:
        """Whether the last day has passed."""
        return today > self.latest


def expected_window(kind: str, submitted: dt.datetime, *, zone: str) -> Window:
    """When the registry's answer is expected after a submission.

    SMS/MMS: 15 to 20 business days (source 000). Toll-free: up to one week of pre-vetting, then three to four weeks,
    five in all (source 003, lines 29 and 214), in calendar weeks. A brand alone: 1 to 5 business days (source 004,
    step 3.4); `part_window` knows the windows of single parts. The figures are those of the table `approval_times`.
    """
    if kind == "toll_free":
        day = day_in(zone, submitted)
        (first, before), (low, high) = span("toll_free_prevetting"), span("toll_free_review")
        return Window(day + dt.timedelta(weeks=first + low), day + dt.timedelta(weeks=before + high))
    low, high = span("carrier_verification" if kind == "brand" else "reseller_review")
    return Window(business_date_after(submitted, low, zone=zone), business_date_after(submitted, high, zone=zone))


class Sent(Protocol):
    """A part with the window its subject's room gave it, in business days."""

    part_kind: str
    status: str
    external_id: str
    sent_at: dt.datetime | None
    window_low: int | None
    window_high: int | None


def part_window(part: Sent, *, zone: str) -> Window | None:
    """When a sent part should be answered; None when it was not sent or its window is not known."""
    if part.sent_at is None or part.window_low is None or part.window_high is None:
        return None
    day = day_in(zone, part.sent_at)
    return Window(add_business_days(day, part.window_low), add_business_days(day, part.window_high))


def brand_id_within() -> dt.timedelta:
    """A brand without an id after this is flagged (source 004, step 3.4)."""
    return dt.timedelta(hours=span("brand_id")[1])


def part_is_late(part: Sent, now: dt.datetime, *, zone: str) -> bool:
    """Whether a sent part lacks an answer past its window, or a brand lacks its id after 24 hours."""
    if part.status != "sent" or part.sent_at is None:
        return False
    if part.part_kind == "brand" and not part.external_id and now - part.sent_at > brand_id_within():
        return True
    window = part_window(part, zone=zone)
    return bool(window and window.is_overdue(day_in(zone, now)))


def is_manual_review(trust_score: int | None) -> bool:
    """Whether a brand's score sends its campaigns to people."""
    return trust_score is not None and trust_score < MANUAL_UNDER


def manual_window(low: int | None, high: int | None) -> tuple[int, int]:
    """The window of a review by people: never shorter than the one there was."""
    least, most = campaign_window(BY_PEOPLE)
    return max(low or 0, least), max(high or 0, most)


class Awaited(Protocol):
    """A confirmation with its clocks."""

    kind: str
    first_sent_at: dt.datetime
    last_sent_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class ConfirmationEnds:
    """``until``: what was sent can be answered before this. ``anew``: from here on the brand is filed anew."""

    until: dt.datetime
    anew: dt.datetime


def confirmation_ends(waiting: Awaited) -> ConfirmationEnds:
    """When a code or letter stops to be answerable, and when only a new filing helps."""
    if waiting.kind == "mobile_code":
        end = waiting.first_sent_at + CODE_WITHIN
        return ConfirmationEnds(end, end)
    last = waiting.first_sent_at + LETTER_UNTIL
    return ConfirmationEnds(min(waiting.last_sent_at + LETTER_WITHIN, last + LETTER_WITHIN), last)


def edit_window_ends(kind: str, profile: str, rejected: dt.datetime) -> dt.datetime | None:
    """The end of the fast lane of a denied toll-free request; None where its provider has none."""
    fast = kind == "toll_free" and profile in EDIT_WINDOW_PROFILES
    return rejected + dt.timedelta(days=span("edit_window")[1]) if fast else None


def told_in(at: dt.datetime, *, zone: str) -> str:
    """An instant as people of a zone read it: `Nov 25, 2026, 8:51 AM CST`."""
    return told(at.astimezone(ZoneInfo(zone)))


def end_of_day(day: dt.date, *, zone: str) -> dt.datetime:
    """The last instant of a day in a zone, in UTC."""
    following = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=ZoneInfo(zone))
    return following.astimezone(dt.UTC) - dt.timedelta(microseconds=1)
