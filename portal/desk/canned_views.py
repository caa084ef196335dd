"""Pages of canned notes, and the verb that writes an internal note."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.scoping import actor_of
from portal.common.errors import NotFound, WrongInput
from portal.desk.canned_forms import CannedForm, InternalNoteForm
from portal.desk.canned_services import (
    canned_for,
    canned_one,
    canned_remove,
    canned_save,
    canned_start,
    filled,
    internal_note_add,
)
from portal.desk.review_reading import Review

PER_PAGE = 50
AnyForm = TypeVar("AnyForm", bound=forms.Form)


@require_GET
def canned_list(request: HttpRequest) -> HttpResponse:
    """The reseller's notes, by title."""
    page = Paginator(canned_for(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/review/canned.html", {"page_obj": page})


@require_http_methods(["GET", "POST"])
def canned_edit(request: HttpRequest, note_id: uuid.UUID | None = None) -> HttpResponse:
    """A new note, or one to change."""
    actor = actor_of(request)
    note = canned_one(actor, note_id) if note_id else None
    canned_for(actor)
    initial = (
        {"title": note.title, "text": note.text, "codes": ", ".join(note.codes), "verbs": note.verbs} if note else {}
    )
    form = CannedForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            canned_save(actor=actor, note_id=note_id, **form.values)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The note is kept."))
            return redirect("desk:canned")
    page = {"form": form, "note": note}
    return render(request, "desk/review/canned_edit.html", page, status=422 if form.is_bound else 200)


@require_POST
def canned_gone(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """Takes a note off the list."""
    canned_remove(actor=actor_of(request), note_id=note_id)
    messages.success(request, _("The note is gone from the list."))
    return redirect("desk:canned")


@require_POST
def canned_starters(request: HttpRequest) -> HttpResponse:
    """Adds the starter set."""
    made = canned_start(actor=actor_of(request))
    messages.success(request, ngettext("%(n)s note was added.", "%(n)s notes were added.", made) % {"n": made})
    return redirect("desk:canned")


@require_POST
def internal_note(request: HttpRequest, reference: str) -> HttpResponse:
    """Writes to the other reviewers, and goes back to the application."""
    form = InternalNoteForm(request.POST)
    text = form.data.get("text", "")
    try:
        internal_note_add(actor=actor_of(request), reference=reference, text=text)
    except WrongInput as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The note is there for your colleagues; the business does not see it."))
    return redirect("desk:review", reference=reference)


def with_note(form: AnyForm, review: Review, data: QueryDict) -> AnyForm:
    """The unbound ``form`` with everything typed so far and the chosen note added to the note to the business.

    Raises NotFound for a note that is not the reseller's.
    """
    for name, field in form.fields.items():
        several = isinstance(field, forms.MultipleChoiceField)
        form.initial[name] = data.getlist(name) if several else data.get(name)
    codes = [*data.getlist("codes"), *(code.strip() for code in data.get("more_codes", "").split(",") if code.strip())]
    try:
        note = canned_one(review.actor, uuid.UUID(data.get("canned", "")))
    except ValueError as error:
        raise NotFound(_("Choose the note from the list.")) from error
    text = filled(note, **_names(form, review, data, [code for code in codes if code in note.codes] or codes))
    target = "note_to_customer" if "note_to_customer" in form.fields else "internal_note"
    before = str(form.initial.get(target) or "").strip()
    form.initial[target] = f"{before}\n{text}".strip()
    return form


def _names(form: forms.Form, review: Review, data: QueryDict, codes: list[str]) -> dict[str, str]:
    field: Any = form.fields.get("field")
    chosen = data.get("field", "")
    labels = {str(value): str(label) for value, label in getattr(field, "choices", []) if value}
    return {
        "business": str(review.application.organization),
        "field": labels.get(chosen, ""),
        "code": ", ".join(codes),
        "reference": review.application.reference,
        "reviewer": review.actor.label,
    }
