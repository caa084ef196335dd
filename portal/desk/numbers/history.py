"""Everything that happened to a business or a registration, in plain words, newest first."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from django.core.paginator import Paginator
from django.db.models import QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from campaigns.numbering import CARRIERS
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.audit.acts import Act
from portal.audit.selectors import trail_for
from portal.common.actor import Actor
from portal.common.phone import for_people
from portal.common.templatetags.parts import code_text
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import timeline_read_by
from verification.models import TollFreeNumber

PER_PAGE: Final = 30
_NUMBER: Final = re.compile(r"\+1\d{10}\b")
_CODE: Final = re.compile(r"\b[a-z][a-z0-9_]*:(?:\d+|text)\b")

PLAIN: Final[Mapping[str, str]] = {
    Act.BRAND_EDITED: words("Answers about the business were changed ({label})."),
    Act.CAMPAIGN_EDITED: words("Answers about the messages were changed ({label})."),
    Act.VERIFICATION_EDITED: words("Answers of the toll-free brief were changed ({label})."),
    Act.CAMPAIGN_NUMBER_ADDED: words("{number} was named on {label}."),
    Act.CAMPAIGN_NUMBER_CHANGED: words("{number} on {label}: {state}."),
    Act.CAMPAIGN_NUMBER_TESTED: words("A test message from {number} to {carrier}: {result}."),
    Act.TOLL_FREE_NUMBER_ADDED: words("{number} was put on {label}."),
    Act.TOLL_FREE_NUMBER_REMOVED: words("{number} was taken off {label}."),
    Act.TOLL_FREE_NUMBER_PORTED: words("{number} moved here from {from}; its class there was {class}."),
    Act.TOLL_FREE_ATTEMPTS_COUNTED: words("{attempts} messages from {number} were counted for {day}."),
    Act.DOCUMENT_STORED: words("The paper {label} was uploaded."),
    Act.DOCUMENT_DETACHED: words("The paper {label} was taken away."),
    Act.WORDING_GENERATED: words("A wording was generated: {label}."),
    Act.WORDING_PUBLISHED: words("A consent wording was published: {label}."),
    Act.CHECK_FINISHED: words("The website {url} was looked at."),
    Act.SUPPORT_OPENED: words("Help was asked for: {label}."),
    Act.SUPPORT_REPLIED: words("The business wrote on {label}."),
    Act.SUPPORT_ANSWERED: words("The provider answered {label}."),
    Act.SUPPORT_CLOSED: words("{label} was closed."),
    Act.PACKAGE_REQUESTED: words("An audit package was asked for: {label}."),
    Act.MEMBER_INVITED: words("{label} was invited as {role}."),
    Act.INVITATION_ACCEPTED: words("{label} joined as {role}."),
    Act.MEMBER_ROLE_CHANGED: words("{label} is now {after}."),
    Act.MEMBER_REMOVED: words("{label} left the team."),
}
"""Acts that people of a business are told of besides what happens to registrations, with their sentences."""


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, as the timeline draws it."""

    at: dt.datetime
    actor_label: str
    text: str
    tone: str = "neutral"


class Told(Protocol):
    """What a sentence needs of a row of the trail."""

    act: str
    subject_label: str
    data: Any


def history_for(actor: Actor, application: Application | None = None) -> QuerySet[Any, Any]:
    """When and which: entries of timelines and acts of the trail, newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    entries = timeline_read_by(actor)
    events = trail_for(actor).filter(act__in=list(PLAIN))
    if application is not None:
        entries = entries.filter(application=application)
        events = events.filter(subject_id__in=_subjects(application))
    both = entries.order_by().annotate(of=Value("entry")).values_list("at", "id", "of")
    others = events.order_by().annotate(of=Value("event")).values_list("at", "id", "of")
    return both.union(others, all=True).order_by("-at", "-id")


def lines_of(actor: Actor, keys: Iterable[tuple[dt.datetime, uuid.UUID, str]], *, of_one: bool = False) -> list[Line]:
    """The lines behind keys that the actor may see, in their order.

    On the page of one registration (``of_one``) its reference is not said again in every line.
    """
    keys = list(keys)
    ids = [key[1] for key in keys]
    found: dict[uuid.UUID, Line] = {}
    for entry in timeline_read_by(actor).filter(id__in=ids).select_related("application"):
        told = _NUMBER.sub(_number, _CODE.sub(_code, entry.text))
        text = told if of_one else f"{entry.application.reference}: {told}"
        found[entry.id] = Line(entry.at, entry.actor_label, text, entry.tone)
    for event in trail_for(actor).filter(id__in=ids):
        found[event.id] = Line(event.at, event.actor_label, sentence(event))
    return [found[one] for one in ids if one in found]


def _number(found: re.Match[str]) -> str:
    return for_people(found[0])


def _code(found: re.Match[str]) -> str:
    return code_text(found[0])


def sentence(event: Told) -> str:
    """An act of the trail in plain words."""
    data = {name: _word(name, value) for name, value in event.data.items()}
    return _(PLAIN[event.act]).format(**{**data, "label": event.subject_label or _("it")})


def _word(name: str, value: object) -> str:
    text = str(value)
    if name == "number":
        return for_people(text)
    if name == "carrier":
        return CARRIERS.get(text, text)
    return _(text.replace("_", " ")) if name in ("state", "class", "result", "role", "after") else text


def _subjects(application: Application) -> list[uuid.UUID]:
    subjects = [application.id, application.subject_id]
    if application.kind == Kind.SMS_MMS:
        subjects += Campaign.objects.filter(id=application.subject_id).values_list("brand_id", flat=True)
    elif application.kind == Kind.TOLL_FREE:
        subjects += TollFreeNumber.objects.filter(verification=application.subject_id).values_list("id", flat=True)
    return subjects


@require_GET
def business_history(request: HttpRequest) -> HttpResponse:
    """What happened to the tenant's registrations, numbers, papers, requests for help and team."""
    actor = actor_of(request)
    page = Paginator(history_for(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "entries": lines_of(actor, page.object_list)}
    return render(request, "desk/customer/business_history.html", context)
