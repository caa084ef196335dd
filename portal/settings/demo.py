"""The demo that `make run` starts: loopback, mail on the console, demo sign-ins and a demo world of websites."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import environment

environment.stop_on_faults()

DEMO = True
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
