"""The Celery application. Tasks are found by name in every room's ``tasks`` module."""

import os

from celery import Celery
from celery.signals import worker_process_init
from django.conf import settings

from portal.common.collecting import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
# The web process runs Django's checks; here they would only load every page of the portal, 18 MB a worker.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("clearline")
app.config_from_object(settings.CELERY)
app.autodiscover_tasks()


def _settle(**_: object) -> None:
    settle()


worker_process_init.connect(_settle)
