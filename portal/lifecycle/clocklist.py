"""Every clock that runs for an application, each with its rule and source; pages draw them, nothing else decides them.

Both sides read the same list. A clock says since when it counts, until when, in which days and whose, and what happens
at its end.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any, Final, Literal

from portal.common.businessdays import add_business_days
from portal.common.clock import day_in, now, told_day
from portal.lifecycle import selectors
from portal.lifecycle.clocks import (
    brand_id_within,
    confirmation_ends,
    edit_window_ends,
    end_of_day,
    is_manual_review,
    part_window,
)
from portal.lifecycle.models import Amendment, Application, RegistryRecord, TemporaryRegistration, TemporaryState
from portal.lifecycle.states import ConfirmationKind, PartStatus, State
from portal.lifecycle.turns import parts_to_send, possible_since, send_by
from portal.rules.advice.tables import change, span

Counting = Literal["business days", "calendar days", "hours"]
SOON: Final = dt.timedelta(days=3)
"""A clock with a last instant this close is shown as a warning."""


@dataclasses.dataclass(frozen=True, slots=True)
class Clock:
    """One clock. ``until`` is its last instant; ``earliest`` and ``latest`` are days where it is a window."""

    key: str
    label: str
    since: dt.datetime
    until: dt.datetime
    counting: Counting
    zone: str
    rule: str
    source: str
    overdue: bool
    earliest: dt.date | None = None
    latest: dt.date | None = None
    strict: bool = False

    @property
    def due_at(self) -> dt.datetime | None:
        """The instant to show; None for a window, which shows its days."""
        return None if self.earliest else self.until

    @property
    def text(self) -> str:
        """The days of a window."""
        if self.earliest is None or self.latest is None:
            return ""
        return f"{self.earliest:%b %-d} – {told_day(self.latest)}"

    @property
    def tone(self) -> str:
        """`bad` once over, `warn` when it is close and strict, else `info`."""
        if self.overdue:
            return "bad"
        return "warn" if self.strict and self.until - now() <= SOON else "info"

    @property
    def hint(self) -> str:
        """The rule and its source in one line."""
        days = f"{self.counting}, {self.zone}" if self.counting == "business days" else self.counting
        return f"{self.rule} ({days}; {self.source})"


_WAITS: Final = (State.PENDING, State.UNDER_REVIEW, State.FORWARDED)
_PEOPLE: Final = (
    "People review it: up to one week before the aggregator, then three to four weeks there. A sheet of many numbers "
    "takes longer."
)
_EXPECTED: Final[dict[str, tuple[str, Counting, str]]] = {
    "sms_mms": ("The registry answers 15 to 20 business days after a submission.", "business days", "source 000"),
    "toll_free": (_PEOPLE, "calendar days", "source 003, lines 29 to 40 and 214"),
    "brand": ("A brand is answered within one to five business days.", "business days", "source 004, step 3.4"),
}


def clocks_of(application: Application, at: dt.datetime | None = None) -> list[Clock]:
    """Every clock that runs at an instant (now if not given), the nearest end first."""
    instant = at or now()
    found = [
        *_review(application, instant),
        *_expected(application, instant),
        *_parts(application, instant),
        *_to_send(application, instant),
        *_confirmations(application, instant),
        *_fast_lane(application, instant),
        *_temporary(application, instant),
        *_amendments(application, instant),
    ]
    return sorted(found, key=lambda clock: clock.until)


def _clock(at: dt.datetime, **values: Any) -> Clock:
    return Clock(overdue=at >= values["until"], **values)


def _window(
    at: dt.datetime, zone: str, *, since: dt.datetime, earliest: dt.date, latest: dt.date, **values: Any
) -> Clock:
    until = end_of_day(latest, zone=zone)
    return _clock(at, since=since, until=until, earliest=earliest, latest=latest, zone=zone, **values)


def _review(application: Application, at: dt.datetime) -> Iterator[Clock]:
    zone = application.reseller.time_zone
    if application.state in (State.PENDING, State.UNDER_REVIEW) and application.due_at and application.submitted_at:
        yield _clock(
            at,
            key="review",
            label="First review",
            since=application.submitted_at,
            until=application.due_at,
            counting="business days",
            zone=zone,
            rule="A submission is meant to be looked at within two business days.",
            source="the portal's own target",
        )
    if application.state == State.UNDER_REVIEW and application.claimed_until:
        yield _clock(
            at,
            key="claim",
            label="The reviewer's claim",
            since=application.state_since,
            until=application.claimed_until,
            counting="hours",
            zone="UTC",
            rule="A claim holds four hours; then the review goes back to the queue.",
            source="the portal's own rule",
        )


def _expected(application: Application, at: dt.datetime) -> Iterator[Clock]:
    if application.state not in _WAITS or application.submitted_at is None:
        return
    if application.expected_from is None or application.expected_by is None:
        return
    rule, counting, source = _EXPECTED[application.kind]
    yield _window(
        at,
        application.reseller.time_zone,
        key="answer",
        label="Answer expected",
        since=application.submitted_at,
        earliest=application.expected_from,
        latest=application.expected_by,
        counting=counting,
        rule=rule,
        source=source,
    )


def _parts(application: Application, at: dt.datetime) -> Iterator[Clock]:
    if application.state != State.FORWARDED:
        return
    records = selectors.parts_of(application)
    by_people = any(is_manual_review(record.trust_score) for record in records if record.part_kind == "brand")
    for record in records:
        if record.status == PartStatus.SENT and record.sent_at:
            yield from _part(record, record.sent_at, at, application.reseller.time_zone, by_people=by_people)


def _to_send(application: Application, at: dt.datetime) -> Iterator[Clock]:
    records = selectors.parts_of(application) if application.state == State.FORWARDED else []
    waiting = parts_to_send(records)
    if not waiting:
        return
    zone, part = application.reseller.time_zone, waiting[0]
    name = f"{part.part_kind.capitalize()} {part.label}"
    since = possible_since(part, records, application.state_since)
    yield _clock(
        at,
        key="to_send",
        label=f"{name} is to be sent" if len(waiting) == 1 else f"{name} and {len(waiting) - 1} more are to be sent",
        since=since,
        until=send_by(since, zone=zone),
        counting="business days",
        zone=zone,
        rule="A part whose turn has come is meant to be sent to the registry within two business days.",
        source="the portal's own target",
    )


def _part(record: RegistryRecord, sent: dt.datetime, at: dt.datetime, zone: str, *, by_people: bool) -> Iterator[Clock]:
    if record.part_kind == "brand":
        yield from _brand(record, sent, at, zone)
    window = part_window(record, zone=zone)
    if window:
        people = " Its brand's trust score is under 25, so people review it (step 7.6)." if by_people else ""
        yield _window(
            at,
            zone,
            key=f"part_{record.part_kind}",
            label=f"Answer to {record.part_kind} {record.label}",
            since=sent,
            earliest=window.earliest,
            latest=window.latest,
            counting="business days",
            rule=f"{record.window_low} to {record.window_high} business days for one of its kind.{people}",
            source="source 004, steps 3.4 and 4.8",
        )


def _brand(record: RegistryRecord, sent: dt.datetime, at: dt.datetime, zone: str) -> Iterator[Clock]:
    name = f"brand {record.label}"
    if not record.external_id:
        yield _clock(
            at,
            key="brand_id",
            label=f"Id of {name}",
            since=sent,
            until=sent + brand_id_within(),
            counting="hours",
            zone="UTC",
            rule="A brand has its id 24 hours after it was sent.",
            source="source 004, step 3.4, line 170",
        )
    day, (low, high) = day_in(zone, sent), span("carrier_verification")
    yield _window(
        at,
        zone,
        key="carriers",
        label=f"Carriers' look at {name}",
        since=sent,
        earliest=add_business_days(day, low),
        latest=add_business_days(day, high),
        counting="business days",
        rule=f"Carriers look at a brand besides, for {low} to {high} business days.",
        source="source 004, step 3.4, line 171",
    )


def _confirmations(application: Application, at: dt.datetime) -> Iterator[Clock]:
    waiting = selectors.confirmation_awaited(application)
    if waiting is None or application.is_final:
        return
    ends = confirmation_ends(waiting)
    mobile = waiting.kind == ConfirmationKind.MOBILE_CODE
    last = told_day(day_in(application.reseller.time_zone, ends.anew))
    letter = f"A letter is valid 7 days and is sent again until {last}; then the brand is filed anew."
    yield _clock(
        at,
        key=f"confirmation_{waiting.kind}",
        label=ConfirmationKind(waiting.kind).label,
        since=waiting.last_sent_at,
        until=ends.until,
        counting="hours" if mobile else "calendar days",
        zone="UTC",
        rule="Unanswered for 24 hours, the brand is filed anew." if mobile else letter,
        source="provider's page on sole proprietors" if mobile else "the registry's page on public companies",
        strict=True,
    )


def _fast_lane(application: Application, at: dt.datetime) -> Iterator[Clock]:
    decision = selectors.last_rejection(application) if application.state == State.REJECTED else None
    if decision is None:
        return
    profile = decision.submission.profile
    until = edit_window_ends(application.kind, profile, decision.occurred_at)
    if until:
        yield _clock(
            at,
            key="edit_window",
            label="Fast lane for the corrected request",
            since=decision.occurred_at,
            until=until,
            counting="calendar days",
            zone="UTC",
            rule="Corrected within seven days, a denied toll-free request keeps its place; later it is a new request.",
            source=f"{profile.title()}, error 30824",
            strict=True,
        )


def _temporary(application: Application, at: dt.datetime) -> Iterator[Clock]:
    temporary = selectors.live_temporary(application)
    if temporary is None or temporary.state != TemporaryState.GRANTED or temporary.issued_at is None:
        return
    yield _clock(
        at,
        key="temporary",
        label="Temporary registration ends",
        since=temporary.issued_at,
        until=temporary.issued_at + dt.timedelta(days=temporary.days),
        counting="calendar days",
        zone="UTC",
        rule=f"{temporary.days} × 24 hours after its issue; announced 7, 3 and 1 days before.",
        source="source 000, line 71",
        strict=True,
    )
    yield from _grace(temporary, at)


def _grace(temporary: TemporaryRegistration, at: dt.datetime) -> Iterator[Clock]:
    open_ones = [r for r in selectors.temporary_history(temporary).rejections if r.resolved_at is None]
    final = temporary.application.is_final
    for rejection in open_ones[-1:]:
        yield _clock(
            at,
            key="temporary_grace",
            label="Temporary registration ends" + ("" if final else " unless submitted again"),
            since=rejection.at,
            until=rejection.at + dt.timedelta(days=temporary.grace_days),
            counting="calendar days",
            zone="UTC",
            rule=f"{temporary.grace_days} × 24 hours after a rejection that is not resolved; the earlier end counts.",
            source="source 000, line 71",
            strict=True,
        )


_CHANGES: Final[dict[str, str]] = {
    "sample_messages": "samples",
    "mms_samples": "samples",
    "opt_in_url": "opt_in_url",
    "opt_in_method": "opt_in_url",
    "opt_in_wording": "opt_in_url",
}
"""Field -> line of the change table; a policy's address or paper is the table's privacy line."""


def amendment_window(amendment: Amendment) -> tuple[int, int]:
    """Business days until the registry answers a change (source 004, step 6.5): those of its slowest field."""
    bare = [str(row["field"]).rpartition(".")[2] for row in amendment.changes]
    entries = [entry for name in bare if (entry := change(_CHANGES.get(name, "privacy_url"))[1])]
    return max(int(e["least"]) for e in entries), max(int(e["most"]) for e in entries)


def _amendments(application: Application, at: dt.datetime) -> Iterator[Clock]:
    amendment = next((one for one in application.amendments.all() if one.state in ("pending", "forwarded")), None)
    if amendment is None or application.state != State.APPROVED:  # its verbs wait until it is approved again
        return
    zone, (low, high) = application.reseller.time_zone, amendment_window(amendment)
    day = day_in(zone, amendment.state_since)
    yield _window(
        at,
        zone,
        key="amendment",
        label="Answer to your change",
        since=amendment.state_since,
        earliest=add_business_days(day, low),
        latest=add_business_days(day, high),
        counting="business days",
        rule=f"A change of this kind is answered within {low} to {high} business days.",
        source="source 004, step 6.5, lines 419 to 423",
    )
