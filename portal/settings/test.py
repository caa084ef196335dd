"""Tests: the database and the broker are started by ``tests/services.py``, which sets the environment first."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, environment

environment.stop_on_faults()

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EGRESS_WORLDS = True
WEBCHECK_PAUSE = 0.0
BROWSER = "off"
"""Tests that want pages drawn say so; most runs of website checks need none."""
