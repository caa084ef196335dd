"""Programs and their wordings: set up by what owns them, worded in versions that never change."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from consent.models import Program, Wording
from consent.scope import scope
from consent.terms import ProgramTerms, filled
from consent.vocabulary import Method
from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor, ActorKind
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.common.phone import to_e164

_MAY_SET_TERMS = (Permission.REGISTRATION_EDIT, Permission.CONSENT_WRITE, Permission.APPLICATION_DECIDE)
_WORDING_LIMIT = 4_000


@transaction.atomic
def program_ensure(*, actor: Actor, business: Organization, key: tuple[str, uuid.UUID], terms: ProgramTerms) -> Program:
    """The program that ``key`` (kind and id of a campaign or verification) owns, brought to these terms.

    Texts left empty are written from the rest; a changed consent text becomes a new wording version. Pushing the same
    terms again changes nothing. Raises WrongPerson, NotFound for a foreign business, WrongInput for a number.
    """
    _guard(actor, business)
    with scope(business.id):
        kind, owner_id = key
        program = Program.objects.select_for_update(of=("self",)).filter(owner_kind=kind, owner_id=owner_id).first()
        if program is None:
            program = Program(business=business, owner_kind=kind, owner_id=owner_id, slug=_slug(terms, owner_id))
        elif program.business_id != business.id:
            raise NotFound()
        full = filled(terms)
        changed = _take(program, full)
        if changed:
            program.save()
            _record_change(actor, program, changed)
        current = program.current_wording
        if current is None or current.text != full.wording:
            wording_publish(actor=actor, program=program, text=full.wording)
    return program


@transaction.atomic
def program_numbers_set(
    *, actor: Actor, business: Organization, key: tuple[str, uuid.UUID], numbers: Sequence[str]
) -> Program | None:
    """Brings the sending numbers of the program that ``key`` owns up to date; None while there is no program.

    Replies to a number that no program knows are lost, so whoever adds or removes one calls this. Raises WrongPerson,
    NotFound for a foreign business, WrongInput for a number.
    """
    _guard(actor, business)
    with scope(business.id):
        program = Program.objects.select_for_update(of=("self",)).filter(owner_kind=key[0], owner_id=key[1]).first()
        chosen = sorted({to_e164(number, field="numbers") for number in numbers})
        if program is not None and program.numbers != chosen:
            program.numbers = chosen
            program.save(update_fields=["numbers"])
            _record_change(actor, program, ["numbers"])
    return program


@transaction.atomic
def wording_publish(
    *,
    actor: Actor,
    program: Program,
    text: str,
    method: Method = Method.WEB_FORM,
    language: str = "en",
    make_current: bool = True,
) -> Wording:
    """A new immutable version of what people are shown or told; the current one unless said otherwise.

    Raises WrongPerson, NotFound, and WrongInput for an empty text or one above 4,000 characters.
    """
    _guard(actor, program.business)
    words = _clean(text)
    with scope(program.business_id):
        locked = Program.objects.select_for_update(of=("self",)).get(id=program.id)
        newest = locked.wordings.order_by("-version").first()
        wording = Wording.objects.create(
            business_id=locked.business_id,
            program=locked,
            version=newest.version + 1 if newest else 1,
            method=method,
            language=language,
            text=words,
            sha256=hashlib.sha256(words.encode()).hexdigest(),
            published_by=actor.label,
        )
        if make_current:
            program.current_wording = wording
            Program.objects.filter(id=locked.id).update(current_wording=wording)
        record(
            Act.WORDING_PUBLISHED,
            actor=actor,
            subject=Subject("program", program.id, program.name),
            organizations=[program.business_id, program.business.parent_id],
            data={"version": wording.version, "sha256": wording.sha256},
        )
    return wording


@transaction.atomic
def wording_register(*, actor: Actor, program: Program) -> Program:
    """Marks the current wording as the one the registry was shown: the owner calls it when it submits."""
    _guard(actor, program.business)
    with scope(program.business_id):
        locked = Program.objects.select_for_update(of=("self",)).get(id=program.id)
        if locked.registered_wording_id != locked.current_wording_id:
            locked.registered_wording_id = locked.current_wording_id
            locked.save(update_fields=["registered_wording"])
            _record_change(actor, locked, ["registered_wording"])
    return locked


def _clean(text: str) -> str:
    words = text.strip()
    if not words or len(words) > _WORDING_LIMIT:
        sentence = f"Write the consent text people are shown, up to {_WORDING_LIMIT:,} characters."
        raise WrongInput(sentence, code="wording_not_valid", fields={"text": [sentence]})
    return words


def _guard(actor: Actor, business: Organization) -> None:
    if actor.kind is ActorKind.SYSTEM:
        return
    if actor.organization_id not in (business.id, business.parent_id):
        raise NotFound()
    if not any(actor.may(permission) for permission in _MAY_SET_TERMS):
        raise WrongPerson(
            "Your role does not let you change what people consent to. An owner or administrator can change your role.",
            permission=str(Permission.REGISTRATION_EDIT),
        )


def _take(program: Program, terms: ProgramTerms) -> list[str]:
    """Puts the terms on the program; the names of the fields that changed."""
    values = dataclasses.asdict(terms)
    del values["wording"]
    values["numbers"] = sorted({to_e164(number, field="numbers") for number in terms.numbers})
    for name in ("opt_in_keywords", "opt_out_keywords", "help_keywords"):
        values[name] = [word.strip().upper() for word in values[name] if word.strip()]
    changed = sorted(name for name, value in values.items() if getattr(program, name) != value)
    for name in changed:
        setattr(program, name, values[name])
    return changed


def _slug(terms: ProgramTerms, owner_id: uuid.UUID) -> str:
    """Readable and unlike any other: the sender, the purpose, and the owner's last digits."""
    return f"{slugify(terms.sender_name)[:36] or 'program'}-{terms.purpose}-{owner_id.hex[-8:]}"


def _record_change(actor: Actor, program: Program, fields: list[str]) -> None:
    record(
        Act.PROGRAM_CHANGED,
        actor=actor,
        subject=Subject("program", program.id, program.name),
        organizations=[program.business_id, program.business.parent_id],
        data={"fields": fields},
    )
