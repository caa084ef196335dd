"""Reading generated wordings, and the answers they are made from."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from brands.services import brand_as_lint
from campaigns.models import Campaign
from portal.accounts.permissions import Permission
from portal.accounts.scoping import visible_to
from portal.common.actor import Actor
from portal.documents.models import GeneratedDocument
from portal.documents.wordings import WordingFacts


def generated_for(actor: Actor, *, subject: tuple[str, uuid.UUID]) -> QuerySet[GeneratedDocument]:
    """The kept versions of one subject, newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    rows = visible_to(actor, GeneratedDocument.objects.all())
    return rows.filter(subject_kind=subject[0], subject_id=subject[1])


def wording_facts(campaign: Campaign, *, count: int = 4) -> WordingFacts:
    """What a campaign and its brand answered so far."""
    brand = campaign.brand
    return WordingFacts(
        brand=brand.dba_name or brand.legal_name,
        privacy_url=campaign.privacy_policy_url,
        terms_url=campaign.terms_url,
        phone=campaign.support_phone or brand.support_phone,
        url=campaign.support_url or brand.website,
        use_case=campaign.use_case,
        vertical=brand.vertical,
        frequency=campaign.frequency,
        count=count,
        brand_data=brand_as_lint(brand),
    )
