"""Pages of a campaign's topics and numbers."""

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
from campaigns.amending import AMENDED_FIELDS, amendment_request
from campaigns.forms import CAMPAIGN_FORMS, AmendmentForm, NumberForm
from campaigns.models import Campaign
from campaigns.numbering import CARRIERS, number_add, number_associate, number_record_test, number_remove
from campaigns.selectors import campaign_application, campaign_for, campaign_lock, numbers_of, standing_of
from campaigns.services import campaign_findings, campaign_update
from campaigns.topics import CAMPAIGN_TOPICS
from campaigns.vocabulary import CarrierResult, NumberState
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.errors import Refusal, WrongInput
from portal.common.forms import asks
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import amendment_on_its_way
from portal.lifecycle.states import State


def _update(*, draft_id: uuid.UUID, **rest: Any) -> Saved[Campaign]:
    return campaign_update(campaign_id=draft_id, **rest)


def _application(actor: Actor, campaign: Campaign, reference: str) -> Application | None:
    return campaign_application(campaign)


CAMPAIGN_ROOM = Room(
    part="campaign",
    namespace="campaigns",
    topics=CAMPAIGN_TOPICS,
    forms=CAMPAIGN_FORMS,
    get=campaign_for,
    update=_update,
    findings=campaign_findings,
    lock=campaign_lock,
    application=_application,
)


class CampaignTopic(TopicPage):
    """One topic of a campaign."""

    room = CAMPAIGN_ROOM


class CampaignLint(TopicLint):
    """Live findings about one topic of a campaign."""

    room = CAMPAIGN_ROOM


@asks(NumberForm)
class Numbers(View):
    """The numbers of a campaign: add, associate, test, remove."""

    def get(self, request: HttpRequest, campaign_id: uuid.UUID) -> HttpResponse:
        campaign = campaign_for(actor_of(request), campaign_id)
        return _numbers_page(request, campaign, NumberForm())

    def post(self, request: HttpRequest, campaign_id: uuid.UUID) -> HttpResponse:
        actor = actor_of(request)
        campaign = campaign_for(actor, campaign_id)
        form = NumberForm(request.POST)
        if form.is_valid():
            try:
                number_add(actor=actor, campaign_id=campaign.id, number=form.cleaned_data["number"])
            except WrongInput as refusal:
                form.add_error("number", refusal.message)
            else:
                messages.success(request, _("The number was added."))
                return redirect("campaigns:numbers", campaign.id)
        return _numbers_page(request, campaign, form, status=422)


class NumberAct(View):
    """One act on one number: associate, remove, or write what a test message showed."""

    def post(self, request: HttpRequest, campaign_id: uuid.UUID, number_id: uuid.UUID) -> HttpResponse:
        actor = actor_of(request)
        campaign = campaign_for(actor, campaign_id)
        act = request.POST.get("act", "")
        try:
            told = _("Saved.")
            if act == "associate":
                number_associate(actor=actor, number_id=number_id)
                told = _("Carriers are being told of the number. Come back in half an hour and test it.")
            elif act == "remove":
                number_remove(actor=actor, number_id=number_id)
                told = _("The number was taken off this campaign.")
            else:
                results = {name: request.POST[name] for name in CARRIERS if name in request.POST}
                number_record_test(actor=actor, number_id=number_id, results=results)
        except Refusal as refusal:
            if refusal.code in ("wrong_state", "wrong_input"):
                messages.error(request, refusal.message)
                return redirect("campaigns:numbers", campaign.id)
            raise
        messages.success(request, told)
        return redirect("campaigns:numbers", campaign.id)


@asks(AmendmentForm)
class Amend(View):
    """Asks for changes to an approved campaign; it stays as approved until the registry agrees."""

    def get(self, request: HttpRequest, campaign_id: uuid.UUID) -> HttpResponse:
        actor = actor_of(request)
        campaign = campaign_for(actor, campaign_id)
        actor.require(Permission.REGISTRATION_EDIT)
        application = campaign_application(campaign)
        if application and amendment_on_its_way(application):
            messages.info(request, _("A change is on its way already; below is where it stands."))
            return redirect("desk:registration", application.reference)
        initial: dict[str, Any] = {name: getattr(campaign, name) for name in AMENDED_FIELDS}
        initial |= {f"sample_messages_{place}": words for place, words in enumerate(campaign.sample_messages)}
        return _amend_page(request, campaign, AmendmentForm(initial=initial))

    def post(self, request: HttpRequest, campaign_id: uuid.UUID) -> HttpResponse:
        actor = actor_of(request)
        campaign = campaign_for(actor, campaign_id)
        form = AmendmentForm(request.POST)
        form.is_valid()
        values = form.answers(AMENDED_FIELDS)
        reason = form.cleaned_data.get("reason", "")
        try:
            amendment = amendment_request(actor=actor, campaign_id=campaign.id, values=values, reason=reason)
        except WrongInput as refusal:
            form.tell(refusal.fields or {"reason": [refusal.message]})
            return _amend_page(request, campaign, form, status=422)
        messages.success(request, _("The change was handed in. The campaign stays approved meanwhile."))
        return redirect("desk:registration", amendment.application.reference)


def _amend_page(request: HttpRequest, campaign: Campaign, form: AmendmentForm, *, status: int = 200) -> HttpResponse:
    context = {"campaign": campaign, "application": campaign_application(campaign), "form": form}
    return render(request, "campaigns/amend.html", context, status=status)


def _numbers_page(request: HttpRequest, campaign: Campaign, form: NumberForm, *, status: int = 200) -> HttpResponse:
    application = campaign_application(campaign)
    rows = [
        {
            "number": number,
            "standing": standing_of(number),
            "standing_text": NumberState(standing_of(number)).label,
            "tests": [
                {"name": name, "label": label, "result": getattr(number, f"result_{name}")}
                for name, label in CARRIERS.items()
            ],
        }
        for number in numbers_of(campaign)
    ]
    context = {
        "campaign": campaign,
        "application": application,
        "approved": bool(application and application.state == State.APPROVED),
        "rows": rows,
        "form": form,
        "results": CarrierResult.choices,
    }
    return render(request, "campaigns/numbers.html", context, status=status)
