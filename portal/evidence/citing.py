"""Which notices of a registry a rejection rests on. Until one does, a notice is the reviewers' alone.

The notices of a submission lie at ``notice-<its number>`` of the application. A recorded rejection of that submission
rests on those that lay there when it was recorded. Decisions live above this room and are named as text, as subjects
are.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from portal.accounts.models import OrganizationKind
from portal.common.actor import Actor
from portal.evidence.kinds import OF_DECISIONS
from portal.evidence.models import Document, DocumentUse


def notice_uses(application_id: uuid.UUID) -> QuerySet[DocumentUse]:
    """Where notices lie at an application, each with ``cited_by``: the first decision that rests on it, or None."""
    uses = DocumentUse.objects.filter(
        subject_kind="application", subject_id=application_id, field__startswith=OF_DECISIONS, detached_at=None
    )
    first = _rejections().order_by("number").values("id")[:1]
    return uses.annotate(cited_by=Subquery(first)).select_related("document")


def is_cited(uses: QuerySet[DocumentUse]) -> bool:
    """Whether a rejection rests on a notice at one of these places; no rejection is recorded meanwhile.

    The row of the application stays locked until the end of the transaction, as whoever records a rejection locks it.
    """
    notices = uses.filter(field__startswith=OF_DECISIONS)
    places = list(notices.filter(subject_kind="application").values_list("subject_id", flat=True))
    rows: QuerySet[Any] = apps.get_model("lifecycle.Application")._default_manager.order_by("pk")
    list(rows.select_for_update().filter(pk__in=places).values_list("pk", flat=True))
    return notices.filter(Exists(_rejections())).exists()


def open_to(actor: Actor, documents: QuerySet[Document]) -> QuerySet[Document]:
    """These papers and pictures of papers without the notices that are still the reviewers' alone."""
    if actor.organization_kind == OrganizationKind.RESELLER:
        return documents
    return documents.exclude(_withheld())


def is_withheld(document: Document) -> bool:
    """Whether an original is a notice that no rejection rests on, and nothing else."""
    return Document.objects.filter(_withheld(), id=document.id).exists()


def _withheld() -> Q:
    original = Coalesce(OuterRef("derived_from"), OuterRef("pk"))
    uses = DocumentUse.objects.filter(document=original)
    told = uses.filter(~Q(field__startswith=OF_DECISIONS) | Exists(_rejections()))
    return Q(Exists(uses)) & ~Q(Exists(told))


def _rejections() -> QuerySet[Any]:
    """The rejections that rest on a use of a paper, which is the outer row."""
    decisions: QuerySet[Any] = apps.get_model("lifecycle.Decision")._default_manager.all()
    place = Concat(Value(OF_DECISIONS), Cast("submission__number", CharField()))
    resting = Q(application=OuterRef("subject_id"), place=OuterRef("field"), at__gte=OuterRef("attached_at"))
    resting &= Q(at__lte=Coalesce(OuterRef("detached_at"), F("at")))
    found: QuerySet[Any] = decisions.annotate(place=place).filter(resting, verb="record_rejection")
    return found
