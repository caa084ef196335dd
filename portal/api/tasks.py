"""Background work of the API room."""

from __future__ import annotations

import datetime as dt

from celery import shared_task

from portal.api.models import IdempotentAnswer
from portal.common.clock import now


@shared_task(name="api.sweep")
def sweep() -> None:
    """Drops answers kept under an Idempotency-Key for more than 24 hours."""
    IdempotentAnswer.objects.filter(created_at__lt=now() - dt.timedelta(hours=24)).delete()
