"""What pages show of a registry's notices."""

from __future__ import annotations

from django import template

from portal.desk.review.reading import Review
from portal.evidence.citing import notice_uses
from portal.evidence.kinds import DocumentKind
from portal.evidence.models import DocumentUse

register = template.Library()


@register.simple_tag
def notices_of(review: Review) -> list[DocumentUse]:
    """The notices at the application; each knows the decision that rests on it (``cited_by``)."""
    if all(document.kind != DocumentKind.REJECTION_NOTICE for document in review.documents):
        return []  # most registrations: nothing to ask the database
    return list(notice_uses(review.application.id))
