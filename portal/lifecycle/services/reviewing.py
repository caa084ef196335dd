"""The reviewer's verbs before anything leaves the house: claim, release, request changes, forward."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import CLAIM
from portal.lifecycle.codes import CodeFacts, all_facts
from portal.lifecycle.models import Application, Decision, RegistryRecord, Submission
from portal.lifecycle.services.acting import (
    Case,
    conclude,
    guard,
    guard_holder,
    guard_other_person,
    guard_submission,
    listed,
    lock,
    move,
    registry_due,
    require,
    take_up,
    tell,
)
from portal.lifecycle.services.confirming import await_confirmation, guard_brand_carries
from portal.lifecycle.services.opening import take_over_brands
from portal.lifecycle.services.seconding import guard_second, seconded
from portal.lifecycle.services.sending import PartSending, guard_first_sending
from portal.lifecycle.services.settling import release_ended
from portal.lifecycle.states import WAITS_FOR, PartStatus, State, possible
from portal.notices.events import NoticeEvent
from portal.rules.questions import answer_name

_SSN = re.compile(r"(?<!\d)\d{3}[-\s]\d{2}[-\s]\d{4}(?!\d)")
VERDICTS = ("matches", "differs", "not_seen")
BY_HAND = "by hand"


@dataclasses.dataclass(frozen=True, slots=True)
class IdentityBlock:
    """The legal name as typed, as on the IRS letter (CP-575 or 147C) and as found on the website (004, 2.1).

    ``irs_letter`` and ``website`` are `matches`, `differs` or `not_seen`, as the reviewer judged.
    """

    legal_name: str
    irs_letter: str
    website: str
    irs_letter_name: str = ""
    website_name: str = ""
    note: str = ""

    def checked(self) -> dict[str, str]:
        """The block as stored. Raises WrongInput when a verdict or a differing name is missing, or an SSN is in it."""
        block = {name: str(value).strip() for name, value in dataclasses.asdict(self).items()}
        fields: dict[str, list[str]] = {}
        for place, words in (("irs_letter", "on the IRS letter"), ("website", "on the website")):
            if block[place] not in VERDICTS:
                fields[place] = [
                    _("Record whether the legal name %(words)s matches, differs or was not seen.") % {"words": words}
                ]
            elif block[place] == "differs" and not block[f"{place}_name"]:
                fields[f"{place}_name"] = [_("Write the name as it stands %(words)s.") % {"words": words}]
        if not block["legal_name"]:
            fields["legal_name"] = [_("Write the legal name as the business typed it.")]
        for name, value in block.items():
            if _SSN.search(value):
                fields[name] = [_("This holds a number written like a Social Security number. Leave it out.")]
        if fields:
            raise WrongInput(_("The identity block is not complete."), code="identity_block", fields=fields)
        return block


@transaction.atomic
def application_claim(*, application_id: uuid.UUID, actor: Actor) -> Application:
    """Takes a submission to review for four hours. Raises WrongState when someone else has it."""
    application = lock(actor, application_id)
    require(actor, Permission.APPLICATION_REVIEW)
    at = now()
    if application.state == State.UNDER_REVIEW and application.assigned_to_id == actor.id:
        return application
    release_ended(application, at)
    guard_holder(application, actor)
    guard(application, actor, "claim")
    guard_other_person(actor, guard_submission(application, None))
    if actor.kind is not ActorKind.USER or actor.id is None:
        raise WrongPerson(_("Only a person can claim a registration for review."))
    until = at + CLAIM
    move(application, State.UNDER_REVIEW, at, assigned_to_id=actor.id, claimed_until=until)
    take_over_brands(application)
    tell(
        application,
        "claim",
        Act.APPLICATION_CLAIMED,
        actor=actor,
        at=at,
        text=f"{actor.label} began the review.",
        data={"until": until.isoformat()},
    )
    return application


@transaction.atomic
def application_release(*, application_id: uuid.UUID, actor: Actor) -> Application:
    """Gives a claimed submission back to the queue. Raises WrongState when another reviewer has it."""
    application = lock(actor, application_id)
    guard(application, actor, "release")
    guard_holder(application, actor)
    at = now()
    move(application, State.PENDING, at)
    tell(
        application,
        "release",
        Act.APPLICATION_RELEASED,
        actor=actor,
        at=at,
        text=f"{actor.label} gave the review back to the queue.",
        data={"expired": False},
    )
    return application


@transaction.atomic
def application_request_changes(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    note_to_customer: str = "",
    codes: Sequence[str] = (),
    field_notes: Mapping[str, str] | None = None,
    internal_note: str = "",
    submission_number: int | None = None,
) -> Decision:
    """Returns a submission before it went out; not a rejection. Raises WrongInput when nothing says what to change."""
    case = take_up(application_id, actor, "request_changes", submission_number)
    notes = {field: text.strip() for field, text in (field_notes or {}).items() if text.strip()}
    facts, note = all_facts(codes), note_to_customer.strip()
    if not (notes or facts or note):
        sentence = _("Say what the business has to change: a note on a field, a code, or a note to the customer.")
        raise WrongInput(sentence, code="changes_missing", fields={"note_to_customer": [sentence]})
    move(case.application, State.CHANGES_REQUESTED, case.at, due_at=None)
    return conclude(
        case,
        "request_changes",
        Act.APPLICATION_CHANGES_REQUESTED,
        NoticeEvent.APPLICATION_RETURNED,
        text=_asked(facts, notes, note),
        data={"codes": [fact.key for fact in facts], "fields": sorted(notes)},
        codes=[fact.as_dict() for fact in facts],
        field_notes=notes,
        note_to_customer=note,
        internal_note=internal_note.strip(),
    )


@transaction.atomic
def application_forward(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    parts: Sequence[PartSending],
    identity_block: IdentityBlock | None = None,
    internal_note: str = "",
    submission_number: int | None = None,
    proposal_id: uuid.UUID | None = None,
) -> Decision:
    """Records that parts went to their registry, the brand before its campaign (source 004, step 4.1).

    The identity block is needed the first time a submission is forwarded. With the reseller's second pair of eyes on, a
    submission with overrides needs a second person (``proposal_id``). Raises WrongState, WrongPerson, WrongInput.
    """
    case = take_up(application_id, actor, "forward", submission_number, proposal_id)
    application = case.application
    block = _block(application, case.submission, identity_block)
    proposal = guard_second(application, case.submission, actor, "forward", proposal_id)
    records = _send(case, parts)
    move(application, State.FORWARDED, case.at, **registry_due(application, case.at))
    return conclude(
        case,
        "forward",
        Act.APPLICATION_FORWARDED,
        NoticeEvent.APPLICATION_FORWARDED,
        text=f"Sent to the registry: {listed(f'{r.part_kind} {r.label}' for r in records)}".rstrip(".") + ".",
        data={
            "parts": [f"{r.part_kind}:{r.part_id}" for r in records],
            "references": [r.external_reference for r in records],
        },
        identity_block=block,
        internal_note=internal_note.strip(),
        external_reference=records[0].external_reference if len(records) == 1 else "",
        part_label=listed(record.label for record in records)[:200],
        **seconded(proposal),
    )


def _block(application: Application, submission: Submission, block: IdentityBlock | None) -> dict[str, str]:
    if block is not None:
        return block.checked()
    if application.state == State.UNDER_REVIEW or not submission.decisions.filter(verb="forward").exists():
        sentence = _("Fill in the identity block: compare the legal name with the IRS letter and the website.")
        raise WrongInput(sentence, code="identity_block", fields={"irs_letter": [sentence]})
    return {}


def _send(case: Case, parts: Sequence[PartSending]) -> list[RegistryRecord]:
    application, at = case.application, case.at
    take_over_brands(application)
    records = {(record.part_kind, record.part_id): record for record in selectors.parts_of(application)}
    if not parts:
        sentence = _("Choose at least one part to send.")
        raise WrongInput(sentence, code="parts_missing", fields={"parts": [sentence]})
    sent = []
    for part in parts:
        record = records.get((part.kind, part.id))
        if record is None:
            raise WrongInput(_("This part does not belong to the registration."), code="part_unknown")
        _guard_ladder(application, record, list(records.values()))
        guard_first_sending(application, case.submission, record, part.after, at)
        again = record.status == PartStatus.SENT
        anew = again and record.part_kind == "brand"
        record.status, record.sent_at, record.answered_at = PartStatus.SENT, at, None
        record.external_reference = part.reference.strip()[:100] or (again and record.external_reference) or BY_HAND
        record.external_id = part.external_id.strip()[:100] or ("" if anew else record.external_id)
        record.save(update_fields=["status", "sent_at", "answered_at", "external_reference", "external_id"])
        await_confirmation(record, case.submission, at)
        sent.append(record)
    return sent


def _guard_ladder(application: Application, record: RegistryRecord, records: list[RegistryRecord]) -> None:
    if record.status in (PartStatus.APPROVED, PartStatus.SUSPENDED):
        message = _("%(part_kind)s %(record)s is already approved and does not need to be sent.") % {
            "part_kind": record.part_kind.title(),
            "record": record.label,
        }
        raise WrongState(message, code="part_approved", state=application.state, possible=possible(application.state))
    first = WAITS_FOR.get(record.part_kind)
    waiting = [r for r in records if r.part_kind == first and r.status != PartStatus.APPROVED]
    if waiting:
        message = _("%(part_kind)s %(record)s waits for approval of %(first)s %(label)s.") % {
            "part_kind": record.part_kind.title(),
            "record": record.label,
            "first": first,
            "label": waiting[0].label,
        }
        raise WrongState(message, code="part_waits", state=application.state, possible=possible(application.state))
    guard_brand_carries(application, record, [r for r in records if r.part_kind == first])


def _asked(facts: list[CodeFacts], notes: dict[str, str], note: str) -> str:
    parts = [fact.told for fact in facts]
    parts += [f"{answer_name(field.rpartition('.')[2])}: {text}" for field, text in notes.items()]
    sentences = ["Changes are needed before it goes to the registry.", *parts, note]
    return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in sentences if one)
