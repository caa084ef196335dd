"""Pages of a toll-free brief's topics and numbers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from brands.drafting import Saved
from brands.pages import Room, TopicLint, TopicPage
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.errors import WrongInput
from portal.common.forms import asks
from portal.lifecycle.models import Application
from verification.forms import VERIFICATION_FORMS, TollFreeNumberForm
from verification.models import TollFreeVerification
from verification.numbering import number_add, number_remove
from verification.selectors import class_of, numbers_of, verification_application, verification_for, verification_lock
from verification.services import verification_findings, verification_update
from verification.topics import VERIFICATION_TOPICS
from verification.vocabulary import ClassOfService


def _update(*, draft_id: uuid.UUID, **rest: Any) -> Saved[TollFreeVerification]:
    return verification_update(verification_id=draft_id, **rest)


def _application(actor: Actor, brief: TollFreeVerification, reference: str) -> Application | None:
    return verification_application(brief)


VERIFICATION_ROOM = Room(
    part="verification",
    namespace="verification",
    topics=VERIFICATION_TOPICS,
    forms=VERIFICATION_FORMS,
    get=verification_for,
    update=_update,
    findings=verification_findings,
    lock=verification_lock,
    application=_application,
)


class BriefTopic(TopicPage):
    """One topic of a brief."""

    room = VERIFICATION_ROOM


class BriefLint(TopicLint):
    """Live findings about one topic of a brief."""

    room = VERIFICATION_ROOM


@asks(TollFreeNumberForm)
class Numbers(View):
    """The toll-free numbers of a brief: add and remove."""

    def get(self, request: HttpRequest, verification_id: uuid.UUID) -> HttpResponse:
        return _page(request, verification_for(actor_of(request), verification_id), TollFreeNumberForm())

    def post(self, request: HttpRequest, verification_id: uuid.UUID) -> HttpResponse:
        actor = actor_of(request)
        brief = verification_for(actor, verification_id)
        form = TollFreeNumberForm(request.POST)
        if form.is_valid():
            try:
                number_add(actor=actor, verification_id=brief.id, **form.cleaned_data)
            except WrongInput as refusal:
                form.add_error("number", refusal.message)
            else:
                messages.success(request, _("The number was added."))
                return redirect("verification:numbers", brief.id)
        return _page(request, brief, form, status=422)


class NumberRemove(View):
    """Takes a number off the brief."""

    def post(self, request: HttpRequest, verification_id: uuid.UUID, number_id: uuid.UUID) -> HttpResponse:
        actor = actor_of(request)
        brief = verification_for(actor, verification_id)
        number_remove(actor=actor, verification_id=brief.id, number_id=number_id)
        messages.success(request, _("The number was removed."))
        return redirect("verification:numbers", brief.id)


_TONES = {ClassOfService.VERIFIED: "good", ClassOfService.PENDING: "info", ClassOfService.RESTRICTED: "neutral"}


def _page(
    request: HttpRequest, brief: TollFreeVerification, form: TollFreeNumberForm, *, status: int = 200
) -> HttpResponse:
    rows = []
    for number in numbers_of(brief):
        held = ClassOfService(class_of(number))
        rows.append({"number": number, "class_text": held.label, "tone": _TONES[held]})
    context = {
        "brief": brief,
        "application": verification_application(brief),
        "rows": rows,
        "form": form,
        "open": verification_lock(brief) is None,
    }
    return render(request, "verification/numbers.html", context, status=status)
