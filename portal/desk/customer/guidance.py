"""One page for each state of a registration: what happens now, what to do, and what not."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words
from django.views.decorators.http import require_GET

from brands.selectors import applications_of_part
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.desk.customer.guides import (
    ASK_TEMPORARY,
    BRAND_ALONE,
    GUIDES,
    IN_GRACE,
    SENT_NEXT,
    STOPPED_BY_BRAND,
    TOLL_FREE,
)
from portal.desk.customer.standing import numbers_by_application, standing_for
from portal.desk.numbers.helping import kind_for
from portal.desk.numbers.reading import NO_NUMBER
from portal.desk.numbers.rules import BRAND_STOPS, MAY_ASK
from portal.desk.numbers.sending import SendAnswer
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import application_for, live_temporary, parts_of
from portal.lifecycle.states import WAITS_FOR, State
from portal.lifecycle.turns import parts_to_send
from portal.notices.models import SupportKind

_NEXT: Final = {
    State.DRAFT: ("desk:registration", words("Go on with the answers")),
    State.CHANGES_REQUESTED: ("desk:registration", words("See what was asked for")),
    State.INFORMATION_REQUESTED: ("desk:registration", words("See what was asked for")),
    State.REJECTED: ("desk:rejection", words("See each reason and what to change")),
    State.INELIGIBLE: ("desk:apply_again", words("Start a new application")),
    State.WITHDRAWN: ("desk:apply_again", words("Start a new application")),
    State.RETIRED: ("desk:apply_again", words("Start a new application")),
    State.SUSPENDED: ("desk:registration_help", words("Ask your provider why")),
}
"""The page on which the next step of a state is taken; states not named here wait for others."""
_NUMBERS_WANTED: Final = {
    NO_NUMBER: words("Name the numbers that send"),
    "local-not-associated": words("Associate its numbers"),
    "local-failed": words("Associate its numbers again"),
}
"""What an approved campaign waits for, by the row of the table that says why it cannot send."""


_INSTEAD: Final[Mapping[str, Mapping[str, str]]] = {Kind.TOLL_FREE: TOLL_FREE, Kind.BRAND: BRAND_ALONE}
"""Kinds of which some sentences are said otherwise."""


def guide_of(application: Application, answer: SendAnswer | None) -> dict[str, Any]:
    """What happens now, what to do and what not, for the pages of a registration that show the answer beside it."""
    guide, rule = GUIDES[State(application.state)], answer.rule if answer else ""
    if application.state == State.APPROVED:
        guide = STOPPED_BY_BRAND.get(rule, guide)
    if application.state == State.REJECTED and _has_grace(application):
        guide = dataclasses.replace(guide, now=IN_GRACE)
    if _goes_next(application):
        guide = dataclasses.replace(guide, now=SENT_NEXT)
    instead = _INSTEAD.get(application.kind, {} if rule == MAY_ASK else {ASK_TEMPORARY: ""})
    do, avoid = ([_(told) for one in part if (told := instead.get(one, one))] for part in (guide.do, guide.avoid))
    return {"now": _(instead.get(guide.now, guide.now)), "do": do, "avoid": avoid}


def _has_grace(application: Application) -> bool:
    """Whether a temporary registration still runs, which a rejection ends after its days of grace."""
    temporary = live_temporary(application)
    return temporary is not None and temporary.issued_at is not None


def _goes_next(application: Application) -> bool:
    """Whether what the registry approved lets the next part go there, which lies with the provider until then."""
    parts = parts_to_send(parts_of(application)) if application.state == State.FORWARDED else []
    return any(part.part_kind in WAITS_FOR for part in parts)


_AMENDMENTS: Final = {
    "pending": words("Your provider reads it, then sends it to the registry. Everything stays as approved meanwhile."),
    "forwarded": words("The registry decides on it. Everything stays as approved meanwhile."),
    "approved": words("The registry agreed: the campaign is as changed."),
    "rejected": words("It was refused; everything stays as approved. You can hand in another change."),
}


def amendment_of(application: Application) -> dict[str, Any] | None:
    """The newest change after approval, with where it stands; None where none was handed in."""
    amendment = application.amendments.filter(state__in=_AMENDMENTS).order_by("-opened_at").first()
    return {"made": amendment, "told": _(_AMENDMENTS[amendment.state])} if amendment else None


def next_step(actor: Actor, application: Application, answer: SendAnswer | None) -> dict[str, str] | None:
    """The page on which a registration goes on, as a button; None where others are awaited or this person may not.

    Without an answer it is a brand alone, which goes on with its campaign.
    """
    rule = answer.rule if answer else ""
    if rule in _NUMBERS_WANTED and actor.may(Permission.REGISTRATION_EDIT):
        return {"url": reverse("campaigns:numbers", args=[application.subject_id]), "label": _(_NUMBERS_WANTED[rule])}
    if answer is None and application.state == State.APPROVED:
        return _its_campaign(application) if actor.may(Permission.REGISTRATION_EDIT) else None
    found = _NEXT.get(State(application.state))
    if application.state == State.APPROVED and rule in BRAND_STOPS:
        found = _NEXT[State.SUSPENDED]
    if found is None or getattr(application, "superseded_by", None) or not actor.may(Permission.REGISTRATION_SUBMIT):
        return None
    name, label = found
    return {"url": reverse(name, args=[application.reference]), "label": _(label)}


def _its_campaign(application: Application) -> dict[str, str] | None:
    """Where the first campaign of an approved brand is registered; None once there is one."""
    started = applications_of_part("brand", application.subject_id).filter(kind=Kind.SMS_MMS).exists()
    return None if started else {"url": campaign_start(), "label": _("Register its campaign")}


def campaign_start() -> str:
    """Where the registration of a campaign is started."""
    return f"{reverse('desk:start')}?kind={Kind.SMS_MMS}"


@require_GET
def what_now(request: HttpRequest, reference: str) -> HttpResponse:
    """What happens now, what to do and what not, with the kinds of help that can be asked for from here."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    first, answer = kind_for(application), standing_for(application)
    kinds = sorted(SupportKind.choices, key=lambda choice: choice[0] != first)
    context = {
        "application": application,
        **guide_of(application, answer),
        "next_step": next_step(actor, application, answer),
        "answer": answer,
        "numbers": numbers_by_application([application]).get(application.id, [])[:20],
        "budget": attempt_budget(application),
        "kinds": kinds,
    }
    return render(request, "desk/customer/what_now.html", context)
