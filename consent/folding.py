"""Where a person stands, as a function of the events alone.

The order of arrival plays no part: events are taken in the order in which they happened, and at the same instant an
opt-out comes last. So a late event never takes back what a newer one decided.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from consent.vocabulary import GIVES_CONSENT, ConsentState, EventType

_OUTLIVED = uuid.UUID(int=0)


@dataclasses.dataclass(frozen=True, slots=True)
class Happening:
    """What the fold needs to know of an event.

    ``counts`` says whether a yes came with its evidence; ``confirms`` whether a yes needs no second one (sent from the
    handset itself); ``needs_confirmation`` whether the program asked for a double opt-in at that time.
    """

    id: uuid.UUID
    type: str
    occurred_at: dt.datetime
    counts: bool = True
    needs_confirmation: bool = False
    confirms: bool = False
    wording_id: uuid.UUID | None = None

    @property
    def order(self) -> tuple[dt.datetime, bool, uuid.UUID]:
        """The place in the history."""
        return self.occurred_at, self.type == EventType.OPT_OUT, self.id


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """The outcome: state, the times behind it, and the event that gave the consent."""

    state: ConsentState = ConsentState.NONE
    opted_in_at: dt.datetime | None = None
    opted_out_at: dt.datetime | None = None
    confirmed_at: dt.datetime | None = None
    evidence_id: uuid.UUID | None = None
    wording_id: uuid.UUID | None = None


def fold(happenings: Iterable[Happening], *, suppressed_since: dt.datetime | None = None) -> Standing:
    """The standing after all events; ``suppressed_since`` is an opt-out that outlived its person's record."""
    history = list(happenings)
    if suppressed_since:
        history.append(Happening(id=_OUTLIVED, type=EventType.OPT_OUT, occurred_at=suppressed_since))
    standing = Standing()
    for happening in sorted(history, key=lambda item: item.order):
        standing = step(standing, happening)
    return standing


def step(standing: Standing, event: Happening) -> Standing:
    """The standing after one more event, which must not be older than those before it."""
    if event.type == EventType.OPT_OUT:
        return _opted_out(standing, event)
    after_opt_out = standing.opted_out_at is None or event.occurred_at > standing.opted_out_at
    if event.type in GIVES_CONSENT and event.counts and after_opt_out:
        return _opted_in(standing, event)
    if event.type == EventType.CONFIRMED and event.counts and standing.state == ConsentState.PENDING:
        return dataclasses.replace(standing, state=ConsentState.ACTIVE, confirmed_at=event.occurred_at)
    return standing


def _opted_out(standing: Standing, event: Happening) -> Standing:
    since = max(filter(None, [standing.opted_out_at, event.occurred_at]))
    return Standing(state=ConsentState.OPTED_OUT, opted_in_at=standing.opted_in_at, opted_out_at=since)


def _opted_in(standing: Standing, event: Happening) -> Standing:
    if standing.state == ConsentState.ACTIVE:
        confirmed = standing.confirmed_at
        state = ConsentState.ACTIVE
    elif event.needs_confirmation and not event.confirms:
        confirmed, state = None, ConsentState.PENDING
    else:
        confirmed = event.occurred_at if event.confirms else None
        state = ConsentState.ACTIVE
    return Standing(
        state=state,
        opted_in_at=event.occurred_at,
        opted_out_at=standing.opted_out_at,
        confirmed_at=confirmed,
        evidence_id=event.id,
        wording_id=event.wording_id,
    )
