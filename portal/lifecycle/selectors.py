"""What a person may read of applications; foreign tenants' count as none."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q, QuerySet

from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.common.clock import now
from portal.lifecycle.clocks import Rejection, TemporaryEnd, TemporaryHistory, temporary_expiry
from portal.lifecycle.models import (
    Appeal,
    Application,
    Confirmation,
    Decision,
    RegistryRecord,
    Submission,
    TemporaryRegistration,
    TemporaryState,
    TimelineEntry,
)
from portal.lifecycle.snapshot import Change, differences
from portal.lifecycle.states import FINAL, AppealState, ConfirmationState, State

_WITH = ("organization", "reseller", "assigned_to")


def applications_for(actor: Actor) -> QuerySet[Application]:
    """The applications of the actor's tenant. Raises WrongPerson without the right to view registrations."""
    actor.require(Permission.REGISTRATION_VIEW)
    return visible_to(actor, Application.objects.select_related(*_WITH), business="organization")


def application_for(actor: Actor, *, reference: str = "", id: uuid.UUID | str = "") -> Application:  # noqa: A002
    """One application by its public reference or id. Raises NotFound, WrongPerson."""
    lookup: dict[str, uuid.UUID | str] = {"id": id} if id else {"reference": reference.upper()}
    rows = Application.objects.select_related(*_WITH)
    return get_for(actor, rows, business="organization", right=Permission.REGISTRATION_VIEW, **lookup)


def open_application_of(actor: Actor, *, kind: str, subject_id: uuid.UUID) -> Application | None:
    """The one application of a subject that is not final, if there is one."""
    return applications_for(actor).filter(kind=kind, subject_id=subject_id).exclude(state__in=FINAL).first()


def latest_application_of(actor: Actor, *, kind: str, subject_id: uuid.UUID) -> Application | None:
    """The newest application of a subject, final or not."""
    return applications_for(actor).filter(kind=kind, subject_id=subject_id).order_by("-id").first()


def timeline_for(actor: Actor, application: Application) -> list[TimelineEntry]:
    """The history in plain words, newest first."""
    rows = TimelineEntry.objects.select_related("decision", "submission")
    return list(visible_to(actor, rows, business="application__organization").filter(application=application))


def submissions_for(actor: Actor, application: Application) -> list[Submission]:
    """Every submission, first to last."""
    rows = visible_to(actor, Submission.objects.all(), business="application__organization")
    return list(rows.filter(application=application).order_by("number"))


def submission_for(actor: Actor, application: Application, number: int) -> Submission:
    """One submission by its number. Raises NotFound."""
    rows = Submission.objects.filter(application=application)
    return get_for(actor, rows, business="application__organization", number=str(number))


def last_submission(application: Application) -> Submission | None:
    """The submission that decisions are about."""
    return application.submissions.order_by("-number").first()


def submission_diff(a: Submission, b: Submission) -> list[Change]:
    """The fields that differ from submission ``a`` to ``b``, in the order in which ``b`` shows them."""
    return differences(a.payload, b.payload)


def decisions_for(actor: Actor, application: Application) -> list[Decision]:
    """Every decision, first to last. Pages for customers must leave out ``internal_note``."""
    rows = visible_to(actor, Decision.objects.select_related("submission"), business="application__organization")
    return list(rows.filter(application=application).order_by("number"))


def last_rejection(application: Application) -> Decision | None:
    """The last recorded rejection, if there is one."""
    return application.decisions.filter(verb="record_rejection").order_by("-number").first()


def codes_to_answer(application: Application) -> list[dict[str, Any]]:
    """The codes that a resubmission must answer: those of the last rejection while it is unresolved."""
    if application.state != State.REJECTED:
        return []
    rejection = last_rejection(application)
    return list(rejection.codes) if rejection else []


def terminal_codes_open(application: Application) -> list[dict[str, Any]]:
    """Terminal codes of the unresolved rejection whose cause no reviewer has recorded as solved."""
    rejection = last_rejection(application)
    if application.state != State.REJECTED or rejection is None:
        return []
    solved: set[str] = set()
    for decision in application.decisions.filter(verb="resolve_terminal", number__gt=rejection.number):
        solved.update(code["key"] for code in decision.codes)
    return [c for c in rejection.codes if c["severity_class"].startswith("terminal") and c["key"] not in solved]


def old_codes(application: Application) -> list[dict[str, Any]]:
    """Every code of every rejection of an application, each once: what a new application must have solved.

    Not those of a rejection that its registry took back after an appeal.
    """
    decisions = application.decisions.filter(verb="record_rejection").order_by("number")
    decisions = decisions.exclude(appeal__state=AppealState.OVERTURNED)
    codes = {code["key"]: code for decision in decisions for code in decision.codes}
    return list(codes.values())


def ineligible_kin(application: Application) -> list[Application]:
    """Ineligible applications of the same reseller with a part of this one, whose issues no successor has solved."""
    rows = Application.objects.filter(
        state=State.INELIGIBLE, reseller_id=application.reseller_id, superseded_by=None
    ).exclude(id=application.id)
    keys = application.parts.values_list("part_kind", "part_id")
    shared = Q()
    for kind, part_id in keys:
        shared |= Q(parts__part_kind=kind, parts__part_id=part_id)
    return list(rows.filter(shared).distinct().order_by("id")) if shared else []


def appeals_for(actor: Actor, application: Application) -> list[Appeal]:
    """Every appeal against a rejection of the application, newest first."""
    rows = visible_to(actor, Appeal.objects.select_related("decision"), business="application__organization")
    return list(rows.filter(application=application))


def appeal_open(application: Application) -> Appeal | None:
    """The appeal that its registry has not answered."""
    return application.appeals.filter(state=AppealState.FILED).select_related("decision").first()


def confirmation_awaited(application: Application) -> Confirmation | None:
    """What the brand's owner has to answer, if something is open."""
    rows = Confirmation.objects.filter(record__application=application, state=ConfirmationState.AWAITED)
    return rows.select_related("record").first()


def parts_of(application: Application) -> list[RegistryRecord]:
    """The ladder, in the order in which it is climbed."""
    return list(application.parts.order_by("position"))


def approved_part(*, part_kind: str, part_id: uuid.UUID, but: uuid.UUID | None = None) -> RegistryRecord | None:
    """The approved record of a part in any application of its subject: an approved brand is used again."""
    rows = RegistryRecord.objects.filter(part_kind=part_kind, part_id=part_id, status="approved")
    others = rows.exclude(application_id=but) if but else rows
    return others.order_by("-answered_at").first()


def temporaries_of(application: Application) -> list[TemporaryRegistration]:
    """Every temporary registration asked for, newest first."""
    return list(application.temporaries.order_by("-requested_at"))


def live_temporary(application: Application) -> TemporaryRegistration | None:
    """The one that is requested or granted and not recorded as ended."""
    live = [TemporaryState.REQUESTED, TemporaryState.GRANTED]
    return application.temporaries.filter(state__in=live).first()


def temporary_history(temporary: TemporaryRegistration) -> TemporaryHistory:
    """The history that decides its end. The temporary registration must have been granted."""
    assert temporary.issued_at is not None  # only a granted one has a history
    application = temporary.application
    rows = application.decisions.filter(at__gte=temporary.issued_at)
    decisions = list(rows.select_related("appeal").order_by("number"))
    submitted = list(application.submissions.order_by("number").values_list("at", flat=True))
    approvals = [d.at for d in decisions if d.verb == "record_approval" and d.state_after == State.APPROVED]
    withdrawn = application.state == State.WITHDRAWN
    return TemporaryHistory(
        issued=temporary.issued_at,
        days=temporary.days,
        grace_days=temporary.grace_days,
        ends_at_final=temporary.ends_at_final,
        rejections=tuple(_rejection(d, submitted) for d in decisions if d.verb == "record_rejection"),
        approved_at=min(approvals, default=None),
        withdrawn_at=application.state_since if withdrawn else None,
        stopped_at=temporary.stopped_at,
    )


def temporary_end(temporary: TemporaryRegistration) -> TemporaryEnd | None:
    """When a granted one ends as things stand, and why; None for one that was never granted."""
    return temporary_expiry(temporary_history(temporary)) if temporary.issued_at else None


def temporary_is_active(application: Application, at: dt.datetime | None = None) -> bool:
    """Whether messages may be sent under a temporary registration at an instant (now if not given)."""
    instant = at or now()
    for temporary in temporaries_of(application):
        end = temporary_end(temporary)
        if end and temporary.issued_at and temporary.issued_at <= instant < end.at:
            return True
    return False


def _rejection(decision: Decision, submitted: list[dt.datetime]) -> Rejection:
    final = ""
    if decision.state_after == State.INELIGIBLE:
        final = "not_eligible" if any(code["resubmittable"] is False for code in decision.codes) else "cap"
    resolving = [at for at in submitted if at > decision.at]
    appeal = getattr(decision, "appeal", None)
    if appeal is not None and appeal.state == AppealState.OVERTURNED:
        resolving.append(appeal.answered_at)
    resolved = min(resolving, default=None)
    return Rejection(decision.occurred_at, resolved, "cap" if final == "cap" else "not_eligible" if final else "")
