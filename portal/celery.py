"""The Celery application. Tasks are found by name in every room's ``tasks`` module."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

app = Celery("clearline")
app.config_from_object("django.conf:settings.CELERY")
app.autodiscover_tasks()
