"""One act on many applications: each row by its own verb in its own transaction, and a report that is kept.

The run and its rows are written first. A row's outcome is written in the same transaction as what its verb did, so a
run that was interrupted can be carried on, and nothing is done twice.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import NotFound, Refusal, WrongInput, WrongPerson
from portal.common.ids import uuid7
from portal.desk.models import BulkAction, BulkOutcome, BulkRow, BulkRun
from portal.desk.review.canned.filling import filled, left_in, names_of
from portal.lifecycle import selectors, services
from portal.lifecycle.models import Application, RegistryRecord, Submission
from portal.lifecycle.services import IdentityBlock, PartSending
from portal.lifecycle.snapshot import value_of
from portal.lifecycle.states import PartStatus, State

MOST_ROWS: Final = 100
_DONE_PARTS: Final = (PartStatus.APPROVED, PartStatus.SUSPENDED)


@dataclasses.dataclass(frozen=True, slots=True)
class RowAsked:
    """One row as chosen or pasted: ``value`` is its id or ticket at the registry, ``part`` names one of several parts,
    ``submission`` is the number that the reviewer saw.
    """

    reference: str
    value: str = ""
    part: str = ""
    submission: int | None = None


def run_of(actor: Actor, run_id: uuid.UUID) -> BulkRun:
    """One run of the actor's reseller. Raises NotFound, WrongPerson."""
    run = (
        BulkRun.objects.filter(id=run_id, reseller_id=actor.organization_id).first() if actor.organization_id else None
    )
    if run is None:
        raise NotFound()
    actor.require(Permission.APPLICATION_REVIEW)
    return run


def rows_of(run: BulkRun) -> list[BulkRow]:
    """The rows in the order in which they were chosen, with their applications."""
    return list(run.rows.select_related("application__organization").order_by("position"))


def runs_for(actor: Actor) -> QuerySet[BulkRun]:
    """The reports of the reseller, newest first, with how many rows ended how."""
    actor.require(Permission.APPLICATION_REVIEW)
    rows = BulkRun.objects.filter(reseller_id=actor.organization_id)
    ends = {f"n_{end.value}": Count("rows", filter=Q(rows__outcome=end)) for end in BulkOutcome}
    return rows.annotate(**ends).order_by("-at", "-id")


@transaction.atomic
def run_start(
    *, actor: Actor, run_id: uuid.UUID, action: str, rows: Sequence[RowAsked], arguments: dict[str, Any] | None = None
) -> BulkRun:
    """Writes down what is to be done. The same ``run_id`` again gives the run that is there; with another action or
    other rows it is a form that was used again after the browser's way back, and a run of its own.

    Raises WrongInput without rows or with more than 100, or where a note would reach a business with a name in braces;
    WrongPerson without the right to review.
    """
    actor.require(Permission.APPLICATION_REVIEW)
    if actor.kind is not ActorKind.USER or actor.id is None or actor.organization_id is None:
        raise WrongPerson(_("Only a person can do this to many registrations at once."))
    wanted = list(dict.fromkeys(rows))
    if not wanted or len(wanted) > MOST_ROWS:
        sentence = _("Choose between one and %(most)s registrations; these are %(count)s.") % {
            "most": MOST_ROWS,
            "count": len(wanted),
        }
        raise WrongInput(sentence, code="rows_count", fields={"rows": [sentence]})
    values = {"action": action, "arguments": arguments or {}, "by_id": actor.id, "by_label": actor.label}
    try:
        with transaction.atomic():
            run = BulkRun.objects.create(id=run_id, reseller_id=actor.organization_id, **values)
    except IntegrityError:
        there = BulkRun.objects.filter(id=run_id).first()
        if there is not None and _is_same(there, actor, action, wanted, arguments or {}):
            return there
        run = BulkRun.objects.create(id=uuid7(), reseller_id=actor.organization_id, **values)
    made = _rows(actor, run, wanted)
    if action == BulkAction.CHANGES:
        _guard_note(actor, made, run.arguments)
    BulkRow.objects.bulk_create(made)
    return run


def _is_same(run: BulkRun, actor: Actor, action: str, wanted: Sequence[RowAsked], arguments: Mapping[str, Any]) -> bool:
    """Whether this is the form that the run was begun with, sent once more by the same person."""
    if (run.by_id, run.reseller_id, run.action) != (actor.id, actor.organization_id, action):
        return False
    asked = [(row.reference, row.value[:100], row.part[:200]) for row in wanted]
    written = list(run.rows.order_by("position").values_list("reference", "value", "part"))
    return run.arguments == arguments and written == asked


def reference_of(text: str) -> str:
    """A reference as it was chosen or pasted, in the form in which it is looked up and kept."""
    return text.replace("\0", "").upper()[:40]


def _rows(actor: Actor, run: BulkRun, wanted: Sequence[RowAsked]) -> list[BulkRow]:
    references = {row.reference.upper() for row in wanted}
    known = selectors.applications_for(actor).filter(reference__in=references).exclude(state=State.DRAFT)
    found = {application.reference: application for application in known}
    made = []
    for position, row in enumerate(wanted, start=1):
        application = found.get(row.reference.upper())
        made.append(
            BulkRow(
                run=run,
                position=position,
                reference=row.reference[:40],
                application=application,
                submission_number=row.submission or (application.submission_count if application else None),
                value=row.value[:100],
                part=row.part[:200],
                outcome=BulkOutcome.WAITING if application else BulkOutcome.REFUSED,
                code="" if application else "not_found",
                reason="" if application else _("There is no registration of this reference here."),
                at=None if application else now(),
            )
        )
    return made


def run_carry_out(*, actor: Actor, run: BulkRun) -> None:
    """Does every row that is not done yet. Raises WrongPerson for anybody but the one who began the run."""
    if run.by_id != actor.id:
        raise WrongPerson(_("%(who)s began this; only the same person can carry it on.") % {"who": run.by_label})
    for row_id in run.rows.filter(outcome=BulkOutcome.WAITING).order_by("position").values_list("id", flat=True):
        _row_carry_out(row_id, actor)


@transaction.atomic
def _row_carry_out(row_id: uuid.UUID, actor: Actor) -> None:
    row = BulkRow.objects.select_for_update(of=("self",)).select_related("run", "application").get(id=row_id)
    if row.outcome != BulkOutcome.WAITING or row.application is None:
        return
    try:
        with transaction.atomic():
            row.outcome = _ACTS[BulkAction(row.run.action)](row, row.application, actor)
    except Refusal as refusal:
        row.outcome, row.code, row.reason = BulkOutcome.REFUSED, refusal.code[:40], refusal.message
    row.at = now()
    row.save(update_fields=["outcome", "code", "reason", "at"])
    if row.run.action == BulkAction.ASSIGN and not row.run.rows.filter(outcome=BulkOutcome.WAITING).exists():
        _tell_assigned(row.run, actor)


def _claim(row: BulkRow, application: Application, actor: Actor) -> BulkOutcome:
    services.application_claim(application_id=application.id, actor=actor)
    return BulkOutcome.DONE


def _release(row: BulkRow, application: Application, actor: Actor) -> BulkOutcome:
    services.application_release(application_id=application.id, actor=actor)
    return BulkOutcome.DONE


def _assign(row: BulkRow, application: Application, actor: Actor) -> BulkOutcome:
    person = uuid.UUID(row.run.arguments["person"])
    services.application_assign(application_id=application.id, actor=actor, person_id=person, told=False)
    return BulkOutcome.DONE


def _tell_assigned(run: BulkRun, actor: Actor) -> None:
    """One notice about the whole run, in the transaction of its last row."""
    done = run.rows.filter(outcome=BulkOutcome.DONE).select_related("application").order_by("position")
    given = [row.application for row in done if row.application]
    services.assigned_tell(actor=actor, person_id=uuid.UUID(run.arguments["person"]), applications=given)


def _changes(row: BulkRow, application: Application, actor: Actor) -> BulkOutcome:
    services.application_request_changes(
        application_id=application.id,
        actor=actor,
        note_to_customer=_note_to(application, actor, row.run.arguments),
        submission_number=row.submission_number,
    )
    return BulkOutcome.DONE


def _note_to(application: Application, actor: Actor, arguments: Mapping[str, str]) -> str:
    """The note as the business of one application reads it."""
    names = names_of(application, actor, arguments.get("of_codes", "").split(","))
    names["field"] = names["field"] or arguments.get("field", "")
    return filled(arguments["note"], **names)


def _guard_note(actor: Actor, rows: Sequence[BulkRow], arguments: Mapping[str, str]) -> None:
    """Raises WrongInput where a name in braces would reach a business as it is."""
    if not left_in(arguments["note"]):
        return
    notes = {r.reference: left_in(_note_to(r.application, actor, arguments)) for r in rows if r.application}
    without = [reference for reference, left in notes.items() if "field" in left]
    if any("code" in left for left in notes.values()):
        field, sentence = "note", _("{code} stands for no code here. Write what the businesses are to read instead.")
    elif without:
        sentence = _("No field is known in %(references)s. Write what stands for {field} there.")
        field, sentence = "field", sentence % {"references": ", ".join(without)}
    else:
        return
    raise WrongInput(sentence, code="note_not_filled", fields={field: [sentence]})


def _approve(row: BulkRow, application: Application, actor: Actor) -> BulkOutcome:
    part = _one_part(row, application, [PartStatus.SENT], _("lies with the registry"))
    services.application_record_approval(
        application_id=application.id,
        actor=actor,
        part=(part.part_kind, part.part_id),
        external_id=row.value,
        submission_number=row.submission_number,
    )
    return BulkOutcome.DONE


def _forward(row: BulkRow, application: Application, actor: Actor) -> BulkOutcome:
    kind, arguments = row.run.arguments["part_kind"], row.run.arguments
    parts = [p for p in selectors.parts_of(application) if p.part_kind == kind and p.status not in _DONE_PARTS]
    if not parts:
        raise WrongInput(_("%(reference)s has no %(kind)s to send.") % {"reference": row.reference, "kind": kind})
    parts = [part for part in parts if part.status != PartStatus.SENT] or parts
    reference = row.value or arguments["reference"]
    submission = selectors.last_submission(application)
    names = {name: arguments[name] for name in ("irs_letter", "website")}
    names["legal_name"] = str(value_of(submission.payload, "legal_name") or "") if submission else ""
    if submission and services.needs_second(application, submission, "forward"):
        _propose(row, application, actor, parts, {"reference": reference, **names})
        row.reason = _("Another reviewer has to carry it out.")
        return BulkOutcome.PROPOSED
    first = application.state == State.UNDER_REVIEW or not _was_forwarded(submission)
    services.application_forward(
        application_id=application.id,
        actor=actor,
        parts=[PartSending(part.part_kind, part.part_id, reference) for part in parts],
        identity_block=IdentityBlock(**names) if first else None,
        internal_note=arguments["internal_note"],
        submission_number=row.submission_number,
    )
    return BulkOutcome.DONE


def _was_forwarded(submission: Submission | None) -> bool:
    return submission is not None and submission.decisions.filter(verb="forward").exists()


def _propose(
    row: BulkRow, application: Application, actor: Actor, parts: list[RegistryRecord], values: dict[str, str]
) -> None:
    """The decision page's form, filled in, for the second person."""
    if submission := selectors.last_submission(application):
        sent = [PartSending(part.part_kind, part.part_id) for part in parts]
        services.guard_not_sent(application, submission, sent)
    arguments = {name: [value] for name, value in values.items()}
    arguments["parts"] = [f"{part.part_kind}:{part.part_id}" for part in parts]
    arguments["internal_note"] = [row.run.arguments["internal_note"]]
    arguments["submission_number"] = [str(row.submission_number)]
    services.application_propose(
        application_id=application.id,
        actor=actor,
        verb="forward",
        arguments=arguments,
        submission_number=row.submission_number,
    )


def _one_part(row: BulkRow, application: Application, statuses: Sequence[str], where: str) -> RegistryRecord:
    """The one part of the kind that is meant. Raises WrongInput when there is none, or several and none is named."""
    kind = row.run.arguments["part_kind"]
    parts = [p for p in selectors.parts_of(application) if p.part_kind == kind and p.status in statuses]
    named = [p for p in parts if row.part and row.part.casefold() in p.label.casefold()] if row.part else parts
    if len(named) == 1:
        return named[0]
    facts = {"reference": row.reference, "kind": kind, "where": where, "count": len(named), "name": row.part}
    if row.part and not named:
        raise WrongInput(_("No %(kind)s of %(reference)s that %(where)s is named “%(name)s”.") % facts)
    if not named:
        raise WrongInput(_("No %(kind)s of %(reference)s %(where)s.") % facts)
    raise WrongInput(_("%(count)s parts of %(reference)s are meant; name one in a third column.") % facts)


_ACTS: Final[dict[BulkAction, Callable[[BulkRow, Application, Actor], BulkOutcome]]] = {
    BulkAction.CLAIM: _claim,
    BulkAction.RELEASE: _release,
    BulkAction.ASSIGN: _assign,
    BulkAction.FORWARD: _forward,
    BulkAction.APPROVE: _approve,
    BulkAction.CHANGES: _changes,
}
