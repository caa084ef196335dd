"""What the registry answered: information wanted, a part approved, a rejection; and terminal causes solved."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import day_in, told_day
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.codes import IN_WORDS, TERMINAL, UNLISTED, CodeFacts, all_facts
from portal.lifecycle.models import Application, Decision, RegistryRecord
from portal.lifecycle.services.acting import (
    Case,
    conclude,
    listed,
    move,
    reason_given,
    registry_due,
    take_up,
)
from portal.lifecycle.services.confirming import guard_brand_carries, guard_confirmed, set_standing
from portal.lifecycle.services.seconding import guard_second, seconded
from portal.lifecycle.services.settling import settle_temporary
from portal.lifecycle.states import WAITS_FOR, AppealState, PartStatus, State, possible
from portal.lifecycle.turns import parts_to_send
from portal.notices.events import NoticeEvent

PartKey = tuple[str, uuid.UUID]


@transaction.atomic
def application_record_information_request(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    codes: Sequence[str] = (),
    text: str = "",
    internal_note: str = "",
    submission_number: int | None = None,
) -> Decision:
    """The governing organization asks for more (codes 620 to 622 of source 003); not a rejection.

    Raises WrongInput when neither a code nor words say what it asks for.
    """
    case = take_up(application_id, actor, "record_information_request", submission_number)
    facts, text = all_facts(codes), text.strip()
    if not facts and not text:
        sentence = _("Say what the registry asks for: a code or its words.")
        raise WrongInput(sentence, code="request_missing", fields={"text": [sentence]})
    move(case.application, State.INFORMATION_REQUESTED, case.at, due_at=None)
    return conclude(
        case,
        "record_information_request",
        Act.APPLICATION_INFORMATION_REQUESTED,
        NoticeEvent.INFORMATION_REQUESTED,
        text=f"The registry asks for more information: {_reasons(facts, text)}",
        data={"codes": [fact.key for fact in facts]},
        codes=[fact.as_dict() for fact in facts],
        note_to_customer=text,
        internal_note=internal_note.strip(),
    )


_ID_MISSING = gettext_lazy("Write the id under which the registry knows it (Brand ID, Campaign ID or ticket).")


@transaction.atomic
def application_record_approval(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    part: PartKey,
    external_id: str,
    note_to_customer: str = "",
    internal_note: str = "",
    identity_status: str = "",
    trust_score: int | None = None,
    submission_number: int | None = None,
) -> Decision:
    """The registry approved one part; the application is approved once all its parts are.

    ``identity_status`` and ``trust_score`` (0 to 100) are what the registry says of a brand. Raises WrongInput (no id),
    WrongState (not sent, or its owner has a code to answer).
    """
    case = take_up(application_id, actor, "record_approval", submission_number)
    application, record = case.application, _sent_part(case.application, part)
    external_id = reason_given(external_id, field="external_id", sentence=str(_ID_MISSING))[:100]
    guard_confirmed(application, record)
    _answer(record, PartStatus.APPROVED, case.at, external_id)
    if record.part_kind == "brand" and (identity_status or trust_score is not None):
        set_standing(application, record, identity_status=identity_status, trust_score=trust_score)
    open_parts = [p for p in selectors.parts_of(application) if p.status != PartStatus.APPROVED]
    state = State.FORWARDED if open_parts else State.APPROVED
    move(application, state, case.at, **(registry_due(application, case.at) if open_parts else {"due_at": None}))
    decision = conclude(
        case,
        "record_approval",
        Act.APPLICATION_APPROVAL_RECORDED,
        NoticeEvent.APPLICATION_APPROVED,
        text=_approved(record, open_parts),
        data={"part": f"{record.part_kind}:{record.part_id}", "external_id": external_id, "state": state.value},
        external_id=external_id,
        **_noted(note_to_customer, internal_note),
        **_part_values(record),
    )
    settle_temporary(application, case.at)
    return decision


@transaction.atomic
def application_record_rejection(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    part: PartKey,
    codes: Sequence[str] = (),
    text: str = "",
    rejected_at: dt.datetime | None = None,
    note_to_customer: str = "",
    internal_note: str = "",
    fine_amount: Decimal | None = None,
    terminal: bool = False,
    submission_number: int | None = None,
    proposal_id: uuid.UUID | None = None,
) -> Decision:
    """The registry rejected a part. Counts once, however many codes it has.

    The rejection that reaches the limit makes the application ineligible in the same transaction (source 000), and so
    does a code that its registry does not take resubmissions after (source 003). ``rejected_at`` starts the days of
    grace; it may not lie in the future nor before the part was sent. ``terminal`` is the reviewer's own classing of the
    cause (source 004, step 7.1). Raises WrongState, WrongPerson, WrongInput.
    """
    case = take_up(application_id, actor, "record_rejection", submission_number)
    record = _sent_part(case.application, part)
    facts = _classed(all_facts(codes) or _unlisted(text), terminal=terminal)
    occurred = _occurred(rejected_at, record, case.at)
    proposal = guard_second(case.application, case.submission, actor, "record_rejection", proposal_id)
    values = {
        "note_to_customer": note_to_customer.strip() or text.strip(),
        "internal_note": internal_note.strip(),
        "fine_amount": fine_amount,
        **seconded(proposal),
    }
    return _reject(case, record, facts, occurred, values)


def _reject(
    case: Case, record: RegistryRecord, facts: list[CodeFacts], occurred: dt.datetime, values: dict[str, Any]
) -> Decision:
    """Counts the rejection, ends the application where it must, and writes the decision."""
    application = case.application
    _answer(record, PartStatus.REJECTED, occurred)
    count, ends = application.rejections + 1, [fact.key for fact in facts if fact.ends_eligibility]
    final = bool(ends) or count >= application.rejection_cap
    move(application, State.INELIGIBLE if final else State.REJECTED, case.at, rejections=count, due_at=None)
    decision = conclude(
        case,
        "record_rejection",
        Act.APPLICATION_REJECTION_RECORDED,
        NoticeEvent.APPLICATION_INELIGIBLE if final else NoticeEvent.APPLICATION_REJECTED,
        text=_rejected(application, record, facts, ends),
        data=_rejection_data(application, record, facts),
        codes=[fact.as_dict() for fact in facts],
        occurred_at=occurred,
        rejection_number=count,
        after_appeals=case.submission.decisions.filter(appeal__state=AppealState.OVERTURNED).count(),
        **_part_values(record),
        **values,
    )
    settle_temporary(application, case.at)
    return decision


@transaction.atomic
def application_resolve_terminal(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    text: str,
    evidence: Sequence[str],
    codes: Sequence[str] = (),
) -> Decision:
    """A reviewer records that the cause of terminal codes is solved; without ``codes``, of all of them.

    ``evidence`` names documents by id, or says where the proof lies. Raises WrongInput without words or evidence, or
    when no terminal code is open.
    """
    case = take_up(application_id, actor, "resolve_terminal", None)
    text = reason_given(text, field="text", sentence=_("Say what was done about the terminal cause."))
    proof = [item.strip() for item in evidence if item.strip()]
    if not proof:
        sentence = _("Name the evidence that shows the terminal cause is solved.")
        raise WrongInput(sentence, code="evidence_missing", fields={"evidence": [sentence]})
    wanted = set(codes)
    solved = [c for c in selectors.terminal_codes_open(case.application) if not wanted or c["key"] in wanted]
    if not solved:
        raise WrongInput(_("The last rejection has no open terminal code."), code="no_terminal")
    return conclude(
        case,
        "resolve_terminal",
        Act.APPLICATION_TERMINAL_RESOLVED,
        NoticeEvent.APPLICATION_RETURNED,
        text=f"The cause of {listed(code['key'] for code in solved)} is recorded as solved: {text}",
        data={"codes": [code["key"] for code in solved]},
        codes=solved,
        note_to_customer=text,
        evidence=proof,
    )


def _sent_part(application: Application, part: PartKey) -> RegistryRecord:
    kind, part_id = part
    record = application.parts.filter(part_kind=kind, part_id=part_id).first()
    if record is None:
        raise WrongInput(_("Choose one of the parts of this registration."), code="part_unknown", fields={"part": []})
    if record.status != PartStatus.SENT:
        raise WrongState(
            _("%(kind)s %(record)s does not lie with the registry: it is %(status)s.")
            % {"kind": kind.title(), "record": record.label, "status": record.status.replace("_", " ")},
            code="part_not_sent",
            state=application.state,
            possible=possible(application.state),
        )
    return record


def next_step_told(application_id: uuid.UUID, actor: Actor) -> str:
    """The part that goes to its registry next, or why it cannot yet; empty when nothing lies with the reseller."""
    application = selectors.application_for(actor, id=application_id)
    records = selectors.parts_of(application) if application.state == State.FORWARDED else []
    for part in parts_to_send(records):
        try:
            guard_brand_carries(application, part, [r for r in records if r.part_kind == WAITS_FOR.get(part.part_kind)])
        except WrongState as refusal:
            return refusal.message
        said = {"kind": part.part_kind, "label": part.label}
        return _("Next: send %(kind)s %(label)s to the registry.") % said
    return ""


def _answer(record: RegistryRecord, status: PartStatus, at: dt.datetime, external_id: str = "") -> None:
    record.status, record.answered_at = status, at
    record.external_id = external_id or record.external_id
    record.save(update_fields=["status", "external_id", "answered_at"])


def _classed(facts: list[CodeFacts], *, terminal: bool) -> list[CodeFacts]:
    """The codes as the directory classes them, or all terminal where the reviewer says so."""
    if not terminal:
        return facts
    return [dataclasses.replace(fact, severity_class=TERMINAL, class_basis="reviewer") for fact in facts]


def _noted(note_to_customer: str, internal_note: str) -> dict[str, str]:
    return {"note_to_customer": note_to_customer.strip(), "internal_note": internal_note.strip()}


def _part_values(record: RegistryRecord) -> dict[str, Any]:
    return {
        "part_kind": record.part_kind,
        "part_id": record.part_id,
        "part_label": record.label,
        "external_reference": record.external_reference,
    }


def _occurred(given: dt.datetime | None, record: RegistryRecord, at: dt.datetime) -> dt.datetime:
    if given is None:
        return at
    sentence = ""
    if given > at:
        sentence = _("The date of the rejection lies in the future.")
    elif record.sent_at and given < record.sent_at:
        sentence = _("The date of the rejection lies before the part was sent (%(sent_at)s).") % {
            "sent_at": told_day(day_in(record.application.reseller.time_zone, record.sent_at))
        }
    if sentence:
        raise WrongInput(sentence, code="date_wrong", fields={"rejected_on": [sentence]})
    return given


def _unlisted(text: str) -> list[CodeFacts]:
    """A rejection in words alone: one reason without a code, to be answered like one."""
    sentence = _("Choose the codes of the rejection, or write the reason the registry gave.")
    title = reason_given(text, field="codes", sentence=sentence)
    return [CodeFacts(IN_WORDS, UNLISTED, "text", title[:200], None, "", "", ())]


def _reasons(facts: list[CodeFacts], text: str) -> str:
    return "; ".join([*(fact.told for fact in facts), *([text] if text else [])])


def _approved(record: RegistryRecord, open_parts: list[RegistryRecord]) -> str:
    text = f"The registry approved {record.part_kind} {record.label} ({record.external_id})."
    if open_parts:
        text += f" Still open: {listed(f'{p.part_kind} {p.label}' for p in open_parts)}."
    return text


def _rejection_data(application: Application, record: RegistryRecord, facts: list[CodeFacts]) -> dict[str, Any]:
    return {
        "part": f"{record.part_kind}:{record.part_id}",
        "codes": [fact.key for fact in facts],
        "rejections": application.rejections,
        "state": str(application.state),
    }


def _rejected(application: Application, record: RegistryRecord, facts: list[CodeFacts], ends: list[str]) -> str:
    budget = attempt_budget(application)
    text = f"The registry rejected {record.part_kind} {record.label}: {_reasons(facts, '')}. "
    text += f"This is rejection {budget.used} of {budget.cap}."
    if ends:
        return f"{text} {listed(ends)} ends eligibility: this application cannot be submitted again."
    if not budget.left:
        return f"{text} It was the last: this application cannot be submitted again."
    return text
