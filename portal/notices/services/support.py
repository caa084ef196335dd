"""Requests for help: a business asks, its reseller answers by a due date, either closes."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.accounts.selectors import organization_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.businessdays import business_date_after
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.common.ids import next_reference
from portal.notices.events import NoticeEvent
from portal.notices.models import SupportKind, SupportPost, SupportRequest, SupportState
from portal.notices.services.telling import notify

DUE_BUSINESS_DAYS: Final[dict[str, int]] = {
    SupportKind.BLOCKED_NUMBER: 1,
    SupportKind.MESSAGE_FAILURE: 1,
    SupportKind.ESCALATION: 1,
    SupportKind.STATUS_QUESTION: 2,
    SupportKind.FORM_HELP: 2,
    SupportKind.DNC_EXEMPTION: 5,
}
"""Business days until the end of which a request of this kind wants an answer."""
ROUTES: Final[dict[str, str]] = {
    SupportKind.BLOCKED_NUMBER: "technical support",
    SupportKind.MESSAGE_FAILURE: "technical support",
    SupportKind.DNC_EXEMPTION: "the campaign team",
    SupportKind.STATUS_QUESTION: "the campaign team",
    SupportKind.ESCALATION: "the campaign team",
    SupportKind.FORM_HELP: "the campaign team",
}
"""Who answers: what does not arrive is technical, the rest the campaign team's (source 003, lines 204 to 206)."""
MOST_TEXT: Final = 5_000


def due_at(kind: str, *, zone: str) -> dt.datetime:
    """The end of the last business day to answer on, in the reseller's time zone."""
    day = business_date_after(now(), DUE_BUSINESS_DAYS[kind], zone=zone)
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=ZoneInfo(zone))


@transaction.atomic
def support_open(
    *, actor: Actor, kind: str, title: str, text: str, about: tuple[str, uuid.UUID] | None = None
) -> SupportRequest:
    """Asks the reseller for help; ``about`` names the one number or registration it concerns (kind, id).

    Raises WrongPerson (right, or not a business), WrongInput (kind, title, text).
    """
    actor.require(Permission.SUPPORT_OPEN)
    if actor.organization_kind != OrganizationKind.BUSINESS or actor.organization_id is None:
        raise WrongPerson(_("Help is asked for by a business. Answer the requests of your businesses in the queue."))
    if kind not in SupportKind.values:
        sentence = _("Choose what you need help with.")
        raise WrongInput(sentence, code="support_kind_unknown", fields={"kind": [sentence]})
    title = _words(title, field="title", most=150, question="Enter what it is about, in a few words.")
    text = _words(text, field="text", most=MOST_TEXT, question="Describe what happened and what you need.")
    business = organization_for(actor, actor.organization_id)
    request = SupportRequest.objects.create(
        reference=next_reference("SUP"),
        business=business,
        kind=kind,
        title=title,
        subject_kind=about[0] if about else "",
        subject_id=about[1] if about else None,
        opened_by_id=_person(actor),
        due_at=due_at(kind, zone=business.reseller.time_zone),
    )
    _post(request, actor, text, from_reseller=False)
    _record(Act.SUPPORT_OPENED, actor, request, data={"kind": kind})
    _tell_reseller(request, actor, f"{business} asks for help: {title}")
    return request


@transaction.atomic
def support_reply(*, actor: Actor, request_id: uuid.UUID, text: str) -> SupportRequest:
    """The business writes on; the request waits for an answer again.

    Raises WrongPerson, NotFound, WrongState when closed, WrongInput without words.
    """
    actor.require(Permission.SUPPORT_OPEN)
    request = _locked(actor, request_id)
    if actor.organization_id != request.business_id:
        raise WrongPerson(_("Only the business writes here. Answer instead."))
    _require_not_closed(request)
    text = _words(text, field="text", most=MOST_TEXT, question="Write what you want to add.")
    _post(request, actor, text, from_reseller=False)
    request.state = SupportState.OPEN
    request.due_at = due_at(request.kind, zone=request.business.reseller.time_zone)
    request.save(update_fields=["state", "due_at"])
    _record(Act.SUPPORT_REPLIED, actor, request, data={})
    _tell_reseller(request, actor, f"{request.business} wrote on {request.reference}: {request.title}")
    return request


@transaction.atomic
def support_answer(*, actor: Actor, request_id: uuid.UUID, text: str) -> SupportRequest:
    """The reseller answers. Raises WrongPerson, NotFound, WrongState when closed, WrongInput without words."""
    actor.require(Permission.SUPPORT_ANSWER)
    request = _locked(actor, request_id)
    _require_not_closed(request)
    text = _words(text, field="text", most=MOST_TEXT, question="Write the answer.")
    _post(request, actor, text, from_reseller=True)
    request.state = SupportState.ANSWERED
    request.due_at = None
    request.save(update_fields=["state", "due_at"])
    _record(Act.SUPPORT_ANSWERED, actor, request, data={})
    notify(
        NoticeEvent.SUPPORT_ANSWERED,
        organization_id=request.business_id,
        subject=_subject(request),
        text=f"{request.reference} was answered: {request.title}",
        url=f"/support/{request.reference}/",
        actor=actor,
        permission=Permission.SUPPORT_OPEN,
    )
    return request


@transaction.atomic
def support_close(*, actor: Actor, request_id: uuid.UUID) -> SupportRequest:
    """Ends a request; both sides may. Raises WrongPerson, NotFound, WrongState when closed already."""
    if not actor.may(Permission.SUPPORT_ANSWER):
        actor.require(Permission.SUPPORT_OPEN)
    request = _locked(actor, request_id)
    _require_not_closed(request)
    request.state = SupportState.CLOSED
    request.closed_at = now()
    request.due_at = None
    request.save(update_fields=["state", "closed_at", "due_at"])
    _record(Act.SUPPORT_CLOSED, actor, request, data={})
    return request


def _locked(actor: Actor, request_id: uuid.UUID) -> SupportRequest:
    rows = SupportRequest.objects.select_for_update(of=("self",)).select_related("business__parent")
    return get_for(actor, rows, id=request_id)


def _require_not_closed(request: SupportRequest) -> None:
    if request.state == SupportState.CLOSED:
        raise WrongState(_("This request is closed. Open a new one."), state=request.state)


def _post(request: SupportRequest, actor: Actor, text: str, *, from_reseller: bool) -> None:
    SupportPost.objects.create(request=request, author_id=_person(actor), from_reseller=from_reseller, text=text)


def _person(actor: Actor) -> uuid.UUID:
    if actor.id is None:
        raise WrongPerson(_("Requests for help are written by people. Sign in first."))
    return actor.id


def _words(text: str, *, field: str, most: int, question: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text or len(text) > most:
        sentence = (
            _("Use at most %(most)s characters; there are %(text)s.") % {"most": most, "text": len(text)}
            if text
            else question
        )
        raise WrongInput(sentence, code="text_not_usable", fields={field: [sentence]})
    return text


def _subject(request: SupportRequest) -> Subject:
    return Subject("support_request", request.id, request.reference)


def _tell_reseller(request: SupportRequest, actor: Actor, text: str) -> None:
    notify(
        NoticeEvent.SUPPORT_OPENED,
        organization_id=request.business.reseller.id,
        subject=_subject(request),
        text=text,
        url=f"/support/{request.reference}/",
        actor=actor,
        permission=Permission.SUPPORT_ANSWER,
    )


def _record(act: Act, actor: Actor, request: SupportRequest, *, data: dict[str, str]) -> None:
    record(
        act,
        actor=actor,
        subject=_subject(request),
        organizations=[request.business_id, request.business.parent_id],
        data=dict(data),
    )
