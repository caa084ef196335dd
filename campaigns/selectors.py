"""What may be read of campaigns and their numbers."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet

from brands.selectors import EDITABLE
from campaigns.models import Campaign, CampaignNumber
from campaigns.vocabulary import NumberState
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import SYSTEM, Actor
from portal.common.clock import now
from portal.evidence.models import DocumentUse
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import latest_application_of

_WITH = ("business__parent", "brand")


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the actor's tenant, newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    return visible_to(actor, Campaign.objects.select_related(*_WITH))


def campaign_for(actor: Actor, campaign_id: uuid.UUID) -> Campaign:
    """One campaign of the actor's tenant. Raises NotFound, WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    return get_for(actor, Campaign.objects.select_related(*_WITH), id=campaign_id)


def campaign_application(campaign: Campaign) -> Application | None:
    """The newest application of the campaign."""
    return latest_application_of(SYSTEM, kind=Kind.SMS_MMS, subject_id=campaign.id)


def campaign_lock(campaign: Campaign) -> Application | None:
    """The application that keeps the campaign's answers as they are, or None when they may be changed."""
    application = campaign_application(campaign)
    return application if application and application.state not in EDITABLE else None


def papers_of(part: str, part_id: uuid.UUID) -> set[str]:
    """The fields under which papers are in use for a brand, campaign or verification."""
    uses = DocumentUse.objects.filter(subject_kind=part, subject_id=part_id, detached_at=None)
    return set(uses.values_list("field", flat=True))


def paper_kinds_of(part: str, part_id: uuid.UUID) -> list[str]:
    """The kinds of the papers in use, each once."""
    uses = DocumentUse.objects.filter(subject_kind=part, subject_id=part_id, detached_at=None)
    return sorted(set(uses.values_list("document__kind", flat=True)))


def numbers_of(campaign: Campaign) -> list[CampaignNumber]:
    """The campaign's numbers that are not removed, oldest first."""
    return list(campaign.numbers.exclude(state=NumberState.REMOVED).order_by("created_at"))


def standing_of(number: CampaignNumber, at: dt.datetime | None = None) -> str:
    """The state a number is in at an instant: it turns active by the clock, 15 to 30 minutes after association.

    A pure reading of ``active_from``; nothing has to run for it to become true (source 004, step 4.7).
    """
    waiting = number.state in (NumberState.ASSOCIATED, NumberState.PROPAGATING)
    if waiting and number.active_from:
        return NumberState.ACTIVE if (at or now()) >= number.active_from else NumberState.PROPAGATING
    return number.state
