"""The Celery application. Tasks are found by name in every room's ``tasks`` module."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

app = Celery("clearline")
app.config_from_object(settings.CELERY)
app.autodiscover_tasks()
