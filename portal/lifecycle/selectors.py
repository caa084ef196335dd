"""What a person may read of applications; foreign tenants' count as none."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.common.clock import now
from portal.lifecycle.clocks import FinalKind, Rejection, TemporaryEnd, TemporaryHistory, temporary_expiry
from portal.lifecycle.models import (
    Amendment,
    Appeal,
    Application,
    Confirmation,
    Decision,
    Kind,
    RegistryRecord,
    Submission,
    TemporaryRegistration,
    TemporaryState,
    TimelineEntry,
)
from portal.lifecycle.searching import worded
from portal.lifecycle.snapshot import Change, differences
from portal.lifecycle.states import FINAL, AppealState, ConfirmationState, PartStatus, State

LIVE_TEMPORARY = (TemporaryState.REQUESTED, TemporaryState.GRANTED)
_WITH = ("organization", "reseller", "assigned_to")


def applications_for(actor: Actor) -> QuerySet[Application]:
    """The applications of the actor's tenant. Raises WrongPerson without the right to view registrations."""
    actor.require(Permission.REGISTRATION_VIEW)
    return visible_to(actor, Application.objects.select_related(*_WITH), business="organization")


def applications_found(actor: Actor, text: str) -> QuerySet[Application]:
    """Those that a person's words lead to, as in the review queue, newest first; all of them without a text.

    What words find is sorted by its date: in the order of its key, all rows would be walked through for a few.
    Raises WrongPerson.
    """
    rows = applications_for(actor).defer("search", "search_words")
    return worded(rows, text).order_by("-created_at") if text.strip() else rows.order_by("-id")


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
    return list(timeline_read_by(actor).filter(application=application).select_related("decision", "submission"))


def timeline_read_by(actor: Actor) -> QuerySet[TimelineEntry]:
    """The entries of every history the actor may read; to a business what waits for a second reviewer is in review."""
    rows = visible_to(actor, TimelineEntry.objects.all(), business="application__organization")
    if actor.organization_kind == OrganizationKind.BUSINESS:
        return rows.exclude(verb__in=TimelineEntry.AMONG_REVIEWERS)
    return rows


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


def rejection_before(submission: Submission) -> Decision | None:
    """The rejection that a submission answers: the last one of an earlier submission."""
    rejections = Decision.objects.filter(application=submission.application_id, verb="record_rejection")
    return rejections.filter(submission__number__lt=submission.number).order_by("-number").first()


def notes_to_answer(application: Application) -> dict[str, str]:
    """The notes on fields of the reviewer who asked for changes, until it is handed in again: field -> note."""
    if application.state != State.CHANGES_REQUESTED:
        return {}
    asked = application.decisions.filter(verb="request_changes").order_by("-number").first()
    return asked.field_notes if asked else {}


def codes_to_answer(application: Application) -> list[dict[str, Any]]:
    """The codes that a resubmission must answer: those of the last rejection while it is unresolved."""
    if application.state != State.REJECTED:
        return []
    rejection = last_rejection(application)
    return list(rejection.codes) if rejection else []


def terminal_codes_open(application: Application) -> list[dict[str, Any]]:
    """Terminal codes of the unresolved rejection whose cause no reviewer has recorded as solved."""
    if application.state != State.REJECTED:
        return []
    codes: list[dict[str, Any]] = []
    solved: set[str] = set()
    for decision in application.decisions.filter(verb__in=["record_rejection", "resolve_terminal"]).order_by("number"):
        if decision.verb == "record_rejection":
            codes, solved = decision.codes, set()
        else:
            solved.update(code["key"] for code in decision.codes)
    return [code for code in codes if code["severity_class"].startswith("terminal") and code["key"] not in solved]


def old_codes(application: Application) -> list[dict[str, Any]]:
    """Every code of every rejection of an application, each once: what a new application must have solved.

    Not those of a rejection that its registry took back after an appeal.
    """
    decisions = application.decisions.filter(verb="record_rejection").order_by("number")
    decisions = decisions.exclude(appeal__state=AppealState.OVERTURNED)
    codes = {code["key"]: code for decision in decisions for code in decision.codes}
    return list(codes.values())


def all_codes(application: Application) -> list[dict[str, Any]]:
    """Every code that a decision on the application named."""
    return [code for codes in application.decisions.values_list("codes", flat=True) for code in codes]


def ineligible_kin(application: Application, parts: Iterable[RegistryRecord] | None = None) -> list[Application]:
    """Ineligible applications of the same reseller with a part of this one, whose issues no successor has solved.

    ``parts`` are the application's own, where they are known.
    """
    rows = Application.objects.filter(
        state=State.INELIGIBLE, reseller_id=application.reseller_id, superseded_by=None
    ).exclude(id=application.id)
    shared = Q()
    for part in application.parts.all() if parts is None else parts:
        shared |= Q(parts__part_kind=part.part_kind, parts__part_id=part.part_id)
    return list(rows.filter(shared).distinct().order_by("id")) if shared else []


def appeals_for(actor: Actor, application: Application) -> list[Appeal]:
    """Every appeal against a rejection of the application, newest first."""
    rows = visible_to(actor, Appeal.objects.select_related("decision"), business="application__organization")
    return list(rows.filter(application=application))


def appeal_open(application: Application) -> Appeal | None:
    """The appeal that its registry has not answered."""
    return application.appeals.filter(state=AppealState.FILED).select_related("decision").first()


def amendment_on_its_way(application: Application) -> Amendment | None:
    """The change after approval that nobody has decided on yet; there is one at most."""
    return application.amendments.filter(state__in=["draft", "pending", "forwarded"]).first()


def confirmation_awaited(application: Application) -> Confirmation | None:
    """What the brand's owner has to answer, if something is open."""
    rows = Confirmation.objects.filter(record__application=application, state=ConfirmationState.AWAITED)
    return rows.select_related("record").first()


def parts_of(application: Application) -> list[RegistryRecord]:
    """The ladder, in the order in which it is climbed."""
    return sorted(application.parts.all(), key=lambda part: part.position)


def sending_of(record: RegistryRecord, decisions: Iterable[Decision]) -> Decision | None:
    """The decision, of an application's, that recorded its part as sent last."""
    sent = [one for one in decisions if one.verb == "forward" and one.at == record.sent_at]
    return max(sent, key=lambda one: one.number, default=None)


def approved_part(*, part_kind: str, part_id: uuid.UUID, but: uuid.UUID | None = None) -> RegistryRecord | None:
    """The approved record of a part in any application of its subject: an approved brand is used again.

    Records that took over one answer are equally old by it; the newest of them knows the latest of the brand.
    """
    rows = RegistryRecord.objects.filter(part_kind=part_kind, part_id=part_id, status="approved")
    others = rows.exclude(application_id=but) if but else rows
    return others.order_by("-answered_at", "-id").first()


def identity_of(brand: RegistryRecord) -> RegistryRecord:
    """The record in which the brand's identity status was told last: this one, or that of a registration under way.

    Records of registrations that ended are left out: a brand that is filed anew is judged anew.
    """
    mine = Q(part_id=brand.part_id, application__organization_id=brand.application.organization_id)
    rows = RegistryRecord.objects.filter(mine, part_kind=brand.part_kind).exclude(identity_status="")
    under_way = rows.filter(Q(id=brand.id) | ~Q(application__state__in=FINAL))
    said = Coalesce("standing_at", "answered_at", "sent_at")
    return under_way.select_related("application").order_by(said.desc(nulls_last=True), "-id").first() or brand


def own_registrations() -> QuerySet[Application]:
    """The registrations of brands alone that were ever approved, newest first: the newest says how its brand stands.

    Suspended or retired, the brand carries no campaign; a brand without any stands as its campaigns do.
    """
    stands = [State.APPROVED, State.SUSPENDED, State.RETIRED]
    return Application.objects.filter(kind=Kind.BRAND, state__in=stands).order_by("-id")


def brand_stop(application: Application) -> str:
    """How the brand under a campaign stands, where that lets nothing be sent: suspended or retired; else empty."""
    brands = application.parts.filter(part_kind="brand").values("part_id")
    own = own_registrations().filter(organization_id=application.organization_id, subject_id__in=brands).first()
    return own.state if own and own.state != State.APPROVED else ""


def brand_suspended(record: RegistryRecord) -> bool:
    """Whether the brand's own registration is suspended at this moment, in whichever application it was made."""
    rows = RegistryRecord.objects.filter(part_kind=record.part_kind, part_id=record.part_id)
    return rows.filter(status=PartStatus.SUSPENDED, application__state=State.SUSPENDED).exists()


def temporaries_of(application: Application) -> list[TemporaryRegistration]:
    """Every temporary registration asked for, newest first."""
    return sorted(application.temporaries.all(), key=lambda temporary: temporary.requested_at, reverse=True)


def live_temporary(application: Application) -> TemporaryRegistration | None:
    """The one that is requested or granted and not recorded as ended."""
    return next((one for one in application.temporaries.all() if one.state in LIVE_TEMPORARY), None)


def temporary_history(temporary: TemporaryRegistration) -> TemporaryHistory:
    """The history that decides its end. The temporary registration must have been granted."""
    assert temporary.issued_at is not None  # only a granted one has a history
    application = temporary.application
    rows = application.decisions.filter(at__gte=temporary.issued_at)
    decisions = list(rows.select_related("appeal").order_by("number"))
    submitted = list(application.submissions.order_by("number").values_list("id", "at"))
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


def _rejection(decision: Decision, submitted: list[tuple[uuid.UUID, dt.datetime]]) -> Rejection:
    """The rejection with the instant of the submission after the rejected one, or of the appeal that took it back."""
    final: FinalKind = ""
    if decision.state_after == State.INELIGIBLE:
        final = "not_eligible" if any(code["resubmittable"] is False for code in decision.codes) else "cap"
    rejected = [submission for submission, _ in submitted].index(decision.submission_id)
    resolving = [at for _, at in submitted[rejected + 1 :]]
    appeal = getattr(decision, "appeal", None)
    if appeal is not None and appeal.state == AppealState.OVERTURNED:
        resolving.append(appeal.answered_at)
    resolved = min(resolving, default=None)
    return Rejection(decision.occurred_at, resolved, final)
