"""What the decision page shows of notes."""

from __future__ import annotations

from django import forms, template

from portal.desk.canned_models import CannedNote, InternalNote
from portal.desk.canned_services import NOTED_VERBS, internal_notes_for, offered
from portal.desk.review_reading import Review

register = template.Library()


@register.simple_tag
def canned_notes(review: Review, form: forms.Form) -> list[CannedNote]:
    """The notes to insert into a decision's form, those for its codes first; none where no note goes."""
    verb = getattr(form, "verb", "")
    if verb not in NOTED_VERBS:
        return []
    chosen = [*(form.initial.get("codes") or []), *(str(form.initial.get("more_codes") or "").split(","))]
    if form.is_bound:
        chosen = [*form.data.getlist("codes"), *form.data.get("more_codes", "").split(",")]  # type: ignore[attr-defined]
    codes = [code.strip() for code in chosen if code.strip()] or [facts.key for facts in review.suggested_codes]
    return offered(review.actor, verb=verb, codes=codes)


@register.simple_tag
def internal_notes(review: Review) -> list[InternalNote]:
    """What reviewers told each other about the application, first to last."""
    return list(internal_notes_for(review.actor, review.application.reference))
