"""A long queue of checks drains with no run lost and none made twice while the broker is killed and comes back.

``DRAIN_SITES=1000`` (`make drain`) takes the whole thousand; the suite takes a part of it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count, F

from portal.audit.models import AuditEvent
from portal.celery import app
from portal.common import clock
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.embedded.processes import spawn
from portal.embedded.servers import Valkey, socket_folder, stop
from portal.jobs.models import JobState
from portal.jobs.services import let_go, sweep
from portal.settings.environment import Environment
from portal.webchecks.models import CheckRun, Observation
from portal.webchecks.services import check_request
from tests.cast import Cast
from tests.e2e.stack import ROOT, until
from tests.webchecks.drained.village import name_of, village

pytestmark = [pytest.mark.e2e, pytest.mark.committed]

SITES = int(os.environ.get("DRAIN_SITES", "200"))


@dataclasses.dataclass
class Broker:
    """A Valkey of the test's own that keeps nothing, so that whoever kills it loses every message."""

    server: Valkey
    process: subprocess.Popen[bytes]

    def is_killed_and_started_anew(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process = self.server.start()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    server = Valkey(tmp_path / "valkey", socket_folder(tmp_path), persistent=False)
    made = Broker(server, server.start())
    usual = app.conf.broker_url
    _use_broker(Environment().broker(server.url()))
    yield made
    _use_broker(usual)
    stop(made.process)


def _use_broker(url: str) -> None:
    """This process's messages go there from now on."""
    app.conf.update(broker_url=url, broker_read_url=url, broker_write_url=url)
    app._pool = app.amqp._producer_pool = None


@contextlib.contextmanager
def workers(folder: Path, broker: Broker, count: int) -> Iterator[None]:
    """Real worker processes with two children each, on this test's database."""
    database = re.sub(r"/[^/]+$", f"/{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    told = {
        "DJANGO_SETTINGS_MODULE": "tests.webchecks.drained.settings",
        "DATABASE_URL": database,
        "REDIS_URL": broker.server.url(),
        "CLEARLINE_VAR": str(folder),
    }
    command = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "--concurrency", "2"]
    command += ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    started = [
        spawn(
            [*command, "-n", f"drain{number}@%h"],
            log=folder / f"{number}.log",
            environment=os.environ | told,
            folder=ROOT,
        )
        for number in range(count)
    ]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            stop(process)


def done() -> int:
    return CheckRun.objects.filter(state=JobState.DONE).count()


def drained(count: int = SITES) -> bool:
    """Does what the beat does, and says whether so many runs are done."""
    sweep()
    return done() >= count


def ask_for_all(cast: Cast) -> None:
    """A minute ago, so that the sweep need not wait before it takes a message for lost."""
    with clock.at(now() - dt.timedelta(minutes=1)):
        for number in range(SITES):
            check_request(
                actor=SYSTEM,
                business_id=cast.greenleaf.id,
                subject=("brand", uuid.uuid4()),
                url=f"http://shop{number}.test/",
                legal_name=name_of(number),
                trigger="schedule" if number % 2 else "button",
                profile="as_documented",
            )


def test_a_long_queue_drains_once_though_the_broker_is_killed(cast: Cast, broker: Broker, tmp_path: Path) -> None:
    ask_for_all(cast)
    with village(tmp_path, SITES), workers(tmp_path, broker, 2):
        until(lambda: done() >= SITES // 4, seconds=180)
        broker.is_killed_and_started_anew()
        assert done() < SITES
        until(lambda: drained(SITES // 2), seconds=60 + SITES)
        let_go()  # runs whose worker was stopped need not wait for their lease; nor is harm done to all the others
        until(drained, seconds=60 + SITES)
    assert not CheckRun.objects.exclude(state=JobState.DONE).exists()
    assert not CheckRun.objects.filter(verdict="").exists()
    finals = Observation.objects.filter(attempt=F("run__attempts")).values("run").annotate(count=Count("id"))
    assert (finals.count(), Observation.objects.exclude(attempt=F("run__attempts")).count()) == (SITES, 0)
    for act in ("webcheck:run:requested", "webcheck:run:finished"):
        counts = AuditEvent.objects.filter(act=act).values("subject_id").annotate(count=Count("id"))
        assert (counts.count(), set(counts.values_list("count", flat=True))) == (SITES, {1})
