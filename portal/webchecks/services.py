"""Asking for a website check. ``portal.webchecks.performing`` carries it out."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import connection, transaction

from portal.accounts.permissions import Permission
from portal.accounts.selectors import business_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import WrongInput
from portal.egress.reasons import CannotReach
from portal.egress.targets import parse_target
from portal.jobs.models import JobState
from portal.jobs.services import enqueue
from portal.webchecks.models import CheckRun, CheckTrigger

ASKER_LOCKS: Final = 0x57_44
"""First key of the advisory locks that make two askers for one subject take turns."""


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
    if it has none. ``brand`` holds the flat answers the site is held against (social_urls, street, postal_code,
    domain_registered_on ...), ``stated`` the policies' addresses as other answers give them (where, role, url).
    Raises WrongPerson (neither edits nor reviews registrations), NotFound (business), WrongInput (no address, or one
    above 2,048 characters; a bad address is a verdict, not a refusal).
    """
    if not actor.may(Permission.APPLICATION_REVIEW):
        actor.require(Permission.REGISTRATION_EDIT)
    business = business_for(actor, business_id)
    asked: dict[str, Any] = {
        "url": _address("website", url, needed=True),
        "privacy_policy_url": _address("privacy_policy_url", privacy_policy_url),
        "terms_url": _address("terms_url", terms_url),
        "opt_in_url": _address("opt_in_url", opt_in_url),
        "legal_name": legal_name[:255],
        "dba_name": dba_name[:255],
        "profile": profile,
        "brand": dict(brand or {}),
        "stated": [dict(row) for row in stated],
    }
    _one_asker_at_a_time(subject)
    again = _same_open_run(subject, asked, then_task, then_id)
    run = CheckRun(business=business, trigger=CheckTrigger(trigger), then_task=then_task, then_id=then_id, **asked)
    return again or _start(run, actor, subject)


def _start(run: CheckRun, actor: Actor, subject: tuple[str, uuid.UUID]) -> CheckRun:
    """Writes a new run and queues it."""
    run.subject_kind, run.subject_id = subject
    run.host, run.asked_by = _host(run.url), actor.label[:200]
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


def _address(field: str, text: str, *, needed: bool = False) -> str:
    text = text.strip()
    if needed and not text:
        sentence = "Enter the address of the website, such as https://example.com."
        raise WrongInput(sentence, code="website_missing", fields={field: [sentence]})
    if len(text) > 2048:
        sentence = "Enter an address of at most 2,048 characters."
        raise WrongInput(sentence, code="address_too_long", fields={field: [sentence]})
    return text


def _host(url: str) -> str:
    with contextlib.suppress(CannotReach):
        return parse_target(url).host
    return ""


def _one_asker_at_a_time(subject: tuple[str, uuid.UUID]) -> None:
    """Until the transaction ends, nobody else asks for a check of this subject."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ASKER_LOCKS, f"{subject[0]} {subject[1]}"])


def _same_open_run(
    subject: tuple[str, uuid.UUID], asked: Mapping[str, Any], then_task: str, then_id: uuid.UUID | None
) -> CheckRun | None:
    rows = CheckRun.objects.select_for_update().filter(subject_kind=subject[0], subject_id=subject[1], **asked)
    run = rows.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("-id").first()
    if run is None or not then_task or (run.then_task, run.then_id) == (then_task, then_id):
        return run
    if run.then_task:
        return None
    run.then_task, run.then_id = then_task, then_id
    run.save(update_fields=["then_task", "then_id"])
    return run
