"""Asking for a website check. ``portal.webchecks.performing`` carries it out."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.accounts.selectors import business_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.egress.names.targets import parse_target
from portal.egress.reasons import CannotReach
from portal.jobs.models import JobState
from portal.jobs.services import enqueue
from portal.rules.facts.hosts import site_of
from portal.webchecks.models import CheckRun, CheckTrigger, Wait

ASKER_LOCKS: Final = 0x57_44
"""First key of the advisory locks that make two askers for one subject take turns."""
COOLDOWN: Final = dt.timedelta(seconds=60)
"""So long a result is shown again to somebody who presses the button with the same questions."""
STALE: Final = dt.timedelta(days=1)
"""From this age on saved answers are checked again though the questions are the same."""
QUESTIONS: Final = (
    "url",
    "privacy_policy_url",
    "terms_url",
    "opt_in_url",
    "legal_name",
    "dba_name",
    "profile",
    "brand",
    "stated",
)
"""The columns of a run that say what it looks at and what it holds the site against."""


@transaction.atomic
def check_request(
    *,
    actor: Actor,
    business_id: uuid.UUID,
    subject: tuple[str, uuid.UUID],
    url: str,
    legal_name: str,
    dba_name: str = "",
    privacy_policy_url: str = "",
    terms_url: str = "",
    opt_in_url: str = "",
    brand: Mapping[str, Any] | None = None,
    stated: Sequence[Mapping[str, str]] = (),
    trigger: str,
    profile: str,
    then_task: str = "",
    then_id: uuid.UUID | None = None,
) -> CheckRun:
    """Asks for a check of a website; gives the run, which a worker carries out.

    A run of the same subject that waits or runs with the same questions is used again, and takes over ``then_task``
    if it has none; the button shows a result that is less than a minute old again. ``brand`` holds the flat answers
    the site is held against, ``stated`` the policies' addresses as other answers give them (where, role, url). Raises
    WrongPerson (neither edits nor reviews), NotFound (business), WrongInput (no or too long an address).
    """
    if not actor.may(Permission.APPLICATION_REVIEW):
        actor.require(Permission.REGISTRATION_EDIT)
    business = business_for(actor, business_id)
    held = {"legal_name": legal_name[:255], "dba_name": dba_name[:255], "profile": profile, "brand": dict(brand or {})}
    addresses = _addresses(url, privacy_policy_url, terms_url, opt_in_url)
    asked = {**addresses, **held, "stated": [dict(row) for row in stated]}
    _one_asker_at_a_time(subject)
    shown_again = _just_finished(subject, asked) if trigger == CheckTrigger.BUTTON else None
    if again := shown_again or _same_open_run(subject, asked, trigger, then_task, then_id):
        return again
    _drop_pending(actor, subject, _("Another check was asked for."))
    run = CheckRun(business=business, trigger=CheckTrigger(trigger), then_task=then_task, then_id=then_id, **asked)
    return _start(run, actor, subject)


@transaction.atomic
def check_after_save(
    *, actor: Actor, business: Organization, subject: tuple[str, uuid.UUID], **questions: Any
) -> CheckRun | None:
    """Asks for a check of saved answers, ``WEBCHECK_DEBOUNCE`` seconds after the last of several changes.

    ``questions`` are those of ``check_request`` that the caller knows; the others are asked as the last time. Gives the
    pending run, one per subject, or None when nothing needs to be looked at: an address or the name is missing, or the
    last run asked the same and is less than a day old. Raises WrongPerson.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    _one_asker_at_a_time(subject)
    pending = _pending(subject).first()
    others = _runs(subject).exclude(state=JobState.FAILED).exclude(state=JobState.QUEUED, waits_for=Wait.QUIET)
    last = others.order_by("-id").first()
    known = pending or last or CheckRun()
    asked = {name: getattr(known, name) for name in QUESTIONS} | {"profile": business.reseller.profile} | questions
    if not _is_complete(asked) or (last and _same_questions(last, asked) and now() - last.queued_at < STALE):
        _drop_pending(actor, subject, _("The answers are such that nothing needs to be looked at."))
        return None
    later = now() + dt.timedelta(seconds=settings.WEBCHECK_DEBOUNCE)
    if pending is None:
        run = CheckRun(business=business, trigger=CheckTrigger.SAVE, not_before=later, waits_for=Wait.QUIET, **asked)
        run.progress_text = _("Starts once the answers stay unchanged for a minute")
        return _start(run, actor, subject)
    for name, value in {**asked, "not_before": later, "asked_by": actor.label[:200]}.items():
        setattr(pending, name, value)
    pending.host, pending.site = _host_and_site(pending.url)
    pending.save()
    return pending


@transaction.atomic
def check_again(*, actor: Actor, run: CheckRun, trigger: str) -> CheckRun:
    """Asks what an earlier run asked once more, under the profile that the reseller has now.

    Gives the open run of the subject when there is one with these questions.
    """
    asked = {name: getattr(run, name) for name in QUESTIONS} | {"profile": run.business.reseller.profile}
    return check_request(
        actor=actor,
        business_id=run.business_id,
        subject=(run.subject_kind, run.subject_id),
        trigger=trigger,
        **asked,
    )


def _start(run: CheckRun, actor: Actor, subject: tuple[str, uuid.UUID]) -> CheckRun:
    """Writes a new run and queues it."""
    run.subject_kind, run.subject_id = subject
    run.asked_by = actor.label[:200]
    run.host, run.site = _host_and_site(run.url)
    run.save(force_insert=True)
    record(
        Act.CHECK_REQUESTED,
        actor=actor,
        subject=Subject(subject[0], subject[1], run.url[:200]),
        organizations=[run.business_id, run.business.parent_id],
        data={"url": run.url, "trigger": run.trigger},
    )
    enqueue(run)
    return run


def _addresses(url: str, privacy_policy_url: str, terms_url: str, opt_in_url: str) -> dict[str, Any]:
    return {
        "url": _address("website", url, needed=True),
        "privacy_policy_url": _address("privacy_policy_url", privacy_policy_url),
        "terms_url": _address("terms_url", terms_url),
        "opt_in_url": _address("opt_in_url", opt_in_url),
    }


def _address(field: str, text: str, *, needed: bool = False) -> str:
    text = text.strip()
    if needed and not text:
        sentence = "Enter the address of the website, such as https://example.com."
        raise WrongInput(sentence, code="website_missing", fields={field: [sentence]})
    if len(text) > 2048:
        sentence = "Enter an address of at most 2,048 characters."
        raise WrongInput(sentence, code="address_too_long", fields={field: [sentence]})
    return text


def _host_and_site(url: str) -> tuple[str, str]:
    """The host of an address and whose site it is part of; both empty when it is no address."""
    with contextlib.suppress(CannotReach):
        host = parse_target(url).host
        return host, site_of(host)
    return "", ""


def _is_complete(asked: Mapping[str, Any]) -> bool:
    """Whether there is enough to look at: an address that leads somewhere, and a name to look for."""
    lengths = all(len(asked[name]) <= 2048 for name in QUESTIONS if name.endswith("url"))
    return lengths and bool(asked["legal_name"]) and bool(_host_and_site(asked["url"])[0])


def _one_asker_at_a_time(subject: tuple[str, uuid.UUID]) -> None:
    """Until the transaction ends, nobody else asks for a check of this subject."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ASKER_LOCKS, f"{subject[0]} {subject[1]}"])


def _runs(subject: tuple[str, uuid.UUID]) -> QuerySet[CheckRun]:
    return CheckRun.objects.filter(subject_kind=subject[0], subject_id=subject[1])


def _pending(subject: tuple[str, uuid.UUID]) -> QuerySet[CheckRun]:
    """The run that waits for the answers to stay unchanged, locked."""
    return _runs(subject).select_for_update(of=("self",)).filter(state=JobState.QUEUED, waits_for=Wait.QUIET)


def _same_questions(run: CheckRun, asked: Mapping[str, Any]) -> bool:
    return all(getattr(run, name) == asked[name] for name in QUESTIONS)


def _just_finished(subject: tuple[str, uuid.UUID], asked: Mapping[str, Any]) -> CheckRun | None:
    done = _runs(subject).filter(state=JobState.DONE, finished_at__gt=now() - COOLDOWN, **asked)
    return done.order_by("-finished_at").first()


def _drop_pending(actor: Actor, subject: tuple[str, uuid.UUID], why: str) -> None:
    """Takes back a check of saved answers that has not begun; the trail keeps that it was asked for."""
    for run in _pending(subject):
        record(
            Act.CHECK_DROPPED,
            actor=actor,
            subject=Subject(subject[0], subject[1], run.url[:200]),
            organizations=[run.business_id, run.business.parent_id],
            data={"url": run.url, "why": why},
        )
        run.delete()


def _same_open_run(
    subject: tuple[str, uuid.UUID], asked: Mapping[str, Any], trigger: str, then_task: str, then_id: uuid.UUID | None
) -> CheckRun | None:
    """A run with the same questions that has not ended; one that only waits for quiet begins at once."""
    rows = _runs(subject).select_for_update(of=("self",)).filter(**asked)
    run = rows.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("-id").first()
    if run is None or (then_task and run.then_task and (run.then_task, run.then_id) != (then_task, then_id)):
        return None
    if then_task:
        run.then_task, run.then_id = then_task, then_id
    if run.state == JobState.QUEUED and run.waits_for == Wait.QUIET:
        run.trigger, run.waits_for, run.not_before, run.progress_text = CheckTrigger(trigger), Wait.NOTHING, None, ""
        enqueue(run)
    run.save(update_fields=["then_task", "then_id", "trigger", "waits_for", "not_before", "progress_text"])
    return run
