"""`manage.py serve_prepare`: all that must be done before the embedded portal is served, in one process."""

from __future__ import annotations

import hashlib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrates, and collects static files when they changed."""

    help = "Migrate, and collect static files when they changed: used by `make run`."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step says its name first, so that a log tells where it stopped."""
        self.stdout.write("tables")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        self._collect()
        self.stdout.write("prepared")

    def _collect(self) -> None:
        root = Path(settings.STATIC_ROOT)
        mark = root.with_name("static.made-of")
        made_of = _fingerprint()
        if mark.exists() and mark.read_text() == made_of and root.exists():
            return
        self.stdout.write("static files")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, skip_checks=True)
        mark.write_text(made_of)


def _fingerprint() -> str:
    """Changes with every file of our own and every version of a package."""
    facts = sorted(f"{dist.name}=={dist.version}" for dist in distributions())
    for folder in map(Path, settings.STATICFILES_DIRS):
        for file in sorted(folder.rglob("*")):
            facts.append(f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()
