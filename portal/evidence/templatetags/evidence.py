"""Papers on the pages of other rooms."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.template.context import RequestContext

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.evidence.forms import UploadForm
from portal.evidence.kinds import DocumentKind
from portal.evidence.selectors import documents_for
from portal.notices.models import SupportKind

register = template.Library()


_FOR_HELP: Final = (DocumentKind.PROBLEM_PICTURE, DocumentKind.REJECTION_NOTICE, DocumentKind.OTHER)


@register.filter
def papers_for_help(kind: str) -> list[str]:
    """The papers of a request for help, the likeliest first: an exemption needs the business licence (source 002)."""
    first = [DocumentKind.BUSINESS_LICENCE] if kind == SupportKind.DNC_EXEMPTION else []
    return [*first, *_FOR_HELP]


@register.inclusion_tag("evidence/_uploads.html", takes_context=True)
def evidence_uploads(
    context: RequestContext,
    subject_kind: str,
    subject_id: uuid.UUID,
    field: str = "",
    kinds: Iterable[str] | str = (),
) -> dict[str, Any]:
    """The papers attached to a subject (and field) with the form for more.

    ``kinds`` are those that more may be of, the likeliest first; they may be separated by spaces.
    """
    wanted = kinds.split() if isinstance(kinds, str) else list(kinds)
    actor = actor_of(context["request"])
    documents = documents_for(actor, subjects=[(subject_kind, subject_id)], field=field)
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "actor": actor,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "field": field,
        "documents": documents,
        "kinds": wanted,
    }


@register.simple_tag(takes_context=True)
def upload_form(
    context: RequestContext, subject_kind: str, subject_id: uuid.UUID | str, field: str = "", kinds: Any = ()
) -> UploadForm | str:
    """An empty upload form for a place; an empty text for people who may not upload."""
    request = context["request"]
    if not actor_of(request).may(Permission.EVIDENCE_UPLOAD):
        return ""
    wanted = kinds.split() if isinstance(kinds, str) else [getattr(kind, "value", kind) for kind in kinds or ()]
    place = {"subject_kind": subject_kind, "subject_id": subject_id, "field": field, "next": request.get_full_path()}
    return UploadForm(initial=place, kinds=wanted, auto_id=f"id_upload_{field or subject_kind}_%s")
