"""What the decision page shows of notes."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms, template

from portal.common.actor import Actor
from portal.desk.models import CannedNote, InternalNote
from portal.desk.review.canned.services import NOTED_VERBS, internal_notes_for, offered
from portal.desk.review.reading import Review
from portal.lifecycle.codes import CodeFacts

register = template.Library()


@register.simple_tag
def canned_notes(actor: Actor, form: forms.Form, suggested: Iterable[CodeFacts]) -> list[CannedNote]:
    """The notes to insert into a decision's form, those for its codes first; none where no note goes.

    Codes that are ``suggested`` count until others are chosen.
    """
    verb = getattr(form, "verb", "")
    if verb not in NOTED_VERBS:
        return []
    chosen = [*(form.initial.get("codes") or []), *(str(form.initial.get("more_codes") or "").split(","))]
    if form.is_bound:
        chosen = [*form.data.getlist("codes"), *form.data.get("more_codes", "").split(",")]  # type: ignore[attr-defined]
    codes = [code.strip() for code in chosen if code.strip()] or [facts.key for facts in suggested]
    return offered(actor, verb=verb, codes=codes)


@register.simple_tag
def internal_notes(review: Review) -> list[InternalNote]:
    """What reviewers told each other about the application, first to last."""
    return list(internal_notes_for(review.actor, review.application))
