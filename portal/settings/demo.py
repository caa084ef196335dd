"""The demo that `make run` starts: loopback, mail on the console, demo sign-ins and a demo world of websites."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import VAR_DIR, environment

environment.stop_on_faults()

DEMO = True
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EGRESS_WORLDS = True
"""Test worlds of websites on the loopback may be used (``portal.egress.opening``)."""
EGRESS_WORLD = VAR_DIR / "world" / "world.json"
"""The demo's own, written by ``python -m portal.webchecks.world``."""
