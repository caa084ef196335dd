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
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongInput
from portal.common.forms import asks
from portal.common.templatetags.parts import code_text
from portal.desk.models import CannedNote
from portal.desk.review.canned.filling import filled, names_of
from portal.desk.review.canned.forms import CannedForm, InternalNoteForm
from portal.desk.review.canned.services import (
    canned_for,
    canned_one,
    canned_remove,
    canned_save,
    canned_start,
    internal_note_add,
)
from portal.lifecycle.models import Application

PER_PAGE = 50
_NOTED = ("note_to_customer", "note", "internal_note")
"""Where a note goes: to the business, to many of them, or else among reviewers."""
AnyForm = TypeVar("AnyForm", bound=forms.Form)


@require_GET
def canned_list(request: HttpRequest) -> HttpResponse:
    """The reseller's notes, by title."""
    page = Paginator(canned_for(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/review/canned.html", {"page_obj": page})


@require_http_methods(["GET", "POST"])
@asks(CannedForm)
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
    if made:
        messages.success(request, ngettext("%(n)s note was added.", "%(n)s notes were added.", made) % {"n": made})
    else:
        messages.info(request, _("Every starter note is on the list already."))
    return redirect("desk:canned")


@require_POST
@asks(InternalNoteForm)
def internal_note(request: HttpRequest, reference: str) -> HttpResponse:
    """Writes to the other reviewers, and goes back to the application."""
    form = InternalNoteForm(request.POST)
    text = form.data.get("text", "")
    try:
        internal_note_add(actor=actor_of(request), reference=reference, text=text)
    except WrongInput as refusal:
        if text.strip():
            raise  # the refusal's page shows what was typed
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The note is there for your colleagues; the business does not see it."))
    return redirect("desk:review", reference=reference)


def with_note(form: AnyForm, actor: Actor, data: QueryDict, *, application: Application | None = None) -> AnyForm:
    """The unbound ``form`` with everything typed so far and the chosen note added to the note to the business.

    What differs between registrations stays in braces where the form is about many; their codes are kept in it. Raises
    NotFound for a note that is not the reseller's.
    """
    for name, field in form.fields.items():
        several = isinstance(field, forms.MultipleChoiceField)
        form.initial[name] = data.getlist(name) if several else data.get(name)
    try:
        note = canned_one(actor, uuid.UUID(data.get("canned", "")))
    except ValueError as error:
        raise NotFound(_("Choose the note from the list.")) from error
    codes = _codes(form, note, data)
    names = {"code": ", ".join(map(code_text, codes)), "reviewer": actor.label}
    if application is not None:
        names |= names_of(application, actor, codes)
        names["field"] = _field_named(form, data) or names["field"]
    else:
        form.initial["of_codes"] = ",".join(dict.fromkeys([*_split(data.get("of_codes", "")), *codes]))
    target = next(name for name in _NOTED if name in form.fields)
    before = str(form.initial.get(target) or "").strip()
    form.initial[target] = f"{before}\n{filled(note.text, **names)}".strip()
    return form


def _codes(form: forms.Form, note: CannedNote, data: QueryDict) -> list[str]:
    """The chosen codes that the note is kept for, else the note's own; all chosen where it is kept for none."""
    if "more_codes" not in form.fields:
        return list(note.codes)
    codes = [*data.getlist("codes"), *_split(data.get("more_codes", ""))]
    return [code for code in codes if code in note.codes] or list(note.codes) or codes


def _split(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _field_named(form: forms.Form, data: QueryDict) -> str:
    field: Any = form.fields.get("field")
    labels = {str(value): str(label) for value, label in getattr(field, "choices", []) if value}
    return labels.get(data.get("field", ""), "")
