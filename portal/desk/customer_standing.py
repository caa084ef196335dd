"""Can this registration send now, and why: a pure answer from a few facts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from campaigns.models import Campaign
from campaigns.selectors import numbers_of as campaign_numbers
from campaigns.selectors import standing_of
from portal.common.actor import Actor
from portal.common.clock import now
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import live_temporary, temporary_end
from portal.lifecycle.states import State

_WAITING: Final = {
    State.DRAFT: "It was not submitted yet.",
    State.PENDING: "It waits for your provider's review.",
    State.UNDER_REVIEW: "Your provider is reviewing it.",
    State.CHANGES_REQUESTED: "Your provider asked for changes.",
    State.FORWARDED: "The registry has not answered yet.",
    State.INFORMATION_REQUESTED: "The registry asks for information.",
    State.REJECTED: "It was rejected; correct it and submit again.",
    State.INELIGIBLE: "It can no longer be submitted.",
    State.WITHDRAWN: "It was withdrawn.",
    State.RETIRED: "It was retired.",
    State.SUSPENDED: "It is suspended; ask your provider why.",
}
_BLOCKED = "Since February 2025 carriers block unregistered messages from local numbers."
_TOLL_FREE = (
    "Carriers block toll-free numbers until they are verified (restricted ones since November 2023, pending ones since "
    "January 2024); the handbook of 2022 still let them send a little."
)


@dataclasses.dataclass(frozen=True, slots=True)
class SendFacts:
    """What the answer depends on. ``active_from`` are the times at which the campaign's numbers turn active."""

    kind: str
    state: str
    temporary_until: dt.datetime | None = None
    active_from: tuple[dt.datetime, ...] = ()
    numbers: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class SendAnswer:
    """Yes or no, and why."""

    can: bool
    why: str
    until: dt.datetime | None = None


def can_send(facts: SendFacts, at: dt.datetime) -> SendAnswer:
    """Whether messages may be sent at an instant. Where rules differ by date, the stricter one counts.

    Approved campaigns send from active numbers (source 004, step 4.7), approved toll-free numbers at once; a running
    temporary registration lets both send (source 000); everything else is blocked.
    """
    if facts.state == State.APPROVED:
        return _approved(facts, at)
    if facts.state != State.SUSPENDED and facts.temporary_until and at < facts.temporary_until:
        return SendAnswer(True, "A temporary registration is running.", facts.temporary_until)
    reason = _TOLL_FREE if facts.kind == Kind.TOLL_FREE else _BLOCKED
    return SendAnswer(False, f"{_WAITING[State(facts.state)]} {reason}")


def _approved(facts: SendFacts, at: dt.datetime) -> SendAnswer:
    if facts.kind != Kind.SMS_MMS:
        return SendAnswer(True, "The numbers are verified. That is not whitelisting: keep to what was approved.")
    if any(moment <= at for moment in facts.active_from):
        return SendAnswer(True, "The campaign is approved and has an active number.")
    if facts.active_from:
        return SendAnswer(False, "Carriers are being told of the number; that takes 15 to 30 minutes.")
    if facts.numbers:
        return SendAnswer(False, "The campaign is approved; associate its numbers now.")
    return SendAnswer(False, "The campaign is approved, but no number is on it.")


def standing_for(actor: Actor, application: Application) -> SendAnswer:
    """The answer for an application the actor may see."""
    temporary = live_temporary(application)
    end = temporary_end(temporary) if temporary and temporary.issued_at else None
    numbers = []
    if application.kind == Kind.SMS_MMS:
        campaign = Campaign.objects.filter(id=application.subject_id).first()
        numbers = campaign_numbers(campaign) if campaign else []
    active = tuple(n.active_from for n in numbers if n.active_from and standing_of(n) != "requested")
    facts = SendFacts(
        kind=application.kind,
        state=application.state,
        temporary_until=end.at if end else None,
        active_from=active,
        numbers=len(numbers),
    )
    return can_send(facts, now())
