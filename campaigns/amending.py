"""Changes to an approved campaign (source 004, step 6.5): asked for here, decided by lifecycle, taken over here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from brands.drafting import read_answer
from campaigns.completeness import CAMPAIGN_CLEANERS
from campaigns.models import Campaign
from campaigns.selectors import campaign_application, campaign_for
from campaigns.services import check_saved_campaign, push_terms
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import SYSTEM, Actor
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle.models import Amendment, Kind
from portal.lifecycle.services import amendment_advance, amendment_applied, amendment_open
from portal.rules.questions import answer_name

AMENDED_FIELDS: Final = ("sample_messages", "opt_in_url", "opt_in_wording", "privacy_policy_url", "terms_url")
"""What may change on an approved campaign; another use case or kind of message is a new campaign."""


@transaction.atomic
def amendment_request(
    *, actor: Actor, campaign_id: uuid.UUID, values: Mapping[str, Any], reason: str = ""
) -> Amendment:
    """Hands in changes to an approved campaign; its answers stay as approved until the registry agrees.

    Raises WrongState (not approved, or a change is on its way), WrongPerson, NotFound, WrongInput (unusable, or nothing
    changed).
    """
    campaign = campaign_for(actor, campaign_id)
    actor.require(Permission.REGISTRATION_EDIT)
    application = campaign_application(campaign)
    if application is None:
        raise WrongState(_("This campaign has no registration."), state="draft", possible=[])
    faults: dict[str, list[str]] = {}
    changes = []
    for name in AMENDED_FIELDS:
        before = getattr(campaign, name)
        after, sentences = read_answer(campaign, name, values.get(name, before), CAMPAIGN_CLEANERS)
        if sentences or (name == "sample_messages" and not 2 <= len(after) <= 5):
            faults[name] = sentences or ["Give two to five sample messages."]
        elif after != before:
            changes.append({"field": name, "label": answer_name(name), "before": before, "after": after})
    if faults:
        raise WrongInput(_("Some answers cannot be used."), fields=faults)
    amendment = amendment_open(application_id=application.id, actor=actor, changes=changes, reason=reason)
    return amendment_advance(amendment_id=amendment.id, actor=actor, verb="submit")


def amendments_take_over() -> int:
    """Writes approved changes into their campaigns, each once; answers how many. The beat calls it."""
    waiting = Amendment.objects.filter(state="approved", applied_at=None, application__kind=Kind.SMS_MMS)
    ids = list(waiting.values_list("id", flat=True)[:200])
    return sum(_take_over(amendment_id) for amendment_id in ids)


@transaction.atomic
def _take_over(amendment_id: uuid.UUID) -> bool:
    amendment = Amendment.objects.select_for_update(of=("self",)).select_related("application").get(id=amendment_id)
    if amendment.applied_at is not None:
        return False
    campaign = Campaign.objects.select_for_update(of=("self",)).get(id=amendment.application.subject_id)
    changed = {row["field"]: row["after"] for row in amendment.changes if row["field"] in AMENDED_FIELDS}
    for name, value in changed.items():
        setattr(campaign, name, value)
    campaign.version += 1
    campaign.updated_at, campaign.updated_by = now(), amendment.opened_by
    campaign.save()
    amendment_applied(amendment_id=amendment.id)
    record(
        Act.CAMPAIGN_EDITED,
        actor=SYSTEM,
        subject=Subject("campaign", campaign.id, campaign.reference),
        organizations=[campaign.business_id, campaign.business.parent_id],
        data={"fields": sorted(changed)},
    )
    push_terms(SYSTEM, amendment.application)
    check_saved_campaign(SYSTEM, campaign)
    return True
