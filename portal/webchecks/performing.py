"""Carrying out a website check: one visit, judged, its evidence kept."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence

from django.conf import settings
from django.db import transaction

from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.egress.door import Door
from portal.egress.opening import open_door
from portal.evidence.services import capture_store
from portal.jobs.services import finish, renew
from portal.webchecks.drift import as_rows, changes_between
from portal.webchecks.judging import Judgement, judge
from portal.webchecks.models import CheckRun, Observation, Wait
from portal.webchecks.retrying import ask_again, second_try
from portal.webchecks.selectors import previous_of
from portal.webchecks.telling import tell
from portal.webchecks.turns import NotYet, Turns, put_off
from portal.webchecks.visiting.order import Order, Sighting
from portal.webchecks.visiting.visit import Visit

Progress = Callable[[int, int, str], None]
Admit = Callable[[Sequence[str]], None]


def check_perform(run: CheckRun, attempt: int, *, door: Door | None = None) -> None:
    """Carries out a claimed run and ends its job, or puts it off: two runs of one site take turns.

    ``door`` stands in for the one of the settings. Raises LostLease.
    """
    turns = Turns(run)
    try:
        turns.take_site()
        _carry_out(run, attempt, turns, door or open_door())
    except NotYet as busy:
        turns.leave()
        put_off(run, attempt, busy.turn)
    finally:
        turns.leave()


def _carry_out(run: CheckRun, attempt: int, turns: Turns, door: Door) -> None:
    CheckRun.objects.filter(id=run.id, attempts=attempt).update(waits_for=Wait.NOTHING, waits_at="")

    def progress(done: int, total: int, text: str) -> None:
        renew(CheckRun, run.id, attempt, progress=done, total=total, text=text)

    order = Order(run.url, run.privacy_policy_url, run.terms_url, run.opt_in_url)
    brand = {"legal_name": run.legal_name, "dba_name": run.dba_name}
    visit, judgement = look(
        order,
        brand,
        run.profile,
        kind=run.subject_kind,
        door=door,
        pause=settings.WEBCHECK_PAUSE,
        progress=progress,
        admit=turns.take_server,
        ledger_years=max(run.business.retention_years, run.business.reseller.retention_years),
    )
    again = None if run.retried else second_try(visit.facts())
    if again:
        ask_again(run, attempt, again)
    else:
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
    admit: Admit | None = None,
    ledger_years: int | None = None,
) -> tuple[Visit, Judgement]:
    """Makes one visit, step by step, and judges it; needs no database. Closes the door. ``pause`` is in seconds.

    ``admit`` is told the addresses once the name is looked up, and stops the visit by raising.
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
                if admit and number == 0:
                    admit(visit.facts().addresses)
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
    before = previous_of(run)
    changes = None if before is None else changes_between(before.checks, judgement.checks)
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
            changes=as_rows(changes or []),
            progress=len(visit.steps()) + 1,
            progress_text="Done",
        )
        tell(run, judgement.verdict.value, changes)


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
