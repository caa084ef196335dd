"""Appeals against a rejection (source 004, step 7.1, phase 4): filed by the business, answered by the registry.

An appeal runs beside the resubmission and stops nothing. The guide says when to appeal and what the letter holds, not
what an answer does; the rest is our reading of the limit in source 000, which counts rejections: one that its registry
takes back is none. Overturned, it leaves the count, its part lies with the registry again unless it was submitted anew
meanwhile, and its codes need no answer. A final application stays final ("permanently ineligible"): there the answer
is kept, and a new application need not solve the codes that were taken back.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import day_in, now, told_day
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.models import Appeal, Application, Decision
from portal.lifecycle.services.acting import News, guard, lock, move, reason_given, registry_due, tell
from portal.lifecycle.services.settling import settle_temporary
from portal.lifecycle.states import APPEAL_FROM, VERBS, AppealState, PartStatus, State, possible
from portal.notices.events import NoticeEvent


def why_no_appeal(application: Application) -> str:
    """Why no appeal can be filed now, in words for the customer; empty when one can."""
    if application.is_final:
        return _("The registration is %(state_label)s; start a new application instead.") % {
            "state_label": application.state_inside
        }
    if application.rejections < APPEAL_FROM:
        return _("An appeal is for a second rejection: correct what was named and submit again.")
    if application.state not in VERBS["file_appeal"].sources:
        return _("The registration is %(state_label)s: an appeal is for one rejected or under way again.") % {
            "state_label": application.state_inside
        }
    if application.appeals.filter(state=AppealState.FILED).exists():
        return _("An appeal is on its way.")
    decision = selectors.last_rejection(application)
    if decision is None or Appeal.objects.filter(decision=decision).exists():
        return _("The last rejection was appealed already.")
    return ""


@transaction.atomic
def appeal_file(*, application_id: uuid.UUID, actor: Actor, letter: str, evidence: Sequence[str] = ()) -> Appeal:
    """The business disputes its last rejection; the reseller sends the letter on.

    Raises WrongState (not rejected twice, appealed already), WrongPerson, or WrongInput without a letter.
    """
    application = lock(actor, application_id)
    guard(application, actor, "file_appeal")
    reason = why_no_appeal(application)
    if reason:
        raise WrongState(reason, code="no_appeal", state=application.state, possible=possible(application.state))
    letter = reason_given(letter, field="letter", sentence=_("Write the letter: what was rejected and what was done."))
    decision = selectors.last_rejection(application)
    assert decision is not None  # why_no_appeal looked
    at = now()
    appeal = Appeal.objects.create(
        application=application,
        decision=decision,
        letter=letter,
        evidence=[item.strip() for item in evidence if item.strip()],
        filed_at=at,
        filed_by=actor.label,
        filed_by_id=actor.id,
    )
    tell(
        application,
        "file_appeal",
        Act.APPEAL_FILED,
        actor=actor,
        at=at,
        text=f"An appeal against rejection {decision.rejection_number} was filed.",
        data={"decision": str(decision.id)},
        news=News(NoticeEvent.APPEAL_CHANGED, to_reseller=True),
        decision=decision,
        submission=decision.submission,
    )
    return appeal


@transaction.atomic
def appeal_answer(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    overturned: bool,
    text: str,
    answered_at: dt.datetime | None = None,
    reference: str = "",
) -> Appeal:
    """A reviewer records the registry's answer: the rejection stands, or it is taken back.

    ``answered_at`` is the instant of the answer, now if not told. Raises WrongState when no appeal is open, WrongInput
    without words or for a date before the appeal or in the future.
    """
    application = lock(actor, application_id)
    guard(application, actor, "answer_appeal")
    appeal = application.appeals.filter(state=AppealState.FILED).select_related("decision__submission").first()
    if appeal is None:
        raise WrongState(
            _("No appeal of %(reference)s is open.") % {"reference": application.reference},
            code="no_appeal",
            state=application.state,
            possible=possible(application.state),
        )
    text, at = reason_given(text, field="text", sentence=_("Write what the registry answered.")), now()
    appeal.answered_at = _answered(answered_at, appeal, at)
    appeal.state = AppealState.OVERTURNED if overturned else AppealState.UPHELD
    appeal.answered_by, appeal.answer, appeal.external_reference = actor.label, text, reference.strip()[:100]
    appeal.save()
    if overturned and not application.is_final:
        _take_back(application, appeal.decision, at)
    _tell_answer(application, appeal, actor, at)
    settle_temporary(application, at)
    return appeal


def _answered(given: dt.datetime | None, appeal: Appeal, at: dt.datetime) -> dt.datetime:
    if given is None:
        return at
    if not appeal.filed_at <= given <= at:
        sentence = _("The answer came between the appeal (%(filed_at)s) and today.") % {
            "filed_at": told_day(day_in(appeal.application.reseller.time_zone, appeal.filed_at))
        }
        raise WrongInput(sentence, code="date_wrong", fields={"answered_on": [sentence]})
    return given


def _take_back(application: Application, decision: Decision, at: dt.datetime) -> None:
    """The rejection leaves the count; if nothing was submitted since, its part lies with the registry again."""
    values: dict[str, Any] = {"rejections": application.rejections - 1}
    state = State(application.state)
    if state == State.REJECTED and selectors.last_rejection(application) == decision:
        assert decision.part_id is not None  # a rejection is of a part
        record = application.parts.get(part_kind=decision.part_kind, part_id=decision.part_id)
        record.status, record.answered_at = PartStatus.SENT, None
        record.save(update_fields=["status", "answered_at"])
        state, values = State.FORWARDED, {**values, **registry_due(application, at)}
    move(application, state, at, **values)


def _tell_answer(application: Application, appeal: Appeal, actor: Actor, at: dt.datetime) -> None:
    number = appeal.decision.rejection_number
    text = f"Rejection {number} stands after the appeal: {appeal.answer}"
    if appeal.state == AppealState.OVERTURNED:
        text = f"The registry took rejection {number} back: {appeal.answer}"
        if application.is_final:
            text += f" The registration stays {application.state_inside}."
    tell(
        application,
        "answer_appeal",
        Act.APPEAL_ANSWERED,
        actor=actor,
        at=at,
        text=text,
        data={
            "decision": str(appeal.decision_id),
            "outcome": str(appeal.state),
            "rejections": application.rejections,
        },
        news=News(NoticeEvent.APPEAL_CHANGED),
        decision=appeal.decision,
        submission=appeal.decision.submission,
    )
