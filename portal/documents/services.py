"""Taking over a generated wording: kept as a version, and put into the campaign's answer."""

from __future__ import annotations

import hashlib
import uuid

from django.db import transaction

from campaigns.selectors import campaign_for
from campaigns.services import campaign_update
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import WrongInput
from portal.documents.models import GeneratedDocument, WordingKind
from portal.documents.selectors import generated_for, wording_facts
from portal.documents.wordings import wordings_from
from portal.rules.rulebook import load


@transaction.atomic
def wording_take(
    *, actor: Actor, campaign_id: uuid.UUID, kind: str, template: str = "", count: int = 4
) -> GeneratedDocument:
    """Writes the wording from the campaign's answers, keeps it as a version and puts it into the campaign.

    The section for the privacy policy is only kept: it belongs on the website. A text equal to the newest version is
    not kept twice. Raises WrongInput (unknown kind, answers missing, the linter finds an error), WrongPerson, NotFound,
    WrongState (the campaign lies with the reseller).
    """
    campaign = campaign_for(actor, campaign_id)
    actor.require(Permission.REGISTRATION_EDIT)
    wanted = wordings_from(wording_facts(campaign, count=count), template)
    wording = next((one for one in wanted if one.kind == kind), None)
    if wording is None:
        raise WrongInput("There is no wording of that kind.", code="wording_unknown")
    if not wording.ready:
        reason = f"It needs {', '.join(wording.missing)}." if wording.missing else "The linter still finds an error."
        raise WrongInput(f"{wording.kind.label}: {reason}", code="wording_not_ready")
    if wording.kind is not WordingKind.POLICY_SECTION:
        # Locks the campaign, so that two people cannot make the same version.
        campaign_update(actor=actor, campaign_id=campaign.id, values={wording.kind.value: wording.text})
    return keep_version(actor, campaign.business_id, ("campaign", campaign.id), wording.kind, wording.text)


def keep_version(
    actor: Actor, business_id: uuid.UUID, subject: tuple[str, uuid.UUID], kind: WordingKind, text: str
) -> GeneratedDocument:
    """Keeps a text as the next version, or answers the newest if it says the same; lock its subject first."""
    digest = hashlib.sha256(text.encode()).digest()
    newest = generated_for(actor, subject=subject).filter(kind=kind).order_by("-version").first()
    if newest is not None and bytes(newest.sha256) == digest:
        return newest
    row = GeneratedDocument.objects.create(
        business_id=business_id,
        kind=kind,
        subject_kind=subject[0],
        subject_id=subject[1],
        version=newest.version + 1 if newest else 1,
        text=text,
        sha256=digest,
        rulebook=load().version,
        made_by=actor.label[:200],
    )
    record(
        Act.WORDING_GENERATED,
        actor=actor,
        subject=Subject(kind="generated_document", id=row.id, label=str(row)),
        organizations=[business_id],
        data={"kind": kind.value, "version": row.version, "sha256": digest.hex()},
    )
    return row
