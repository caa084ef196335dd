"""The verbs on a campaign's numbers: asked for early, associated after approval, active once carriers know."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from campaigns.models import Campaign, CampaignNumber, CarrierTest
from campaigns.selectors import campaign_application, numbers_of, standing_of
from campaigns.vocabulary import CarrierResult, MajorCarrier, NumberState
from consent.services.programs import program_numbers_set
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import day_in, now
from portal.common.errors import WrongInput, WrongState
from portal.common.phone import is_toll_free, to_e164
from portal.lifecycle.states import State
from portal.rules.advice.tables import span

CARRIERS: Final = {carrier.value: str(carrier.label) for carrier in MajorCarrier}
"""The three on which a test message is sent (step 4.7)."""


@transaction.atomic
def number_add(*, actor: Actor, campaign_id: uuid.UUID, number: str) -> CampaignNumber:
    """Asks for a number on the campaign; it can be associated once the campaign is approved.

    Adding numbers needs no review (source 004, step 6.5). Raises WrongPerson, NotFound, WrongInput.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    campaign = get_for(actor, Campaign.objects.select_for_update(of=("self",)), id=campaign_id)
    e164 = to_e164(number, field="number")
    if is_toll_free(e164) or not e164.startswith("+1"):
        sentence = gettext("Enter a ten-digit local number. Toll-free numbers are verified on their own.")
        raise WrongInput(sentence, code="not_local", fields={"number": [sentence]})
    if campaign_number_is_taken(e164):
        raise _taken()
    try:
        with transaction.atomic():
            row = CampaignNumber.objects.create(campaign=campaign, business=campaign.business, number=e164)
    except IntegrityError as error:
        raise _taken() from error
    _record(Act.CAMPAIGN_NUMBER_ADDED, actor, campaign, data={"number": e164})
    _tell_program(actor, campaign)
    return row


@transaction.atomic
def number_associate(*, actor: Actor, number_id: uuid.UUID) -> CampaignNumber:
    """Puts the number on its campaign: carriers are told, and it turns active half an hour later.

    Its business does, or the provider's reviewer. Raises WrongState until the campaign is approved (source 004, step
    4.7), WrongPerson, NotFound.
    """
    row = _lock(actor, number_id, reviewer_too=True)
    application = campaign_application(row.campaign)
    state = application.state if application else "draft"
    if state != State.APPROVED:
        raise WrongState(
            gettext("The campaign is not approved yet. Numbers can be associated once it is."), state=state, possible=[]
        )
    if row.state not in (NumberState.REQUESTED, NumberState.FAILED):
        raise WrongState(gettext("This number is associated already."), state=row.state, possible=["test", "remove"])
    row.state, row.associated_at, row.failure = NumberState.PROPAGATING, now(), ""
    _, most = span("add_numbers")  # minutes until carriers know it; it counts as active after the longer time
    row.active_from = row.associated_at + dt.timedelta(minutes=most)
    return _save(actor, row)


@transaction.atomic
def number_record_test(
    *,
    actor: Actor,
    number_id: uuid.UUID,
    results: dict[str, str],
    sent_on: dt.date | None = None,
    note: str = "",
) -> CampaignNumber:
    """Writes what a test message showed on each carrier (`t_mobile`, `att`, `verizon`), each as a record of its own.

    ``sent_on`` is the day of the message in the reseller's zone; without it only results that are new are recorded, as
    of today. Its business writes them, or the reviewer. Raises WrongState before carriers know the number, WrongInput
    for an unknown carrier or result, or a day that is yet to come or before the association.
    """
    row = _lock(actor, number_id, reviewer_too=True)
    if standing_of(row) != NumberState.ACTIVE:
        raise WrongState(gettext("Test a number once it is active."), state=row.state, possible=[])
    day = _day_of_test(row, sent_on)
    for carrier, result in results.items():
        if carrier not in CARRIERS or result not in CarrierResult.values:
            raise WrongInput(
                gettext("Choose a carrier and whether the message arrived."), fields={carrier: [gettext("Choose one.")]}
            )
        if result and (sent_on or result != getattr(row, f"result_{carrier}")):
            _keep_test(actor, row, carrier, result, day, note)
        setattr(row, f"result_{carrier}", result)
    row.state, row.tested_at = NumberState.ACTIVE, now()
    return _save(actor, row)


@transaction.atomic
def number_record_failure(*, actor: Actor, number_id: uuid.UUID, reason: str) -> CampaignNumber:
    """Writes that carriers did not take the number over; it can be associated again.

    Raises WrongState for a number that is not associated, WrongInput without a reason, WrongPerson, NotFound.
    """
    row = _lock(actor, number_id, reviewer_too=True)
    if standing_of(row) not in (NumberState.PROPAGATING, NumberState.ACTIVE):
        raise WrongState(gettext("Only an associated number can fail."), state=row.state, possible=["associate"])
    if not reason.strip():
        sentence = gettext("Say what was seen: which carrier, and the message or code.")
        raise WrongInput(sentence, code="reason_missing", fields={"reason": [sentence]})
    row.state, row.failure = NumberState.FAILED, reason.strip()[:500]
    return _save(actor, row)


@transaction.atomic
def number_remove(*, actor: Actor, number_id: uuid.UUID) -> CampaignNumber:
    """Takes the number off the campaign; it may then go to another. Raises WrongPerson, NotFound, WrongState."""
    row = _lock(actor, number_id)
    if row.state == NumberState.REMOVED:
        raise WrongState(gettext("This number was removed already."), state=row.state, possible=[])
    row.state, row.removed_at = NumberState.REMOVED, now()
    saved = _save(actor, row)
    _tell_program(actor, row.campaign)
    return saved


def _tell_program(actor: Actor, campaign: Campaign) -> None:
    numbers = [number.number for number in numbers_of(campaign)]
    program_numbers_set(actor=actor, business=campaign.business, key=("campaign", campaign.id), numbers=numbers)


def campaign_number_is_taken(e164: str) -> bool:
    """Whether the number is on a campaign of anybody in this deployment. Tells nothing about whose it is."""
    return CampaignNumber.objects.filter(number=e164).exclude(state=NumberState.REMOVED).exists()


def _taken() -> WrongInput:
    sentence = gettext(
        "This number is on a campaign already; a number is on one campaign at a time. Remove it there first."
    )
    return WrongInput(sentence, code="number_taken", fields={"number": [sentence]})


def _day_of_test(row: CampaignNumber, sent_on: dt.date | None) -> dt.date:
    zone = row.campaign.business.reseller.time_zone
    today = day_in(zone)
    if sent_on is None:
        return today
    since = day_in(zone, row.associated_at) if row.associated_at else today
    if not since <= sent_on <= today:
        sentence = gettext("Enter the day of the test message: not before the association, not after today.")
        raise WrongInput(sentence, code="test_day", fields={"sent_on": [sentence]})
    return sent_on


def _keep_test(actor: Actor, row: CampaignNumber, carrier: str, result: str, day: dt.date, note: str) -> None:
    CarrierTest.objects.create(
        number=row,
        carrier=carrier,
        result=result,
        sent_on=day,
        note=note.strip()[:500],
        by_id=actor.id,
        by_label=actor.label[:200],
    )
    data = {"number": row.number, "carrier": carrier, "result": result, "sent_on": day.isoformat()}
    _record(Act.CAMPAIGN_NUMBER_TESTED, actor, row.campaign, data=data)


def _lock(actor: Actor, number_id: uuid.UUID, *, reviewer_too: bool = False) -> CampaignNumber:
    if not (reviewer_too and actor.may(Permission.APPLICATION_REVIEW)):
        actor.require(Permission.REGISTRATION_EDIT)
    rows = CampaignNumber.objects.select_for_update(of=("self",)).select_related("campaign__business__parent")
    return get_for(actor, rows, id=number_id)


def _save(actor: Actor, row: CampaignNumber) -> CampaignNumber:
    row.save()
    data = {"number": row.number, "state": str(row.state)}
    _record(Act.CAMPAIGN_NUMBER_CHANGED, actor, row.campaign, data=data)
    return row


def _record(act: Act, actor: Actor, campaign: Campaign, *, data: dict[str, str]) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("campaign", campaign.id, campaign.reference),
        organizations=[campaign.business_id, campaign.business.parent_id],
        data=data,
    )
