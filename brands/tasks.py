"""What happens in the background for brands that are registered alone."""

from __future__ import annotations

import uuid

from celery import shared_task

from brands.registering import COMPLETE_TASK, brand_dossier
from brands.submitting import complete


@shared_task(name=COMPLETE_TASK)
def complete_submit(application_id: str) -> None:
    """The website check of a submit wish has ended: hands in, or returns the wish with the reason."""
    complete(application_id=uuid.UUID(application_id), dossier_of=brand_dossier)
