"""What may be read of papers and captures."""

from __future__ import annotations

import operator
import uuid
from collections.abc import Iterable
from functools import reduce

from django.db.models import Prefetch, Q, QuerySet

from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.evidence import storage
from portal.evidence.citing import open_to
from portal.evidence.models import Capture, Document, DocumentUse


def documents_for(
    actor: Actor,
    *,
    subjects: Iterable[tuple[str, uuid.UUID]] | None = None,
    kinds: Iterable[str] | None = None,
    field: str = "",
) -> QuerySet[Document]:
    """Originals of the actor's tenant, newest first: all of them, or those in use for one of the subjects (and a field
    of it), of given kinds. A notice that no rejection rests on is the reviewers' alone.

    Raises WrongPerson without the right to view registrations.
    """
    actor.require(Permission.REGISTRATION_VIEW)
    rows = visible_to(actor, open_to(actor, Document.objects.filter(derived_from=None)))
    if subjects is not None:
        alike = (Q(subject_kind=kind, subject_id=subject_id) for kind, subject_id in subjects)
        uses = DocumentUse.objects.filter(reduce(operator.or_, alike, Q(pk__in=[])), detached_at=None)
        if field:
            uses = uses.filter(field=field)
        rows = rows.filter(id__in=uses.values("document"))
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    renditions = Document.objects.order_by("page")
    return rows.prefetch_related(Prefetch("renditions", queryset=renditions)).select_related("business")


def document_for(actor: Actor, document_id: uuid.UUID) -> Document:
    """One original or shown picture of the actor's tenant. Raises NotFound, or WrongPerson.

    To the business a notice that no rejection rests on is not there.
    """
    rows = open_to(actor, Document.objects.select_related("derived_from", "business"))
    return get_for(actor, rows, right=Permission.REGISTRATION_VIEW, id=document_id)


def document_bytes(document: Document) -> bytes:
    """The stored bytes, hash compared. Raises ``storage.BytesAltered``."""
    return storage.get(document.sha256)


def capture_bytes(capture: Capture | str) -> bytes:
    """The bytes of a capture, given itself or its SHA-256. Raises ``storage.BytesAltered``."""
    return storage.get(capture if isinstance(capture, str) else capture.sha256)
