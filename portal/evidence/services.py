"""The verbs on papers and captures."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organization, OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import visible_to
from portal.accounts.selectors import business_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.evidence import storage
from portal.evidence.citing import is_cited, is_withheld, open_to
from portal.evidence.kinds import OF_DECISIONS, DocumentKind
from portal.evidence.limits import MAX_BYTES
from portal.evidence.models import Capture, Document, DocumentUse
from portal.evidence.rendering import Rendition, render
from portal.evidence.sniffing import accepted_media_type
from portal.evidence.subjects import business_of


def document_store(
    *,
    actor: Actor,
    business_id: uuid.UUID,
    kind: DocumentKind | str,
    upload: UploadedFile[bytes],
    subject: tuple[str, uuid.UUID] | None = None,
    field: str = "",
) -> Document:
    """Keeps an upload of at most 10 MB and makes the pictures that are shown of it; attaches it to ``subject``.

    The same bytes of the same kind attached at the same place a second time answer the paper that is there already.
    Raises WrongPerson, NotFound (business or subject of another tenant), WrongInput (the file, its kind or its size).
    """
    business = business_for(actor, business_id)
    actor.require(Permission.EVIDENCE_UPLOAD)
    if subject is not None and business_of(*subject) != business.id:
        raise NotFound()
    _require_a_side(actor, field)
    kind = _known_kind(kind)
    data = upload.read(MAX_BYTES + 1)
    media_type = accepted_media_type(data, kind=kind)
    if (there := _attached_already(business, kind, data, subject, field)) is not None:
        return there
    rendered = render(data, media_type=media_type, organization_id=actor.organization_id)
    kept = Document(business=business, kind=kind, media_type=media_type, size=len(data), pages=rendered.pages)
    kept.original_name, kept.stored_by_id, kept.stored_by = clean_name(upload.name or ""), actor.id, actor.label[:200]
    with transaction.atomic():
        kept.sha256 = storage.put(data)
        kept.save(force_insert=True)
        if subject is not None:
            DocumentUse.objects.create(document=kept, subject_kind=subject[0], subject_id=subject[1], field=field)
        _store_rest(actor, kept, rendered.shown)
    return kept


@transaction.atomic
def document_attach(
    *, actor: Actor, document_id: uuid.UUID, subject: tuple[str, uuid.UUID], field: str = ""
) -> DocumentUse:
    """Uses a paper that the business already has for one more subject. Raises WrongPerson, NotFound, WrongInput."""
    document = _own_original(actor, document_id)
    actor.require(Permission.EVIDENCE_UPLOAD)
    if business_of(*subject) != document.business_id:
        raise NotFound()
    _require_a_side(actor, field)
    use, made = DocumentUse.objects.get_or_create(
        document=document, subject_kind=subject[0], subject_id=subject[1], field=field, detached_at=None
    )
    if made:
        _record(Act.DOCUMENT_ATTACHED, actor, document, data={"sha256": document.sha256})
    return use


@transaction.atomic
def document_detach(
    *, actor: Actor, document_id: uuid.UUID, subject: tuple[str, uuid.UUID], field: str = ""
) -> Document:
    """Ends the use of a paper for a subject; the paper itself stays, for earlier submissions name it.

    A business cannot take a registry's notice away, and nobody once a rejection rests on it. Raises WrongPerson,
    NotFound, or WrongState when the paper is not attached there or has to stay.
    """
    document = _own_original(actor, document_id)
    actor.require(Permission.EVIDENCE_UPLOAD)
    uses = DocumentUse.objects.select_for_update().filter(
        document=document, subject_kind=subject[0], subject_id=subject[1], detached_at=None
    )
    if field:
        uses = uses.filter(field=field)
    for place in list(uses.values_list("field", flat=True)):
        _require_a_side(actor, place)
    if is_cited(uses):
        raise WrongState(_("A recorded rejection rests on this notice, so it stays with the decision."), state="cited")
    if not uses.update(detached_at=now()):
        raise WrongState(
            _("This paper was taken away already. Reload the page to see what is there."), state="detached"
        )
    _record(Act.DOCUMENT_DETACHED, actor, document, data={"sha256": document.sha256})
    return document


@transaction.atomic
def document_viewed(*, actor: Actor, document: Document) -> None:
    """Records that somebody of the tenant looked at a paper. Raises WrongPerson without the right to view."""
    actor.require(Permission.REGISTRATION_VIEW)
    _record(Act.DOCUMENT_VIEWED, actor, document, data={"sha256": document.sha256})


def capture_store(*, data: bytes, media_type: str, kind: str) -> Capture:
    """Keeps what a website check saw, once per content. Raises WrongInput above 10 MB."""
    if len(data) > MAX_BYTES:
        raise WrongInput(
            _("A capture has at most %(most)s MB.") % {"most": MAX_BYTES // 1_048_576}, code="capture_too_large"
        )
    capture, _made = Capture.objects.get_or_create(
        sha256=storage.put(data), defaults={"media_type": media_type[:100], "size": len(data), "kind": kind[:40]}
    )
    return capture


def clean_name(name: str) -> str:
    """A file's name for display: without folders and control characters, at most 200 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(character for character in last if character.isprintable()).strip()
    return clean[-200:] or "file"


def _require_a_side(actor: Actor, field: str) -> None:
    """What a decision was made on is the reseller's to attach and to take away."""
    if field.startswith(OF_DECISIONS) and actor.organization_kind == OrganizationKind.BUSINESS:
        raise WrongPerson(
            _("A registry's notice belongs to the decision. Your provider attaches it and takes it away.")
        )


def _known_kind(kind: str) -> DocumentKind:
    try:
        return DocumentKind(kind)
    except ValueError as error:
        sentence = _("Choose which paper this is from the list.")
        raise WrongInput(sentence, code="document_kind_unknown", fields={"kind": [sentence]}) from error


def _own_original(actor: Actor, document_id: uuid.UUID) -> Document:
    rows = Document.objects.filter(derived_from=None, id=document_id)
    document = visible_to(actor, open_to(actor, rows)).first()
    if document is None:
        raise NotFound()
    return document


def _attached_already(
    business: Organization, kind: str, data: bytes, subject: tuple[str, uuid.UUID] | None, field: str
) -> Document | None:
    if subject is None:
        return None
    return Document.objects.filter(
        business=business,
        kind=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        derived_from=None,
        uses__in=DocumentUse.objects.filter(
            subject_kind=subject[0], subject_id=subject[1], field=field, detached_at=None
        ),
    ).first()


def _store_rest(actor: Actor, document: Document, shown: Iterable[Rendition]) -> None:
    for rendition in shown:
        _keep_rendition(document, rendition)
    facts = {"kind": document.kind, "sha256": document.sha256, "size": document.size}
    _record(Act.DOCUMENT_STORED, actor, document, data=facts)


def _keep_rendition(document: Document, rendition: Rendition) -> Document:
    ending = ".png" if rendition.media_type == "image/png" else ".txt"
    return Document.objects.create(
        business_id=document.business_id,
        kind=document.kind,
        sha256=storage.put(rendition.data),
        media_type=rendition.media_type,
        size=len(rendition.data),
        original_name=f"page-{rendition.page}{ending}",
        derived_from=document,
        page=rendition.page,
    )


def _record(act: Act, actor: Actor, document: Document, *, data: Mapping[str, object]) -> None:
    """For both sides; of a notice that no rejection rests on, for the reseller alone: the business reads its trail."""
    business = None if is_withheld(document) else document.business_id
    record(
        act,
        actor=actor,
        subject=Subject("document", document.id, document.original_name),
        organizations=[business, document.business.parent_id],
        data=dict(data),
    )
