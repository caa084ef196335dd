"""The customer's submit: at once with a fresh website check, or as a wish that a check's end completes."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import ApiKey, Membership
from portal.accounts.scoping import actor_for_key, actor_for_membership
from portal.audit.acts import Act
from portal.common.actor import SYSTEM, Actor, ActorKind
from portal.common.businessdays import business_date_after
from portal.common.canonical import canonical_bytes, canonical_sha256
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import CHECK_FRESH, REVIEW_TARGET, end_of_day, expected_window
from portal.lifecycle.codes import sought, told_of
from portal.lifecycle.models import Application, Submission
from portal.lifecycle.papers import PROVE_IDENTITY, identity_unproven
from portal.lifecycle.searching import with_words, words_of
from portal.lifecycle.services.acting import WISH_CLEARED, News, guard, lock, move, tell
from portal.lifecycle.snapshot import Snapshot, check_declaration, check_payload, value_of
from portal.lifecycle.states import State, possible
from portal.notices.events import NoticeEvent


@transaction.atomic
def application_submit(*, application_id: uuid.UUID, actor: Actor, snapshot: Snapshot) -> Submission:
    """Stores the snapshot as the next submission and hands the application to the reseller.

    Raises WrongState, WrongPerson, or WrongInput with code `blocking_findings` (facts: ``rules``), `check_missing`,
    `check_too_old`, `declaration_missing`, or with ``fields`` by code `terminal_open`, `codes_unanswered` or
    `papers_missing`.
    """
    application = lock(actor, application_id)
    guard(application, actor, "submit")
    at = now()
    _guard_snapshot(application, snapshot, at)
    _guard_answers(application, snapshot.answers)
    _guard_ineligible_kin(application)
    if not application.parts.exists():
        raise ValueError(f"{application.reference} has no parts; its room has to set them before a submit")
    resolved = application.state == State.REJECTED
    submission = _store(application, actor, snapshot, at)
    move(application, State.PENDING, at, **_submitted_values(application, snapshot, at))
    overrides = sorted(rule for rule, reason in snapshot.overrides.items() if reason.strip())
    tell(
        application,
        "submit",
        Act.APPLICATION_SUBMITTED,
        actor=actor,
        at=at,
        text=_words(submission.number, resolved=resolved, overrides=len(overrides)),
        data={
            "number": submission.number,
            "payload_sha256": bytes(submission.payload_sha256).hex(),
            "overrides": overrides,
        },
        news=News(NoticeEvent.APPLICATION_SUBMITTED, to_reseller=True),
        submission=submission,
    )
    return submission


@transaction.atomic
def application_wish_submit(
    *, application_id: uuid.UUID, actor: Actor, check_run_id: uuid.UUID, intent: dict[str, Any]
) -> Application:
    """Remembers that the person wants to submit as soon as the website check has finished.

    ``intent`` is what the subject's room needs to go on (declaration, overrides, answers), as plain JSON. The person is
    remembered with it; ``wish_actor`` gives the actor back. Raises WrongState, WrongPerson, and WrongInput where the
    submit itself would for its answers: nobody waits for a check only to be told of a code left open.
    """
    application = lock(actor, application_id)
    guard(application, actor, "submit")
    _guard_answers(application, intent.get("answers") or {})
    who = {"kind": actor.kind.value, "id": str(actor.id), "organization": str(actor.organization_id)}
    at = now()
    move(
        application,
        State(application.state),
        at,
        submit_requested_at=at,
        submit_check_run=check_run_id,
        submit_intent={**intent, "actor": {**who, "address": actor.address, "request_id": actor.request_id}},
        submit_returned="",
    )
    tell(
        application,
        "wish_submit",
        Act.APPLICATION_SUBMIT_WISHED,
        actor=actor,
        at=at,
        text="Submitting waits for the website check to finish.",
        data={"check": str(check_run_id)},
    )
    return application


@transaction.atomic
def application_return_wish(*, application_id: uuid.UUID, reason: str, actor: Actor = SYSTEM) -> None:
    """Gives the wish back unfulfilled, with the reason for people; does nothing when there is none."""
    application = lock(actor, application_id)
    if application.submit_requested_at is None:
        return
    at = now()
    values = {**WISH_CLEARED, "submit_returned": reason[:500]}
    move(application, State(application.state), at, **values)
    tell(
        application,
        "return_wish",
        Act.APPLICATION_SUBMIT_RETURNED,
        actor=actor,
        at=at,
        text=f"Not submitted: {reason}",
        data={"reason": reason},
        news=News(NoticeEvent.APPLICATION_RETURNED),
    )


def wish_actor(application: Application) -> Actor:
    """The party who wished to submit, with the rights it has today.

    Raises WrongState when there is no wish, WrongPerson when the party no longer belongs to the organization.
    """
    who = application.submit_intent.get("actor") if application.submit_requested_at else None
    if not who:
        raise WrongState(
            _("Nobody asked to submit %(reference)s.") % {"reference": application.reference},
            code="no_wish",
            state=application.state,
            possible=possible(application.state),
        )
    address, request_id = who["address"], who["request_id"]
    if who["kind"] == ActorKind.API_KEY:
        key = ApiKey.objects.select_related("organization").filter(id=who["id"], revoked_at=None).first()
        if key:
            return actor_for_key(key, address=address, request_id=request_id)
    rows = Membership.objects.select_related("organization__parent", "user")
    membership = rows.filter(user_id=who["id"], organization_id=who["organization"], user__is_active=True).first()
    if membership is None:
        raise WrongPerson(_("Whoever asked to submit this no longer belongs to the business. Submit it again."))
    return actor_for_membership(membership, address=address, request_id=request_id)


def _guard_snapshot(application: Application, snapshot: Snapshot, at: dt.datetime) -> None:
    check_payload(snapshot.payload, kind=application.kind)
    check_declaration(snapshot.declaration)
    blocking = {str(f["rule"]) for f in snapshot.findings if f.get("severity") == "error"}
    open_rules = sorted(rule for rule in blocking if not snapshot.overrides.get(rule, "").strip())
    if open_rules:
        count = len(open_rules)
        raise WrongInput(
            ngettext(
                "%(count)s finding blocks this registration. Change what it names, or write why it stands.",
                "%(count)s findings block this registration. Change what they name, or write for each why it stands.",
                count,
            )
            % {"count": count},
            code="blocking_findings",
            fields={rule: [_("Change this, or write why it stands.")] for rule in open_rules},
            rules=open_rules,
        )
    if snapshot.check_run_id is None:
        if value_of(snapshot.payload, "website"):
            raise WrongInput(_("Run the website check first; it takes a minute or two."), code="check_missing")
        return
    if snapshot.check_finished_at is None or at - snapshot.check_finished_at > CHECK_FRESH:
        raise WrongInput(_("The website check is older than 15 minutes. Run it again."), code="check_too_old")


def _guard_answers(application: Application, answers: Mapping[str, Mapping[str, Any]]) -> None:
    terminal = selectors.terminal_codes_open(application)
    if terminal:
        keys = ", ".join(code["key"] for code in terminal)
        raise WrongInput(
            _("%(keys)s is terminal: ask %(reseller)s to record how its cause was solved, then submit.")
            % {"keys": keys, "reseller": application.reseller.name},
            code="terminal_open",
            fields={code["key"]: [_("Its cause has to be recorded as solved first.")] for code in terminal},
        )
    missing = {}
    for code in selectors.codes_to_answer(application):
        answer = answers.get(code["key"]) or {}
        if not any(answer.get(name) for name in ("change", "evidence", "text")):
            missing[code["key"]] = [_("Say what you changed or added because of %(code)s.") % {"code": told_of(code)}]
    if missing:
        raise WrongInput(
            _("Answer every code of the last rejection before submitting again."),
            code="codes_unanswered",
            fields=missing,
        )
    doubts = identity_unproven(application)
    if doubts:
        raise WrongInput(
            _("The rejection doubts who the business is. %(prove_identity)s") % {"prove_identity": PROVE_IDENTITY},
            code="papers_missing",
            fields={code["key"]: [str(PROVE_IDENTITY)] for code in doubts},
        )


def _guard_ineligible_kin(application: Application) -> None:
    """A new application after ineligibility has all issues resolved, whichever subject it is about (source 000).

    One EIN is one brand of a reseller, so the applications of the same EIN are those that share the brand.
    """
    kin = selectors.ineligible_kin(application)
    if kin:
        names = ", ".join(old.reference for old in kin)
        raise WrongInput(
            _(
                "%(names)s of the same brand or number is ineligible, and its issues are open. "
                "Open it, mark every code as solved with evidence and apply anew there; then "
                "submit this."
            )
            % {"names": names},
            code="kin_ineligible",
            fields={old.reference: [_("Mark its codes as solved and apply anew.")] for old in kin},
        )


def _store(application: Application, actor: Actor, snapshot: Snapshot, at: dt.datetime) -> Submission:
    salt = os.urandom(16)
    submission = Submission(
        application=application,
        number=application.submission_count + 1,
        payload_sha256=canonical_sha256(snapshot.payload, salt=salt),
        salt=salt,
        verdict=snapshot.verdict,
        findings=snapshot.findings,
        rulebook=snapshot.rulebook,
        profile=snapshot.profile,
        check_run=snapshot.check_run_id,
        check_finished_at=snapshot.check_finished_at,
        overrides=snapshot.overrides,
        answers=snapshot.answers,
        declaration=_declared(snapshot.declaration, actor),
        by_id=actor.id,
        by_label=actor.label,
        at=at,
    )
    submission.payload_text = canonical_bytes(snapshot.payload).decode()
    submission.save(force_insert=True)
    return submission


def _declared(declaration: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The declaration as JSON, with the address it came from."""
    at = declaration["at"]
    written = at.isoformat() if isinstance(at, dt.datetime) else str(at)
    return {**declaration, "at": written, "address": declaration.get("address") or actor.address}


def _submitted_values(application: Application, snapshot: Snapshot, at: dt.datetime) -> dict[str, Any]:
    zone = application.reseller.time_zone
    window = expected_window(application.kind, at, zone=zone)
    values: dict[str, Any] = {
        "submission_count": application.submission_count + 1,
        "submitted_at": at,
        "risk": risk_of(snapshot.findings, rejections=application.rejections),
        "search_words": with_words(words_of(snapshot.payload), sought(selectors.all_codes(application))),
        "due_at": end_of_day(business_date_after(at, REVIEW_TARGET, zone=zone), zone=zone),
        "expected_from": window.earliest,
        "expected_by": window.latest,
    }
    if application.submission_count == 0:
        values["rejection_cap"] = application.reseller.rejection_cap
    return values


def risk_of(findings: list[dict[str, Any]], *, rejections: int) -> int:
    """0 to 100, for the order of the queue: overridden errors weigh 20, rejections so far 15, warnings 5."""
    severities = [finding.get("severity") for finding in findings]
    return min(100, 20 * severities.count("error") + 15 * rejections + 5 * severities.count("warning"))


def _words(number: int, *, resolved: bool, overrides: int) -> str:
    text = f"Submission {number} was handed in"
    text += ", with an answer to every code of the rejection." if resolved else "."
    if overrides:
        text += f" {overrides} {'point' if overrides == 1 else 'points'} that would be rejected went in with a reason."
    return text
