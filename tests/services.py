"""Starts the services of a test run before Django reads its settings: one PostgreSQL and one Valkey per run.

Loaded by ``-p tests.services`` (pytest-django reads settings before any conftest). The owner role migrates one template
database when a test first asks for the database; every worker gets a copy of it and connects as the application role.
Under xdist the controller starts the services and the workers find them by the environment they inherit.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import itertools
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.embedded.servers import APPLICATION, OWNER, Postgres, Valkey, stop
from tests import template

ROOT = Path(__file__).resolve().parent.parent
_PASSWORD = "test-run-only"
_TEMPLATE = "clearline_template"
_FOLDER = "CLEARLINE_TEST_FOLDER"
_copies = itertools.count(1)


def worker_number() -> int:
    """0 without xdist, else 1 and up."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1


def cluster() -> Postgres:
    """The PostgreSQL of this run."""
    folder = Path(os.environ[_FOLDER])
    return Postgres(folder / "pg", folder / "sockets", superuser_password=_PASSWORD, throw_away=True)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> Iterator[None]:
    """Starts the services (or, in a worker, finds them) and writes the settings into the environment."""
    if not {"--help", "-h", "--version", "-V"} & set(args):
        if "PYTEST_XDIST_WORKER" not in os.environ:
            _start(early_config, only_collecting=bool({"--collect-only", "--co"} & set(args)))
        _settings()
    return (yield)


def _start(config: pytest.Config, *, only_collecting: bool) -> None:
    folder = Path(tempfile.mkdtemp(prefix="clt-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as nobody and must pass
    (folder / "sockets").mkdir(mode=0o700)
    os.environ[_FOLDER] = str(folder)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    random = lambda: base64.b64encode(secrets.token_bytes(32)).decode()  # noqa: E731
    os.environ.update({name: random() for name in ("FIELD_KEYS", "HASH_KEY", "SIGNING_KEY")})
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    if only_collecting:
        return
    postgres, valkey = cluster(), Valkey(folder / "valkey", folder / "sockets", persistent=False)
    postgres.create()
    server = postgres.start()
    config.add_cleanup(lambda: stop(server, signal_number=signal.SIGQUIT))
    store = valkey.start()
    config.add_cleanup(lambda: stop(store, signal_number=signal.SIGKILL))
    postgres.roles(_PASSWORD, _PASSWORD)


def _settings() -> None:
    folder, number = Path(os.environ[_FOLDER]), worker_number()
    files = folder / f"var{number}"
    (files / "static").mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="portal.settings.test",
        DATABASE_URL=cluster().url(APPLICATION, _PASSWORD, f"clearline_{number}"),
        REDIS_URL=Valkey(folder / "valkey", folder / "sockets", persistent=False).url(number),
        CLEARLINE_VAR=str(files),
        PUBLIC_URL="http://portal.test",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",  # a browser test has a running event loop
    )
    os.environ.pop("DATABASE_OWNER_URL", None)


def ensure_template() -> None:
    """Migrates the template database, once per run. Fails the run with the room whose migrations are broken."""
    folder = Path(os.environ[_FOLDER])
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "template.done"
        if not done.exists():
            done.write_text(_migrate())
        if trouble := done.read_text():
            pytest.exit(trouble, returncode=3)


def _migrate() -> str:
    """Empty when all went well, else what went wrong, for people."""
    postgres = cluster()
    postgres.database(_TEMPLATE)
    dump = template.kept()
    if template.restored(postgres, _TEMPLATE, dump):
        return ""
    addresses = {
        "DATABASE_URL": postgres.url(APPLICATION, _PASSWORD, _TEMPLATE),
        "DATABASE_OWNER_URL": postgres.url(OWNER, _PASSWORD, _TEMPLATE),
    }
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--no-color", "--skip-checks"]
    run = subprocess.run(
        command, env={**os.environ, **addresses}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if run.returncode == 0:
        template.keep(postgres, _TEMPLATE, dump)
        return ""
    doing = [line for line in run.stdout.splitlines() if line.startswith("  Applying") and not line.endswith(" OK")]
    where = [line.strip() for line in run.stderr.splitlines() if "/migrations/" in line and "site-packages" not in line]
    last = run.stderr.strip().splitlines()[-8:]
    told = "\n".join(["The template database could not be migrated.", *doing, *where[-1:], *last])
    return told.replace(str(ROOT) + "/", "")


def copy_template(name: str) -> None:
    """A fresh database ``name``, copied from the template."""
    cluster().database(name, _TEMPLATE)


@contextlib.contextmanager
def fresh_copy() -> Iterator[str]:
    """Points Django at a fresh copy of the template for a while; what is committed there ends with it."""
    from django.db import connections  # noqa: PLC0415 - settings must be there first

    name = f"clearline_{worker_number()}_{next(_copies)}"
    copy_template(name)
    settings = connections.settings["default"]
    usual = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        settings["NAME"] = usual
        cluster().run(f'DROP DATABASE "{name}" WITH (FORCE)')
