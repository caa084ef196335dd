"""What every test can ask for: the cast, a database, the jobs run, a served portal; and what none may do."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.mail.utils import DNS_NAME
from hypothesis import HealthCheck, settings

from portal.common.collecting import settle
from tests import guard, sources
from tests.browser import chromium, pytest_collection_modifyitems
from tests.cast import cast
from tests.services import copy_template, ensure_template, fresh_copy, worker_number

__all__ = ["cast", "chromium", "pytest_collection_modifyitems"]

_MOST_RUNS = 500
"""A test's jobs that beget more than this are taken for an endless loop."""


def pytest_configure(config: pytest.Config) -> None:
    """Shuts the way to the network before any test module is imported, and gives generated tests all the time."""
    guard.shut()
    settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")
    DNS_NAME._fqdn = "portal.test"  # e-mails would look this machine's name up


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-sources` and `--check-sources`."""
    sources.add_options(parser)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Writes or compares `docs/sources.md` when asked to; what was loaded for it all is not looked through again."""
    sources.act(session)
    settle()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> None:
    """This worker's copy of the template; Django itself makes no test database."""
    ensure_template()
    copy_template(f"clearline_{worker_number()}")


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A fresh copy of the template in which commits are real."""
    with django_db_blocker.unblock(), fresh_copy() as name:
        yield name


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """The database: a fresh copy for tests marked ``committed``, else rolled back at the test's end."""
    committed = request.node.get_closest_marker("committed") or "live_portal" in request.fixturenames
    request.getfixturevalue("committed_database" if committed else "_django_db_helper")


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("committed") or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")


@pytest.fixture(autouse=True)
def _caches_start_empty(request: pytest.FixtureRequest) -> None:
    """Rate limits and the like of one test do not reach the next."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        from django.core.cache import cache  # noqa: PLC0415 - settings must be there first

        cache.clear()


@pytest.fixture
def live_portal(db: None) -> Iterator[str]:
    """Address of the portal served on the loopback from this test's own fresh database."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415
    from django.test.testcases import LiveServerThread  # noqa: PLC0415

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Runs every queued job, and what follows it, in this process until nothing is left; gives the number of runs."""
    from portal.celery import app  # noqa: PLC0415
    from portal.jobs.selectors import jobs_waiting, thens_waiting  # noqa: PLC0415

    app.loader.import_default_modules()

    def run() -> int:
        for done in itertools.count():
            waiting = [(job.task(), [str(job.pk)]) for job in jobs_waiting()]
            waiting += [("jobs.then", [job._meta.label_lower, str(job.pk)]) for job in thens_waiting()]
            if not waiting:
                return done
            assert done < _MOST_RUNS, f"jobs do not end; next would be {waiting[0]}"
            name, arguments = waiting[0]
            app.tasks[name](*arguments)
        raise AssertionError  # count does not end

    return run
