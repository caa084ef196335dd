"""The verbs on canned notes and on internal notes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.desk.models import CannedNote, InternalNote
from portal.desk.review.canned.filling import PLACEHOLDERS, unknown_in
from portal.lifecycle.codes import all_facts
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import application_for
from portal.rules.rulebook import load

NOTED_VERBS: Final = ("request_changes", "record_rejection", "record_approval")
"""Verbs whose forms have a note to the business."""
STARTERS: Final = 40
"""Most notes of the starter set."""
_STARTED: Final = ("request_changes", "record_rejection")
"""What the starter set is for: its texts say what to put right, which no approval does."""
_TAKEN: Final = "There is a note of this title. Change that one, or choose another title."


def canned_for(actor: Actor) -> QuerySet[CannedNote]:
    """The notes of the actor's reseller. Raises WrongPerson."""
    actor.require(Permission.APPLICATION_REVIEW)
    if actor.organization_kind != OrganizationKind.RESELLER:
        raise WrongPerson(_("Canned notes belong to reviewers."))
    return CannedNote.objects.filter(reseller=actor.organization_id)


def canned_one(actor: Actor, note_id: uuid.UUID) -> CannedNote:
    """One note of the actor's reseller. Raises NotFound, WrongPerson."""
    found = CannedNote.objects.filter(reseller=actor.organization_id, id=note_id).first()
    if found is None:
        raise NotFound()
    return canned_for(actor).get(id=note_id)


def offered(actor: Actor, *, verb: str, codes: Iterable[str]) -> list[CannedNote]:
    """The notes for a verb: those tied to one of the codes first, then those tied to no code, then the others."""
    wanted = set(codes)
    rows = [note for note in canned_for(actor) if not note.verbs or verb in note.verbs]
    return sorted(
        rows, key=lambda note: (0 if wanted & set(note.codes) else 2 if note.codes else 1, note.title.lower())
    )


@transaction.atomic
def canned_save(
    *,
    actor: Actor,
    title: str,
    text: str,
    codes: Sequence[str] = (),
    verbs: Sequence[str] = (),
    note_id: uuid.UUID | None = None,
) -> CannedNote:
    """Keeps a note, new or changed. Raises WrongPerson, NotFound, WrongInput (title, text, codes, verbs)."""
    rows = canned_for(actor)
    note = CannedNote(reseller_id=actor.organization_id or "") if note_id is None else canned_one(actor, note_id)
    title, text = " ".join(title.split()), text.replace("\r\n", "\n").strip()
    problems = _problems(title, text, verbs, taken=rows.filter(title__iexact=title).exclude(id=note.id).exists())
    try:
        keys = [facts.key for facts in all_facts(codes)]
    except WrongInput as refusal:
        problems["codes"] = [refusal.message]
    if problems:
        raise WrongInput(_("The note was not kept."), code="canned_not_usable", fields=problems)
    note.title, note.text, note.codes, note.verbs = title, text, keys, list(verbs)
    note.changed_by, note.changed_at = actor.label[:200], now()
    try:
        with transaction.atomic():
            note.save()
    except IntegrityError as error:  # somebody else, or the same form sent twice, was faster
        raise WrongInput(_("The note was not kept."), code="canned_not_usable", fields={"title": [_TAKEN]}) from error
    _record(Act.CANNED_NOTE_SAVED, actor, note)
    return note


@transaction.atomic
def canned_remove(*, actor: Actor, note_id: uuid.UUID) -> None:
    """Takes a note off the list; what was written with it stays. Raises NotFound, WrongPerson."""
    note = canned_one(actor, note_id)
    _record(Act.CANNED_NOTE_REMOVED, actor, note)
    note.delete()


@transaction.atomic
def canned_start(*, actor: Actor) -> int:
    """Adds the starter set: for the commonest codes of the rulebook what to change; answers how many were new."""
    taken = {title.lower() for title in canned_for(actor).values_list("title", flat=True)}
    codes = sorted(load().codes.values(), key=lambda code: (not code.share_of_rejections, code.key))
    made = 0
    for code in [code for code in codes if code.fix and code.authority == "tcr"][:STARTERS]:
        title = f"{code.key} {code.title}"[:100]
        if title.lower() not in taken:
            fix = code.fix.replace("{", "(").replace("}", ")")
            text = f"{{business}}: {code.title} ({{code}}).\n{fix}"[:2_000]
            canned_save(actor=actor, title=title, text=text, codes=[code.key], verbs=_STARTED)
            taken.add(title.lower())
            made += 1
    return made


@transaction.atomic
def internal_note_add(*, actor: Actor, reference: str, text: str) -> InternalNote:
    """Writes to the other reviewers. Raises NotFound, WrongPerson, WrongInput without words."""
    application = _reviewed(actor, reference)
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not words or len(words) > 5_000:
        sentence = _("Write the note, at most 5000 characters.")
        raise WrongInput(sentence, code="note_empty", fields={"text": [sentence]})
    note = InternalNote.objects.create(application=application, author_id=actor.id or "", text=words)
    subject = Subject("application", application.id, application.reference)
    # the trail of the reseller alone: the business reads its own trail
    record(Act.INTERNAL_NOTE_WRITTEN, actor=actor, subject=subject, organizations=[application.reseller_id], data={})
    return note


def internal_notes_for(actor: Actor, application: Application) -> QuerySet[InternalNote]:
    """The thread of an application, for reviewers of its reseller. Raises WrongPerson."""
    _require_reviewer(actor, application)
    return InternalNote.objects.filter(application=application).select_related("author")


def _problems(title: str, text: str, verbs: Sequence[str], *, taken: bool) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    if not title or len(title) > 100:
        problems["title"] = ["Enter a title of at most 100 characters."]
    elif taken:
        problems["title"] = [_TAKEN]
    if not text or len(text) > 2_000:
        problems["text"] = ["Enter the note, at most 2000 characters."]
    elif unknown := unknown_in(text):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        problems["text"] = [f"{{{unknown[0]}}} is no placeholder. Use {known}."]
    if set(verbs) - set(NOTED_VERBS):
        problems["verbs"] = ["Choose from the decisions listed."]
    return problems


def _reviewed(actor: Actor, reference: str) -> Application:
    application = application_for(actor, reference=reference)
    _require_reviewer(actor, application)
    return application


def _require_reviewer(actor: Actor, application: Application) -> None:
    actor.require(Permission.APPLICATION_REVIEW)
    if actor.organization_id != application.reseller_id or actor.id is None:
        raise WrongPerson(_("Internal notes are among the reviewers of the reseller."))


def _record(act: Act, actor: Actor, note: CannedNote) -> None:
    subject = Subject("canned_note", note.id, note.title)
    record(act, actor=actor, subject=subject, organizations=[note.reseller_id], data={})
