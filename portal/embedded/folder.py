"""The folder of one embedded portal (`var/`): its lock, its keys, its demo sign-ins, its logs."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from portal.embedded.servers import CannotStart

_SECRETS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
    "HASH_KEY": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
    "SIGNING_KEY": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
    "postgres-superuser": lambda: secrets.token_urlsafe(24),
    "postgres-owner": lambda: secrets.token_urlsafe(24),
    "postgres-application": lambda: secrets.token_urlsafe(24),
}
"""Name of a key -> how it is made. Those in capitals are settings; the environment wins over the file."""
_LARGEST_LOG = 10 << 20


class Folder:
    """`var/` and what is in it. Only the holder of the lock may write there."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: IO[str] | None = None

    def lock(self) -> None:
        """Takes the folder for this process. Raises CannotStart naming the holder when another has it."""
        self.path.mkdir(mode=0o711, parents=True, exist_ok=True)
        handle = (self.path / "lock").open("a+")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            holder = handle.read().strip() or "another process"
            handle.close()
            raise CannotStart(f"A portal already runs in {self.path}: {holder}.") from error
        self._lock = handle

    def name_holder(self, address: str) -> None:
        """Writes into the lock who holds it, for whoever comes second."""
        assert self._lock is not None
        self._lock.truncate(0)
        self._lock.write(f"process {os.getpid()}, {address}\n")
        self._lock.flush()

    def reset(self) -> None:
        """Removes everything but the lock: data, files, keys, demo sign-ins."""
        for place in self.path.iterdir():
            if place.name == "lock":
                continue
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink()

    def keys(self) -> tuple[dict[str, str], bool]:
        """Every key, made (mode 0600) where missing; and whether any was made now."""
        folder = self.path / "keys"
        folder.mkdir(mode=0o700, exist_ok=True)
        found, made = {}, False
        for name, make in _SECRETS.items():
            file = folder / name
            if not file.exists():
                write_privately(file, make())
                made = True
            found[name] = file.read_text().strip()
        return found, made

    def demo(self) -> dict[str, Any]:
        """What is known of the demo: `password` (one for all demo people), `sign_ins` and whether it is `loaded`.

        `manage.py demo_data` reads the password and writes the list of sign-ins (email, name, role).
        """
        file = self.path / "demo.json"
        if not file.exists():
            self.write_demo({"password": secrets.token_urlsafe(9), "sign_ins": [], "loaded": False})
        known: dict[str, Any] = json.loads(file.read_text())
        return known

    def write_demo(self, known: dict[str, Any]) -> None:
        """Keeps what is known of the demo."""
        write_privately(self.path / "demo.json", json.dumps(known, indent=1))

    @property
    def has_demo(self) -> bool:
        """Whether demo accounts were ever put here."""
        return (self.path / "demo.json").exists()

    def log(self, name: str) -> Path:
        """Where a child writes; a log grown beyond 10 MB is set aside once."""
        folder = self.path / "log"
        folder.mkdir(mode=0o711, exist_ok=True)
        file = folder / f"{name}.log"
        if file.exists() and file.stat().st_size > _LARGEST_LOG:
            file.replace(folder / f"{name}.log.1")
        return file


def write_privately(file: Path, text: str) -> None:
    """Writes a file that its owner alone can read, whole or not at all."""
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    part.replace(file)
