"""Whatever part dies while a check and a package are made, the work is finished: nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stack import Stack, start, until
from tests.e2e.survival import Owner, Work, asked, faults_of_check, faults_of_package, files, killed, left_behind

OWNERS = {
    "worker": "ines@lakeview-clinic.test",
    "valkey": "bruno@brightside-salon.test",
    "postgres": "priya@maple-street-bakery.test",
    "web": "walt@northside-auto.test",
    "supervisor": "alice@goodleaf-dental.test",
}
"""The part that dies -> the owner whose check and package are made meanwhile."""
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    # pytest's own temporary folders are shut to others, and as root PostgreSQL runs as nobody
    top = Path(tempfile.mkdtemp(dir=os.environ["CLEARLINE_TEST_FOLDER"]))
    top.chmod(0o711)
    given = Work(start(top / "var"))
    yield given
    given.stack.stop()


def ended_once(work: Work) -> None:
    """Everything asked for has ended well, exactly once; every file belongs to a row."""
    work.ends()
    assert [fault for run in work.checks for fault in faults_of_check(work.stack, run)] == []
    assert [fault for package in work.packages for fault in faults_of_package(work.stack, package)] == []
    known = asked(work.stack, "SELECT file FROM auditpack_auditpackage")
    assert sorted(f"packages/{file.name}" for file in files(work.stack).iterdir()) == sorted(name for (name,) in known)


def was_cut_off(stack: Stack, table: str, slices: str = "1 + attempts_forgiven") -> bool:
    """Whether any job of a kind was begun more often than it has slices, without which nothing would be proven."""
    return asked(stack, f"SELECT max(attempts - ({slices})) FROM {table}") > [(0,)]


def test_the_demo_leaves_checks_to_its_workers_that_a_browser_looks_at(work: Work) -> None:
    drawn = "SELECT url FROM webchecks_observation WHERE role = 'browser' ORDER BY url"
    until(lambda: len(asked(work.stack, drawn)) == 2, seconds=180)
    sites = ("brightside-salon", "goodleaf-dental")
    assert asked(work.stack, drawn) == [(f"https://{site}.test/texts",) for site in sites]


def test_work_outlives_the_death_of_each_part(work: Work) -> None:
    owners = {part: Owner(work.stack, email).signs_in() for part, email in OWNERS.items() if part != "supervisor"}
    for part, owner in owners.items():
        work.asked_by(owner)
        killed(work.stack, part)
    ended_once(work)
    assert was_cut_off(work.stack, "webchecks_checkrun", "CASE stage WHEN 'browser' THEN 2 ELSE 1 END")
    assert was_cut_off(work.stack, "auditpack_auditpackage")


def test_a_check_outlives_a_worker_that_dies_in_each_of_its_slices(work: Work) -> None:
    cut: set[str] = set()
    for email in ("tom@summit-fitness.test", *OWNERS.values()):  # a slice may end before the blow falls
        run = Owner(work.stack, email).signs_in().asks_for_check()
        work.checks.append(run)
        for stage in ("pages", "browser"):
            work.reaches(stage, run)
            killed(work.stack, "worker", end=os.killpg)
        ended_once(work)
        tries = "SELECT attempts_forgiven > 1, attempts - attempts_forgiven > 1 FROM webchecks_checkrun WHERE id = %s"
        ((pages, browser),) = asked(work.stack, tries, run)
        cut |= {stage for stage, was in (("pages", pages), ("browser", browser)) if was}
        if cut == {"pages", "browser"}:
            return
    pytest.fail(f"only these slices were cut off: {cut}")


def test_work_outlives_the_supervisor(work: Work) -> None:
    work.asked_by(Owner(work.stack, OWNERS["supervisor"]).signs_in())
    work.stack.process.kill()
    work.stack.process.wait()
    until(lambda: not left_behind(work.stack))
    work.stack = start(work.stack.folder)
    ended_once(work)
