"""What may be read of campaigns and their numbers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from brands.selectors import EDITABLE
from campaigns.models import Campaign, CampaignNumber
from campaigns.vocabulary import NumberState
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import SYSTEM, Actor
from portal.common.clock import now
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import latest_application_of, own_registrations
from portal.lifecycle.states import FINAL, State

_WITH = ("business__parent", "brand")


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the actor's tenant, newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    return visible_to(actor, Campaign.objects.select_related(*_WITH))


def campaign_for(actor: Actor, campaign_id: uuid.UUID) -> Campaign:
    """One campaign of the actor's tenant. Raises NotFound, WrongPerson."""
    return get_for(actor, Campaign.objects.select_related(*_WITH), right=Permission.REGISTRATION_VIEW, id=campaign_id)


def campaign_application(campaign: Campaign) -> Application | None:
    """The newest application of the campaign."""
    return latest_application_of(SYSTEM, kind=Kind.SMS_MMS, subject_id=campaign.id)


def campaign_lock(campaign: Campaign) -> Application | None:
    """The application that keeps the campaign's answers as they are, or None when they may be changed."""
    application = campaign_application(campaign)
    return application if application and application.state not in EDITABLE else None


def live_siblings(campaign: Campaign) -> list[dict[str, str]]:
    """The brand's other campaigns that are handed in or approved, for the question of duplicates (code 2001)."""
    handed_in = Application.objects.filter(kind=Kind.SMS_MMS, organization_id=campaign.business_id)
    handed_in = handed_in.exclude(state__in=[*FINAL, State.DRAFT]).exclude(subject_id=campaign.id)
    rows = Campaign.objects.filter(brand_id=campaign.brand_id, id__in=handed_in.values("subject_id"))
    return [{"use_case": row.use_case, "description": row.description} for row in rows]


def stopped_by_brand(campaigns: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Those of the campaigns whose brand carries none now, each with how its brand stands: suspended or retired."""
    brands = own_registrations().filter(organization_id=OuterRef("business_id"), subject_id=OuterRef("brand_id"))
    rows = Campaign.objects.filter(id__in=list(campaigns)).annotate(stands=Subquery(brands.values("state")[:1]))
    return dict(rows.filter(stands__in=[State.SUSPENDED, State.RETIRED]).values_list("id", "stands"))


def numbers_of(campaign: Campaign) -> list[CampaignNumber]:
    """The campaign's numbers that are not removed, oldest first."""
    return list(campaign.numbers.exclude(state=NumberState.REMOVED).order_by("created_at"))


def in_use_unapproved(numbers: QuerySet[CampaignNumber]) -> QuerySet[CampaignNumber]:
    """Those of the numbers that are associated while their campaign is not approved (source 004, step 6.6)."""
    approved = Application.objects.filter(kind=Kind.SMS_MMS, subject_id=OuterRef("campaign_id"), state=State.APPROVED)
    waiting = [NumberState.REQUESTED, NumberState.REMOVED]
    return numbers.exclude(state__in=waiting).filter(~Exists(approved))


def standing_of(number: CampaignNumber, at: dt.datetime | None = None) -> str:
    """The state a number is in at an instant: it turns active by the clock, 15 to 30 minutes after association.

    A pure reading of ``active_from``; nothing has to run for it to become true (source 004, step 4.7).
    """
    waiting = number.state in (NumberState.ASSOCIATED, NumberState.PROPAGATING)
    if waiting and number.active_from:
        return NumberState.ACTIVE if (at or now()) >= number.active_from else NumberState.PROPAGATING
    return number.state
