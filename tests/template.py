"""The migrated template database, kept between runs as a dump: migrating takes ten times as long as restoring.

A dump is used again while every migration, model and requirement is the one it was made with; a fresh clone has none,
so its first run migrates.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import tempfile
from pathlib import Path

from portal.embedded.servers import Postgres, postgres_program

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ROOT / ".pytest_cache" / "templates"
_ROOMS = ("portal", "brands", "campaigns", "consent", "verification")
_MAKES = ("migrations/*.py", "*models.py", "models/*.py", "appendonly.py")


def kept() -> Path:
    """Where the dump of this schema is, or would be."""
    parts = {path for room in _ROOMS for pattern in _MAKES for path in ROOT.glob(f"{room}/**/{pattern}")}
    key = hashlib.sha256()
    for part in sorted(parts | set(ROOT.glob("requirements/*.txt"))):
        key.update(str(part.relative_to(ROOT)).encode() + b"\0" + part.read_bytes())
    return _KEPT / f"{key.hexdigest()[:32]}.dump"


def restored(postgres: Postgres, database: str, dump: Path) -> bool:
    """Whether the template could be filled from the dump; a dump that cannot be restored is thrown away."""
    if not dump.exists():
        return False
    command = [str(postgres_program("pg_restore")), "--exit-on-error", "-1", "-d", postgres.superuser_url(database)]
    if subprocess.run([*command, str(dump)], capture_output=True, check=False).returncode == 0:
        return True
    dump.unlink(missing_ok=True)
    postgres.run(f'DROP DATABASE "{database}" WITH (FORCE)')
    postgres.database(database)
    return False


def keep(postgres: Postgres, database: str, dump: Path) -> None:
    """Dumps the template for the next run; older dumps go."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=_KEPT, delete=False) as unfinished:
        command = [str(postgres_program("pg_dump")), "-Fc", "-f", unfinished.name, postgres.superuser_url(database)]
        done = subprocess.run(command, capture_output=True, check=False)
    for older in _KEPT.glob("*.dump"):
        older.unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        if done.returncode == 0:
            Path(unfinished.name).replace(dump)
        else:
            Path(unfinished.name).unlink()
