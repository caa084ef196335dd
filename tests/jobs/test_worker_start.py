"""What a worker loads before its first job."""

from __future__ import annotations

import os
import subprocess
import sys

_STARTED = "from portal.celery import app; import django, sys; django.setup(); app.loader.import_default_modules()"


def test_a_worker_starts_without_the_pages_of_the_portal() -> None:
    code = f"{_STARTED}; print('portal.urls' in sys.modules, 'webchecks.run' in app.tasks)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.mypy"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
