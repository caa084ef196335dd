"""`manage.py demo_data`: fills an empty demo with two resellers and eight businesses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.models import Organization
from portal.management.demo.people import Register
from portal.management.demo.story import tell


class Command(BaseCommand):
    """Tells the demo's story once; refused outside the demo and where organizations exist already."""

    help = "Load the demo's people, businesses and registrations into an empty demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing: a story cut off in the middle leaves no rows."""
        if not settings.DEMO:
            raise CommandError("Demo data belongs to the demo: run it with the demo's settings (make run).")
        if Organization.objects.exists():
            self.stdout.write("Organizations exist already; nothing was added.")
            return
        file = Path(settings.VAR_DIR) / "demo.json"
        known = json.loads(file.read_text())
        register = Register(password=known["password"])
        with transaction.atomic():
            tell(register)
        file.write_text(json.dumps({**known, "sign_ins": register.sign_ins}, indent=1))
        self.stdout.write(f"{len(register.sign_ins)} people can sign in.")
