"""Carrying out a website check: one visit, judged, its evidence kept."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import threading
from collections.abc import Awaitable, Callable, Iterator

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.egress.door import Door
from portal.egress.opening import open_door
from portal.evidence.services import capture_store
from portal.jobs.services import finish, release, renew
from portal.notices.events import NoticeEvent
from portal.notices.services import notify
from portal.rules.result import Verdict
from portal.webchecks.judging import Judgement, judge
from portal.webchecks.models import CheckRun, CheckTrigger, Observation
from portal.webchecks.turns import site_lock
from portal.webchecks.visiting.order import Order, Sighting
from portal.webchecks.visiting.visit import Visit

Progress = Callable[[int, int, str], None]


def check_perform(run: CheckRun, attempt: int, *, door: Door | None = None) -> None:
    """Carries out a claimed run and ends its job. Two runs of one site take turns.

    ``door`` stands in for the one of the settings. Raises LostLease.
    """
    with site_lock(run.host or str(run.id)) as held:
        if not held:
            release(CheckRun, run.id, attempt, progress_text="Waiting for another check of this site")
            return

        def progress(done: int, total: int, text: str) -> None:
            renew(CheckRun, run.id, attempt, progress=done, total=total, text=text)

        order = Order(run.url, run.privacy_policy_url, run.terms_url, run.opt_in_url)
        brand = {"legal_name": run.legal_name, "dba_name": run.dba_name}
        visit, judgement = look(
            order,
            brand,
            run.profile,
            kind=run.subject_kind,
            door=door or open_door(),
            pause=settings.WEBCHECK_PAUSE,
            progress=progress,
            ledger_years=max(run.business.retention_years, run.business.reseller.retention_years),
        )
        _write(run, attempt, visit, judgement)


def look(
    order: Order,
    brand: dict[str, str],
    profile: str,
    *,
    kind: str,
    door: Door,
    pause: float = 0.3,
    progress: Progress | None = None,
    ledger_years: int | None = None,
) -> tuple[Visit, Judgement]:
    """Makes one visit, step by step, and judges it; needs no database. Closes the door. ``pause`` is in seconds.

    ``ledger_years`` is how long the business keeps its consent records.
    """
    visit = Visit(door, order, pause=pause)
    steps = visit.steps()
    with _loop() as wait_for:
        try:
            for number, (words, step) in enumerate(steps):
                if progress:
                    progress(number, len(steps) + 1, words)
                wait_for(step())
        finally:
            wait_for(door.aclose())
    if progress:
        progress(len(steps), len(steps) + 1, "Judging what was seen")
    judgement = judge(visit.facts(), brand, kind=kind, profile=profile, at=now(), ledger_years=ledger_years)
    return visit, dataclasses.replace(judgement, evidence=tuple(visit.evidence))


@contextlib.contextmanager
def _loop() -> Iterator[Callable[[Awaitable[None]], None]]:
    """One event loop in a thread of its own for the whole visit; between the steps the caller may use its database."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="visit", daemon=True)
    thread.start()

    async def whole(step: Awaitable[None]) -> None:
        await step

    try:
        yield lambda step: asyncio.run_coroutine_threadsafe(whole(step), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        loop.close()


def _write(run: CheckRun, attempt: int, visit: Visit, judgement: Judgement) -> None:
    """Evidence first (write-once, harmless when the lease is lost), then rows and result in one transaction."""
    for evidence in judgement.evidence:
        capture_store(data=evidence.data, media_type=evidence.media_type, kind=evidence.kind)
    with transaction.atomic():
        Observation.objects.bulk_create(
            [_observation(run, attempt, number, each) for number, each in enumerate(visit.sightings, start=1)]
        )
        record(
            Act.CHECK_FINISHED,
            actor=SYSTEM,
            subject=Subject(run.subject_kind, run.subject_id, run.url[:200]),
            organizations=[run.business_id, run.business.parent_id],
            data={"url": run.url, "verdict": judgement.verdict.value},
        )
        finish(
            CheckRun,
            run.id,
            attempt,
            verdict=judgement.verdict.value,
            checks=judgement.checks,
            facts=judgement.facts,
            addresses=judgement.addresses,
            rulebook=judgement.rulebook,
            progress=len(visit.steps()) + 1,
            progress_text="Done",
        )
        _tell(run, judgement)


def _tell(run: CheckRun, judgement: Judgement) -> None:
    """A check nobody is waiting for tells the business when something on its website needs a look."""
    if run.trigger != CheckTrigger.SCHEDULE or judgement.verdict in (Verdict.PASS, Verdict.ADVICE):
        return
    words = {"host": run.host or run.url, "verdict": judgement.verdict.value.replace("_", " ")}
    notify(
        NoticeEvent.CHECK_FINISHED,
        organization_id=run.business_id,
        subject=Subject(run.subject_kind, run.subject_id, run.url[:200]),
        text=_("The scheduled check of %(host)s ended with: %(verdict)s.") % words,
        url=reverse("webchecks:run", args=[run.id]),
        actor=SYSTEM,
    )


def _observation(run: CheckRun, attempt: int, number: int, seen: Sighting) -> Observation:
    return Observation(
        run=run,
        attempt=attempt,
        number=number,
        role=seen.role,
        url=seen.url[:2048],
        addresses=list(seen.addresses),
        dialled=seen.dialled,
        status=seen.status,
        reason=seen.reason,
        size=seen.size,
        milliseconds=seen.milliseconds,
        capture_id=seen.sha256,
    )
