"""What happens in the background for toll-free briefs."""

from __future__ import annotations

import uuid

from celery import shared_task

from brands.submitting import complete
from verification.services import COMPLETE_TASK, push_terms, verification_dossier


@shared_task(name=COMPLETE_TASK)
def complete_submit(application_id: str) -> None:
    """The website check of a submit wish has ended: hands in, or returns the wish with the reason."""
    complete(application_id=uuid.UUID(application_id), dossier_of=verification_dossier, then=push_terms)
