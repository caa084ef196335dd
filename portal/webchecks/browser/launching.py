"""Starting the browser: unprivileged, inside its sandbox, with the tunnel as its only way out, and ending all of it.

There is no way to start it without its sandbox. Started as root it runs as `nobody`, with a home of its own that is
removed with the job; where the system does not let it build its sandbox it refuses, and so do we.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import pwd
import shlex
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal.egress.tunnel.proxy import USER, Tunnel
from portal.webchecks.browser.hunger import end_when_hungry
from portal.webchecks.browser.leavings import PREFIX, clear_leavings

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext
    from playwright.async_api._context_manager import PlaywrightContextManager

WIDTH: Final = 1280
HEIGHT: Final = 900
LOCALE: Final = "en-US"
PATIENCE: Final = 12.0
"""Seconds for the browser to start."""
FAREWELL: Final = 3.0
"""Seconds for the browser to end by itself before it is killed."""
MOST_MEMORY: Final = 1_500_000_000
"""Bytes for the whole browser, five times what usual pages take; one that holds more is killed."""

FLAGS: Final = (
    # Nothing but the tunnel: no look-up of names, no UDP, no second protocol, no exception for the loopback.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--no-pings",
    "--disable-sync",
    "--gaia-url=https://accounts.invalid",  # whom it would ask on every start whether somebody is signed in
    "--disable-domain-reliability",
    # Less of the machine within reach, and an end to what a page may take of it.
    "--disable-3d-apis",
    "--disable-gpu",
    "--disable-file-system",
    "--disable-notifications",
    "--disable-speech-api",
    "--deny-permission-prompts",
    "--js-flags=--max-old-space-size=256",
    "--disk-cache-size=1048576",
)


PREFERENCES: Final = {
    "autofill": {"enabled": False, "profile_enabled": False, "credit_card_enabled": False},
    "credentials_enable_service": False,
    "net": {"network_prediction_options": 2},
    "profile": {"password_manager_enabled": False},
    "safebrowsing": {"enabled": False},
    "search": {"suggest_enabled": False},
    "signin": {"allowed": False, "allowed_on_next_startup": False},
    "translate": {"enabled": False},
    "webrtc": {"ip_handling_policy": "disable_non_proxied_udp"},
}
"""What the browser would otherwise ask its maker about the forms it shows."""


class BrowserRefused(Exception):
    """The browser did not start, or broke off; the words are its own and for logs."""


@dataclasses.dataclass(frozen=True, slots=True)
class Launcher:
    """How the browser is started. ``agent`` is its User-Agent; ``trusted`` are hashes of a test world's own keys.

    ``memory`` is how many bytes it may hold.
    """

    program: Path
    agent: str
    trusted: Sequence[str] = ()
    memory: int = MOST_MEMORY

    def command(self) -> str:
        """The line of the shell that becomes the browser, its arguments aside. Raises BrowserRefused."""
        program = shlex.quote(str(self.program))
        setpriv = shutil.which("setpriv")
        if os.geteuid() != 0:
            return f"{setpriv} --no-new-privs {program}" if setpriv else program
        if not setpriv:
            raise BrowserRefused("started as root, and there is no setpriv to give that up with")
        nobody = pwd.getpwnam("nobody")
        return (
            f"{setpriv} --reuid={nobody.pw_uid} --regid={nobody.pw_gid} --clear-groups --no-new-privs"
            f" --inh-caps=-all --bounding-set=-all {program}"
        )

    def flags(self) -> list[str]:
        """The browser's own switches beside those that Playwright gives."""
        known = [f"--ignore-certificate-errors-spki-list={','.join(self.trusted)}"] if self.trusted else []
        return [*FLAGS, *known]

    @contextlib.asynccontextmanager
    async def launched(self, tunnel: Tunnel) -> AsyncIterator[BrowserContext]:
        """A browser of its own for one job; when left, every process and file of it is gone. Raises BrowserRefused."""
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - only where a browser is wanted

        with _folder() as folder:
            environment = _environment(folder, self.command())
            manager = async_playwright()
            try:
                playwright = await asyncio.wait_for(manager.start(), PATIENCE)
                context = await playwright.chromium.launch_persistent_context(
                    folder / "profile",
                    executable_path=_script(folder),
                    args=self.flags(),
                    env=environment,
                    chromium_sandbox=True,
                    headless=True,
                    timeout=1_000 * PATIENCE,
                    artifacts_dir=folder / "artifacts",
                    proxy={"server": f"http://127.0.0.1:{tunnel.port}", "username": USER, "password": tunnel.password},
                    viewport={"width": WIDTH, "height": HEIGHT},
                    locale=LOCALE,
                    timezone_id="America/Chicago",
                    user_agent=self.agent,
                    service_workers="block",
                    accept_downloads=False,
                    permissions=[],
                    color_scheme="light",
                    reduced_motion="reduce",
                )
            except (Error, TimeoutError, OSError) as error:
                await _end(manager, None, folder)
                raise BrowserRefused(str(error)[:2_000]) from error
            watch = asyncio.create_task(end_when_hungry(_number(folder), self.memory, lambda: _kill(folder)))
            try:
                yield context
            finally:
                watch.cancel()
                await _end(manager, context, folder)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder for one job, removed after it; `nobody` may write to what is the browser's in it.

    Before, the folders go whose jobs were killed and could not remove theirs.
    """
    clear_leavings()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        for name in ("home", "tmp", "profile", "profile/Default"):
            (folder / name).mkdir(mode=0o700)
        (folder / "profile/Default/Preferences").write_text(json.dumps(PREFERENCES), encoding="utf-8")
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            folder.chmod(0o711)
            for path in folder.rglob("*"):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _script(folder: Path) -> Path:
    """What Playwright starts; a copy in the job's folder where the file came without its mark of a program."""
    script = Path(__file__).with_name("launch.sh")
    if os.access(script, os.X_OK):
        return script
    copy = folder / "launch.sh"
    shutil.copyfile(script, copy)
    copy.chmod(0o700)
    return copy


def _environment(folder: Path, command: str) -> dict[str, str | float | bool]:
    """All that the browser knows of this process: none of its settings and keys. The script uses up the first two."""
    return {
        "CLEARLINE_PID": str(folder / "pid"),
        "CLEARLINE_COMMAND": command,
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }


async def _end(manager: PlaywrightContextManager, context: BrowserContext | None, folder: Path) -> None:
    """Asks the browser to end, then kills what is left: its group, and the driver that spoke to it."""
    with contextlib.suppress(Exception):
        if context is not None:
            await asyncio.wait_for(context.close(), FAREWELL)
    _kill(folder)
    with contextlib.suppress(Exception):
        await asyncio.wait_for(manager.__aexit__(None, None, None), FAREWELL)
    driver = getattr(getattr(getattr(manager, "_client", None), "_transport", None), "_proc", None)
    with contextlib.suppress(ProcessLookupError):
        if driver is not None and driver.returncode is None:
            driver.kill()


def _number(folder: Path) -> int:
    """The browser's group of processes, as the script wrote it down."""
    return int((folder / "pid").read_text())


def _kill(folder: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.killpg(_number(folder), signal.SIGKILL)
