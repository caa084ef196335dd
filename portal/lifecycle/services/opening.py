"""Starting an application: the first time, and anew after a final state."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organization, OrganizationKind
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongState
from portal.common.ids import next_reference
from portal.lifecycle import selectors
from portal.lifecycle.codes import told_of
from portal.lifecycle.models import Application, Kind, RegistryRecord
from portal.lifecycle.services.acting import News, decide, guard, lock, reason_given, tell, wrong_state
from portal.lifecycle.services.confirming import stretch_windows
from portal.lifecycle.states import FINAL, SPOKEN, PartStatus, State, possible
from portal.notices.events import NoticeEvent

AUTHORITIES = {"brand": "tcr", "campaign": "tcr", "number": "toll_free"}
"""Which registry answers for which kind of part."""


class Part(NamedTuple):
    """One rung of the ladder, as the subject's room gives it; windows in business days, if they are known."""

    kind: str
    id: uuid.UUID
    label: str
    window_low: int | None = None
    window_high: int | None = None


PartLike = Part | tuple[str, uuid.UUID, str]


@transaction.atomic
def application_open(
    *,
    actor: Actor,
    business: Organization,
    kind: str,
    subject_id: uuid.UUID,
    title: str = "",
    parts: Sequence[PartLike] = (),
) -> Application:
    """A draft application for a subject.

    Raises WrongPerson without the right to edit registrations, NotFound for a foreign business, WrongState when the
    subject already has an open application or a final one that only ``application_reapply`` may follow.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    if actor.kind is not ActorKind.SYSTEM and actor.organization_id not in (business.id, business.parent_id):
        raise NotFound()
    if business.kind != OrganizationKind.BUSINESS or kind not in Kind.values:
        raise ValueError(f"no application of kind {kind!r} for {business}")
    last = Application.objects.filter(kind=kind, subject_id=subject_id).order_by("-id").first()
    if last:
        raise _taken(last)
    application = _create(business, kind=kind, subject_id=subject_id, title=title)
    _write_parts(application, parts)
    tell(
        application,
        "open",
        Act.APPLICATION_OPENED,
        actor=actor,
        at=application.created_at,
        text="The registration was started.",
        data={"kind": kind},
    )
    return application


@transaction.atomic
def application_set_parts(
    *, application_id: uuid.UUID, actor: Actor, parts: Sequence[PartLike], title: str | None = None
) -> list[RegistryRecord]:
    """Says which parts the application consists of, in the order in which they are sent.

    A part that is not named any more is dropped if it was never sent. A brand that another application brought to
    approval starts as approved, with its id. Raises WrongState once the application lies with the reseller.
    """
    application = lock(actor, application_id)
    actor.require(Permission.REGISTRATION_EDIT)
    editable = (State.DRAFT, State.CHANGES_REQUESTED, State.INFORMATION_REQUESTED, State.REJECTED, State.APPROVED)
    if application.state not in editable:
        raise wrong_state(application, actor, "change what is registered")
    if title is not None and title != application.subject_title:
        application.subject_title = title[:200]
        application.save(update_fields=["subject_title"])
    _write_parts(application, parts)
    return selectors.parts_of(application)


@transaction.atomic
def application_allow_reapply(*, application_id: uuid.UUID, actor: Actor, reason: str) -> None:
    """A reviewer lets a business apply anew after a code that ended eligibility. Raises WrongInput without a reason."""
    application = lock(actor, application_id)
    guard(application, actor, "allow_reapply")
    reason = reason_given(reason, field="reason", sentence=_("Say why a new application is allowed after this code."))
    at = now()
    submission = application.submissions.get(number=application.submission_count)
    decision = decide(
        application, submission, "allow_reapply", actor, at, state_before=application.state, note_to_customer=reason
    )
    tell(
        application,
        "allow_reapply",
        Act.APPLICATION_REAPPLY_ALLOWED,
        actor=actor,
        at=at,
        text=f"A new application is allowed: {reason}",
        data={"decision": str(decision.id), "reason": reason},
        news=News(NoticeEvent.APPLICATION_RETURNED),
        decision=decision,
        submission=submission,
    )


@transaction.atomic
def application_reapply(
    *, application_id: uuid.UUID, actor: Actor, solved: dict[str, dict[str, Any]] | None = None
) -> Application:
    """A new draft that supersedes a final application of the same subject.

    After rejections every code of the old application must be in ``solved`` with ``change`` or ``text`` and with
    ``evidence`` (ids of documents); "all issues fully resolved" (source 000). After a code that ended eligibility a
    reviewer must have allowed it. Raises WrongState, WrongPerson or WrongInput (``fields`` by code).
    """
    old = lock(actor, application_id)
    if old.state not in FINAL:
        raise wrong_state(old, actor, SPOKEN["reapply"])
    actor.require(Permission.REGISTRATION_SUBMIT)
    if Application.objects.filter(supersedes=old).exists():
        raise WrongState(
            _("%(reference)s already has a successor.") % {"reference": old.reference},
            code="superseded",
            state=old.state,
            possible=[],
        )
    if old.state == State.INELIGIBLE:
        _guard_release(old)
        _guard_solved(old, solved or {})
    application = _create(old.organization, kind=old.kind, subject_id=old.subject_id, title=old.subject_title, old=old)
    application.solved_codes = solved or {}
    application.save(update_fields=["solved_codes"])
    _write_parts(
        application,
        [Part(p.part_kind, p.part_id, p.label, p.window_low, p.window_high) for p in selectors.parts_of(old)],
    )
    tell(
        application,
        "reapply",
        Act.APPLICATION_REAPPLIED,
        actor=actor,
        at=application.created_at,
        text=f"A new application was started after {old.reference} ({old.state_inside}).",
        data={"predecessor": old.reference},
    )
    return application


def _create(
    business: Organization, *, kind: str, subject_id: uuid.UUID, title: str, old: Application | None = None
) -> Application:
    reseller = business.reseller
    try:
        with transaction.atomic():
            return Application.objects.create(
                kind=kind,
                subject_id=subject_id,
                subject_title=title[:200],
                organization=business,
                reseller=reseller,
                reference=next_reference("REG"),
                rejection_cap=reseller.rejection_cap,
                supersedes=old,
            )
    except IntegrityError as error:
        last = Application.objects.filter(kind=kind, subject_id=subject_id).order_by("-id").first()
        if last is None:
            raise
        raise _taken(last) from error


def _taken(last: Application) -> WrongState:
    if last.is_final:
        text = _("%(reference)s for this is %(state)s. Start a new application from its page.")
        text %= {"reference": last.reference, "state": last.state_inside}
        return _refusal(last, "reapply_instead", text)
    text = _("%(reference)s is already open for this. Go on with that one.") % {"reference": last.reference}
    return _refusal(last, "already_open", text)


def _refusal(last: Application, code: str, text: str) -> WrongState:
    return WrongState(text, code=code, state=last.state, possible=possible(last.state), reference=last.reference)


def _write_parts(application: Application, parts: Iterable[PartLike]) -> None:
    wanted = [Part(*part) for part in parts]
    have = {(record.part_kind, record.part_id): record for record in application.parts.all()}
    for position, part in enumerate(wanted, start=1):
        record = have.pop((part.kind, part.id), None)
        if record is None:
            _new_record(application, position, part)
            continue
        record.position, record.label = position, part.label[:200]
        record.window_low, record.window_high = part.window_low, part.window_high
        record.save(update_fields=["position", "label", "window_low", "window_high"])
    for record in have.values():
        if record.status == PartStatus.NOT_SENT:
            record.delete()
    stretch_windows(application)


def _new_record(application: Application, position: int, part: Part) -> None:
    record = RegistryRecord(
        application=application,
        position=position,
        part_kind=part.kind,
        part_id=part.id,
        label=part.label[:200],
        authority=AUTHORITIES[part.kind],
        window_low=part.window_low,
        window_high=part.window_high,
    )
    take_over_brand(application, record)
    record.save(force_insert=True)


def take_over_brand(application: Application, record: RegistryRecord) -> bool:
    """Writes what another application of the business brought to approval into a brand's record; the caller saves it.

    Not where the brand itself is what is applied for: that one is sent, and approved, in its own right.
    """
    if record.part_kind != "brand" or record.part_id == application.subject_id:
        return False
    before = selectors.approved_part(part_kind="brand", part_id=record.part_id, but=application.id)
    if before is None or before.application.organization_id != application.organization_id:
        return False
    record.status, record.external_id = PartStatus.APPROVED, before.external_id
    record.external_reference = before.external_reference
    record.sent_at, record.answered_at = before.sent_at, before.answered_at
    said = selectors.identity_of(before)
    record.identity_status, record.standing_at = said.identity_status, said.standing_at
    record.trust_score = before.trust_score
    return True


def take_over_brands(application: Application) -> None:
    """A brand that was approved in another application meanwhile is not sent again; the caller holds the lock."""
    for record in application.parts.filter(part_kind="brand", status=PartStatus.NOT_SENT):
        if take_over_brand(application, record):
            record.save()
            stretch_windows(application)


def _guard_release(old: Application) -> None:
    ending = [code["key"] for code in selectors.old_codes(old) if code["resubmittable"] is False]
    if ending and not old.decisions.filter(verb="allow_reapply").exists():
        raise WrongState(
            _("%(ending)s ends eligibility. Ask %(reseller)s to allow a new application first.")
            % {"ending": ", ".join(ending), "reseller": old.reseller.name},
            code="release_needed",
            state=old.state,
            possible=["allow_reapply"],
        )


def _guard_solved(old: Application, solved: dict[str, dict[str, Any]]) -> None:
    fields = {}
    for code in selectors.old_codes(old):
        given = solved.get(code["key"]) or {}
        told = str(given.get("change") or given.get("text") or "").strip()
        if told and not given.get("evidence"):
            fields[code["key"]] = [_("Attach what shows that %(code)s was solved.") % {"code": told_of(code)}]
        elif not told:
            fields[code["key"]] = [_("Say how %(code)s was solved and attach what shows it.") % {"code": told_of(code)}]
    if fields:
        raise WrongInput(
            _("A new application needs every issue of the old one solved, each with evidence."),
            code="codes_unsolved",
            fields=fields,
        )
