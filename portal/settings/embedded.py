"""A portal with services of its own on one machine, started by `make run`."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, VAR_DIR, environment

environment.stop_on_faults()

ALLOWED_HOSTS = ["*"]
JOBS_ONE_WORKER = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
"""Every e-mail as a file, for reading during a trial."""
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
"""Named by content as in production, not compressed: on the loopback that would only delay the first start."""
