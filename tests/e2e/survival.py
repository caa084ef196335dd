"""Killing parts of a running portal while owners have work done, and counting afterwards what became of the work."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import shlex
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psycopg2

from portal.auditpack import verify
from tests.e2e.stack import Stack, until

_LAST_PART = re.compile(r"/([0-9a-f-]{36})/$")


@dataclasses.dataclass
class Owner:
    """An owner of a business at a browser without scripts; keeps to one registration."""

    stack: Stack
    email: str
    reference: str = ""

    def __post_init__(self) -> None:
        self._browser = httpx.Client(base_url=self.stack.address, follow_redirects=True, timeout=60)

    def signs_in(self) -> Owner:
        """Signs in, and learns which registration is theirs."""
        self._sends("/accounts/login/", login=self.email, password=self.stack.password)
        home = self._opens("/").text
        found = re.search(r"/registrations/(REG-\d+)/", home)
        assert found, home
        self.reference = found[1]
        return self

    def asks_for_check(self) -> str:
        """Presses "Check my website"; answers the run's id."""
        return self._id_in(self._sends(f"/registrations/{self.reference}/website-check/"))

    def asks_for_package(self) -> str:
        """Fills in the form for a package, with the password again where it is asked for; answers the package's id."""
        form = self._opens("/packages/new/")
        if "reauthenticate" in form.url.path:
            self._sends(str(form.url), password=self.stack.password)
        asked = {"application": self.reference, "purpose": "Carrier audit, ticket 5512"}
        return self._id_in(self._sends("/packages/new/", **asked))

    def _id_in(self, answer: httpx.Response) -> str:
        found = _LAST_PART.search(answer.url.path)
        assert found, f"{self.email} ended at {answer.url}: {answer.text}"
        return found[1]

    def _opens(self, path: str) -> httpx.Response:
        return self._browser.get(path).raise_for_status()

    def _sends(self, path: str, **values: str) -> httpx.Response:
        """Sends the form of a page; answers where that led."""
        page = self._opens(path).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page
        return self._browser.post(path, data={"csrfmiddlewaretoken": token[1], **values}).raise_for_status()


@dataclasses.dataclass
class Work:
    """What was asked for: ids of checks and of packages."""

    stack: Stack
    checks: list[str] = dataclasses.field(default_factory=list)
    packages: list[str] = dataclasses.field(default_factory=list)

    def asked_by(self, owner: Owner) -> None:
        """Asks for a check and a package and waits until workers have begun both."""
        self.checks.append(owner.asks_for_check())
        self.packages.append(owner.asks_for_package())
        begun = "SELECT 1 FROM {} WHERE id = %s AND started_at IS NOT NULL"
        until(lambda: asked(self.stack, begun.format("webchecks_checkrun"), self.checks[-1]))
        until(lambda: asked(self.stack, begun.format("auditpack_auditpackage"), self.packages[-1]))

    def reaches(self, stage: str, run: str) -> None:
        """Waits until a worker is in the middle of this slice of a check, or the check has ended without it."""
        there = "state = 'done' OR (state = 'running' AND stage = %s AND progress > 0)"
        until(lambda: asked(self.stack, f"SELECT 1 FROM webchecks_checkrun WHERE id = %s AND ({there})", run, stage))

    def ends(self) -> None:
        """Waits until no job of any kind waits or runs."""
        kinds = asked(self.stack, "SELECT table_name FROM information_schema.columns WHERE column_name = 'lease_until'")
        busy = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE state IN ('queued', 'running')" for (table,) in kinds)
        until(lambda: not asked(self.stack, busy), seconds=300)


def asked(stack: Stack, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that a query finds in the portal's database."""
    lines = (stack.folder / "environment").read_text().splitlines()
    settings = dict(line.removeprefix("export ").split("=", 1) for line in lines)
    connection = psycopg2.connect(shlex.split(settings["DATABASE_URL"])[0])
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall()
    finally:
        connection.close()


def parts(stack: Stack) -> dict[str, int]:
    """Names of the running parts -> processes."""
    found: dict[str, int] = json.loads((stack.folder / "processes.json").read_text())
    return found


def killed(stack: Stack, part: str, *, end: Callable[[int, int], None] = os.kill) -> None:
    """Ends a part the hard way and waits until another stands in its place and the portal can serve.

    ``end`` is ``os.killpg`` where nothing that the part began may get to its end without it.
    """
    before = parts(stack)[part]
    end(before, signal.SIGKILL)
    until(lambda: parts(stack).get(part) not in (None, before) and is_ready(stack))


def is_ready(stack: Stack) -> bool:
    """Whether the portal says that it can serve."""
    try:
        return httpx.get(f"{stack.address}/readyz", timeout=5).is_success
    except httpx.TransportError:
        return False


def left_behind(stack: Stack) -> list[int]:
    """Processes of a portal, also those that changed their names and work in its folder (PostgreSQL's)."""
    found = set(stack.pids())
    for process in Path("/proc").glob("[0-9]*"):
        try:
            inside = (process / "cwd").readlink().is_relative_to(stack.folder)
        except OSError:
            continue
        found |= {int(process.name)} if inside else set()
    return sorted(found)


def faults_of_check(stack: Stack, run: str) -> list[str]:
    """What is wrong with a check that was asked for once: not done, seen twice, told twice."""
    row = "SELECT state, subject_id FROM webchecks_checkrun WHERE id = %s"
    [(state, subject)] = asked(stack, row, run)
    seen = asked(stack, "SELECT number FROM webchecks_observation WHERE run_id = %s ORDER BY number", run)
    done = asked(stack, "SELECT 1 FROM webchecks_checkrun WHERE subject_id = %s AND state = 'done'", subject)
    told = asked(stack, f"{_TOLD} AND act = 'webcheck:run:finished'", subject)
    begun = asked(stack, f"{_TOLD} AND act = 'webcheck:run:requested'", subject)
    facts = {
        f"is {state}": state != "done",
        f"has observations {seen}": [number for (number,) in seen] != list(range(1, len(seen) + 1)) or not seen,
        f"{len(begun)} asked for, {len(done)} done, {len(told)} told": not len(begun) == len(done) == len(told),
    }
    return [f"check {run} {fault}" for fault, wrong in facts.items() if wrong]


def faults_of_package(stack: Stack, package: str) -> list[str]:
    """What is wrong with a package: not done, told twice, its file missing, altered or not as it was signed."""
    row = "SELECT state, reference, file, sha256, size FROM auditpack_auditpackage WHERE id = %s"
    [(state, reference, name, sha256, size)] = asked(stack, row, package)
    if state != "done":
        return [f"package {reference} is {state}"]
    told = asked(stack, f"{_TOLD} AND act = 'package:build:finished'", package)
    file = files(stack) / Path(name).name
    data = file.read_bytes()
    facts = {
        f"was told {len(told)} times": len(told) != 1,
        f"is stored as {name}": name != f"packages/{reference}.zip",
        "differs from its row": (hashlib.sha256(data).hexdigest(), len(data)) != (sha256, size),
        **dict.fromkeys(verify.verify(file)["problems"], True),
    }
    return [f"package {reference} {fault}" for fault, wrong in facts.items() if wrong]


def files(stack: Stack) -> Path:
    """Where the portal keeps its packages."""
    return stack.folder / "files" / "packages"


_TOLD = "SELECT 1 FROM audit_auditevent WHERE subject_id = %s"
