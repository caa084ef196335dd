"""The embedded portal: PostgreSQL, Valkey, demo websites, web, worker and beat, in this order."""

from __future__ import annotations

import argparse
import ctypes.util
import errno
import ipaddress
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from portal.embedded.folder import Folder, write_privately
from portal.embedded.processes import spawn, tail
from portal.embedded.servers import APPLICATION, OWNER, CannotStart, Postgres, Valkey, socket_folder, stop
from portal.embedded.supervisor import Child, GaveUp, Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
_PORTS_TO_TRY = 50
_PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def main(arguments: Sequence[str]) -> int:
    """Runs until Ctrl-C (status 0). Status 2 when it cannot start, 1 when a part died five times in a minute."""
    options = _parser().parse_args(arguments)
    portal = EmbeddedPortal(Folder(options.var), options)
    try:
        portal.run()
    except CannotStart as error:
        say(str(error))
        return 2
    except GaveUp as error:
        say(str(error))
        return 1
    finally:
        portal.supervisor.stop()
    say("Stopped.")
    return 0


def say(line: str) -> None:
    """Prints at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make run", description="Runs the portal with its own PostgreSQL and Valkey.")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; beyond the loopback no demo accounts"
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="first port to try")
    default = Path(os.environ.get("CLEARLINE_VAR", ROOT / "var"))
    parser.add_argument("--var", type=Path, default=default, help="folder of data, keys and logs")
    parser.add_argument("--no-demo", action="store_true", help="start without demo accounts")
    parser.add_argument(
        "--reset", action="store_true", help="remove all data, keys and demo accounts of the folder first"
    )
    return parser


class EmbeddedPortal:
    """One run."""

    def __init__(self, folder: Folder, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.supervisor = Supervisor(folder.path / "processes.json", say)
        self.environment: dict[str, str] = {}
        own_database = bool(os.environ.get("DATABASE_URL"))
        self.demo = not (options.no_demo or own_database or not is_loopback(options.host))

    def run(self) -> None:
        """Starts everything and watches it until a signal comes."""
        began = time.monotonic()
        self.supervisor.on_signals()
        self.folder.lock()
        if self.options.reset:
            self.folder.reset()
        if not self.demo and self.folder.has_demo:
            raise CannotStart(
                f"{self.folder.path} holds demo accounts, which nobody else may reach. Take another folder with "
                "--var, or remove everything in it with --reset."
            )
        with listen(self.options.host, self.options.port) as listener:
            self.address = f"http://{self.options.host}:{listener.getsockname()[1]}"
            self.folder.name_holder(self.address)
            self._settings()
            self._services()
            self._prepare()
            self._web(listener)
            self._story()
            self._workers()
            self.supervisor.watch(until=self._is_ready)
            if not self.supervisor.stopping:
                self._greet(time.monotonic() - began)
            self.supervisor.watch()
        say("\nStopping ...")

    def _settings(self) -> None:
        keys, made = self.folder.keys()
        if made:
            say(f"Made keys in {self.folder.path / 'keys'}. Keep a copy: without them no personal value can be read.")
        self.keys = keys
        self.environment = {
            **{name: value for name, value in keys.items() if name.isupper()},
            "PUBLIC_URL": self.address,
            **os.environ,
            "CLEARLINE_VAR": str(self.folder.path),
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo" if self.demo else "portal.settings.embedded",
            "PYTHONUNBUFFERED": "1",
        }

    def _services(self) -> None:
        sockets = socket_folder(self.folder.path)
        if not os.environ.get("DATABASE_URL"):
            server = Postgres(self.folder.path / "pg", sockets, superuser_password=self.keys["postgres-superuser"])
            server.create()
            self.supervisor.add(Child("postgres", server.log, server.start, signal.SIGINT, 30))
            owner, application = self.keys["postgres-owner"], self.keys["postgres-application"]
            server.roles(owner, application)
            server.database("clearline")
            self.environment["DATABASE_URL"] = server.url(APPLICATION, application, "clearline")
            self.environment["DATABASE_OWNER_URL"] = server.url(OWNER, owner, "clearline")
        if not os.environ.get("REDIS_URL"):
            store = Valkey(self.folder.path / "valkey", sockets, persistent=True)
            self.supervisor.add(Child("valkey", store.log, store.start))
            self.environment["REDIS_URL"] = store.url()

    def _prepare(self) -> None:
        if self.demo:
            self._child(
                "world", [sys.executable, "-m", "portal.webchecks.world", "--var", str(self.folder.path / "world")]
            )
        self._once("prepare", "serve_prepare", failing="The database could not be prepared.")
        self._write_environment()
        self.environment.pop("DATABASE_OWNER_URL", None)

    def _story(self) -> None:
        """Loads the demo data, once. The web server imports meanwhile; workers would run the story's jobs twice."""
        if self.supervisor.stopping or not self.demo or self.folder.demo()["loaded"]:
            return
        say(f"Filling the demo, served at {self.address} in a moment ...")
        # The story looks at the demo's own websites only: nobody to be polite to. What a browser sees of them comes
        # with the two checks that it leaves to the workers: a browser for each of its own would double the start.
        quickly = {"WEBCHECK_PAUSE": "0", "BROWSER": "off"}
        self._once("story", "demo_data", failing="The demo data could not be loaded.", **quickly)
        if not self.supervisor.stopping:
            self.folder.write_demo({**self.folder.demo(), "loaded": True})

    def _once(self, name: str, command: str, *, failing: str, **environment: str) -> None:
        """Runs a management command to its end. Raises CannotStart with the end of its log."""
        log = self.folder.log(name)
        process = spawn(
            [sys.executable, "manage.py", command],
            log=log,
            environment={**self.environment, **environment},
            folder=ROOT,
        )
        self.supervisor.watch(until=lambda: process.poll() is not None)
        if self.supervisor.stopping:
            stop(process)
        elif process.returncode:
            raise CannotStart(f"{failing} Last lines of {log}:\n{tail(log, 25)}")

    def _write_environment(self) -> None:
        """For `make manage`: the settings of this portal, as a shell reads them."""
        names = [
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
            "REDIS_URL",
            "CLEARLINE_VAR",
            "DJANGO_SETTINGS_MODULE",
            "PUBLIC_URL",
        ]
        names += [name for name in self.keys if name.isupper()]
        known = {name: self.environment[name] for name in names if name in self.environment}
        lines = [f"export {name}={shlex.quote(value)}\n" for name, value in known.items()]
        write_privately(self.folder.path / "environment", "".join(lines))

    def _web(self, listener: socket.socket) -> None:
        if self.supervisor.stopping:
            return
        number = listener.fileno()
        web = [
            sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{number}", "--preload",
            "--no-control-socket", "--worker-class", "gthread", "--workers", "2", "--threads", "8", "--timeout", "60",
            "--graceful-timeout", "10",
        ]  # fmt: skip
        self._child("web", web, stop_seconds=15, keep=(number,))

    def _workers(self) -> None:
        if self.supervisor.stopping:
            return
        celery = [sys.executable, "-m", "celery", "-A", "portal.celery"]
        worker = ["worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
        # A worker for the browser alone would cost another 100 MB; pages are drawn one at a time in any case.
        worker += ["--queues", "celery,browser,rescan"]
        beat = ["beat", "--scheduler", "celery.beat:Scheduler", "--pidfile=", "--loglevel", "INFO"]
        self._child("worker", [*celery, *worker], stop_seconds=40)
        self._child("beat", [*celery, *beat])

    def _child(self, name: str, command: list[str], *, stop_seconds: float = 15, keep: tuple[int, ...] = ()) -> None:
        log = self.folder.log(name)

        def start() -> subprocess.Popen[bytes]:
            return spawn(command, log=log, environment=self.environment, folder=ROOT, keep=keep)

        self.supervisor.add(Child(name, log, start, stop_seconds=stop_seconds))

    def _is_ready(self) -> bool:
        host, _, port = self.address.removeprefix("http://").rpartition(":")
        link = HTTPConnection(host.replace("0.0.0.0", "127.0.0.1"), int(port), timeout=5)  # noqa: S104
        try:
            link.request("GET", "/readyz")
            return link.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            link.close()

    def _greet(self, seconds: float) -> None:
        say(f"\nREADY after {seconds:.1f} s: {self.address}\n")
        if self.demo:
            known = self.folder.demo()
            say(f"Demo sign-ins; the password of all is  {known['password']}")
            for person in known["sign_ins"]:
                say(f"  {person['email']:<36} {person['role']}, {person['name']}")
        else:
            say("No demo accounts. Make the first operator with: make manage DO=createsuperuser")
        if not has_pango():
            say(f"\nPDFs are off, for want of Pango: apt-get install --no-install-recommends {_PANGO}")
        say("\nE-mails are written to var/mail, logs to var/log. Ctrl-C stops everything.")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on the port, or the next free one of fifty; it outlives restarts of the web server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + _PORTS_TO_TRY):
        link = socket.socket(family, socket.SOCK_STREAM)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            link.bind((host, number))
            link.listen(512)
        except OSError as error:
            link.close()
            if error.errno != errno.EADDRINUSE:
                raise CannotStart(f"Cannot listen on {host} port {number}: {error.strerror}.") from error
        else:
            if number != port:
                say(f"Port {port} is taken, so {number} it is.")
            return link
    raise CannotStart(f"Ports {port} to {port + _PORTS_TO_TRY - 1} are all taken; give another with PORT=....")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def has_pango() -> bool:
    """Whether the library that draws PDFs is there."""
    return ctypes.util.find_library("pango-1.0") is not None or any(
        place.exists() for place in Path("/usr/lib").glob("*/libpango-1.0.so.0")
    )
