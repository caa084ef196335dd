"""What may be read of brands."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from brands.models import Brand
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.evidence.models import DocumentUse
from portal.lifecycle.models import Application, RegistryRecord
from portal.lifecycle.selectors import approved_part
from portal.lifecycle.states import FINAL, State

EDITABLE = frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.INFORMATION_REQUESTED, State.REJECTED})
"""States of an application in which the answers under it may be changed."""

_ASKED_FOR = EDITABLE - {State.DRAFT}


def brands_for(actor: Actor) -> QuerySet[Brand]:
    """The brands of the actor's tenant, newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    return visible_to(actor, Brand.objects.select_related("business__parent"))


def brand_for(actor: Actor, brand_id: uuid.UUID) -> Brand:
    """One brand of the actor's tenant. Raises NotFound, WrongPerson."""
    rows = Brand.objects.select_related("business__parent")
    return get_for(actor, rows, right=Permission.REGISTRATION_VIEW, id=brand_id)


def applications_of_part(kind: str, part_id: uuid.UUID) -> QuerySet[Application]:
    """The applications in which a brand, campaign or number is a part, newest first, final ones left out."""
    parts = RegistryRecord.objects.filter(part_kind=kind, part_id=part_id)
    return Application.objects.filter(id__in=parts.values("application")).exclude(state__in=FINAL).order_by("-id")


def brand_lock(brand: Brand) -> Application | None:
    """The application that keeps the brand's answers as they are, or None when they may be changed.

    A correction that was asked for wins over an application that waits; without one, any application that lies with
    the reseller or the registry, or is approved, keeps the answers it was submitted with.
    """
    return keeping_answers(applications_of_part("brand", brand.id).select_related("reseller"))


def keeping_answers(applications: Iterable[Application]) -> Application | None:
    """Which of a brand's open applications keeps its answers as they are (see ``brand_lock``)."""
    applications = list(applications)
    if any(application.state in _ASKED_FOR for application in applications):
        return None
    return next((application for application in applications if application.state not in EDITABLE), None)


def brand_is_approved(brand: Brand) -> bool:
    """Whether the registry knows the brand: then later campaigns use it again (source 004, section 3)."""
    return bool(approved_brand_id(brand))


def approved_brand_id(brand: Brand) -> str:
    """The brand's id at the registry, empty while it has none; it travels with every resubmission (step 3.5)."""
    records = RegistryRecord.objects.filter(part_kind="brand", part_id=brand.id).exclude(external_id="")
    return records.order_by("-answered_at").values_list("external_id", flat=True).first() or ""


def approved_in(brand: Brand) -> Application | None:
    """The registration under which the registry knows the brand now; None where it is in none that still stands."""
    part = approved_part(part_kind="brand", part_id=brand.id)
    return part.application if part and not part.application.is_final else None


def papers_of(part: str, part_id: uuid.UUID) -> set[str]:
    """The fields under which papers are in use for a brand, campaign or verification."""
    uses = DocumentUse.objects.filter(subject_kind=part, subject_id=part_id, detached_at=None)
    return set(uses.values_list("field", flat=True))


def paper_kinds_of(part: str, part_id: uuid.UUID) -> list[str]:
    """The kinds of the papers in use, each once."""
    uses = DocumentUse.objects.filter(subject_kind=part, subject_id=part_id, detached_at=None)
    return sorted(set(uses.values_list("document__kind", flat=True)))
