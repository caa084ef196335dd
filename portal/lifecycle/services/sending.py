"""A part that lies with its registry is not sent again by a page that does not know of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.common.clock import now
from portal.common.errors import WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import confirmation_ends, told_in
from portal.lifecycle.models import Application, RegistryRecord, Submission
from portal.lifecycle.states import ConfirmationState, PartStatus, possible


@dataclasses.dataclass(frozen=True, slots=True)
class PartSending:
    """A part that goes to its registry, with the ticket's reference; without one it was sent by hand.

    A part that was sent for this submission goes again only where ``after`` names that sending by its decision's
    number: who sends it knows of the first time. An empty reference is then the one it had.
    """

    kind: str
    id: uuid.UUID
    reference: str = ""
    external_id: str = ""
    after: int | None = None


def guard_not_sent(application: Application, submission: Submission, parts: Sequence[PartSending]) -> None:
    """Raises WrongState for the first of these parts that was recorded as sent, with when and by whom."""
    records = {(record.part_kind, record.part_id): record for record in selectors.parts_of(application)}
    for part in parts:
        if record := records.get((part.kind, part.id)):
            guard_first_sending(application, submission, record, part.after, now())


def guard_first_sending(
    application: Application, submission: Submission, record: RegistryRecord, after: int | None, at: dt.datetime
) -> None:
    """Raises WrongState when the part was sent for this submission and its clocks do not ask for a new filing."""
    if record.status != PartStatus.SENT or record.sent_at is None:
        return
    sending = selectors.sending_of(record, application.decisions.filter(verb="forward", at=record.sent_at))
    if sending is None or sending.submission_id != submission.id or sending.number == after:
        return
    if _is_filed_anew(record, at):
        return
    message = _(
        "%(part_kind)s %(record)s was recorded as sent by %(who)s on %(at)s. "
        "If it was sent once more after that, choose it as such on the registration's page."
    ) % {
        "part_kind": record.part_kind.title(),
        "record": record.label,
        "who": sending.by_label,
        "at": told_in(sending.at, zone=application.reseller.time_zone),
    }
    raise WrongState(message, code="part_sent", state=application.state, possible=possible(application.state))


def _is_filed_anew(record: RegistryRecord, at: dt.datetime) -> bool:
    """Whether the time to confirm a brand ran out, after which only a new filing helps."""
    waiting = record.confirmations.filter(state=ConfirmationState.AWAITED).first()
    return waiting is not None and at >= confirmation_ends(waiting).anew
