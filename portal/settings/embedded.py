"""A portal with services of its own on one machine, started by `make run`."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import VAR_DIR, environment

environment.stop_on_faults()

ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
"""Every e-mail as a file, for reading during a trial."""
