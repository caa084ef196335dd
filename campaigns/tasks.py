"""What happens in the background for campaigns."""

from __future__ import annotations

import uuid

from celery import shared_task

from brands.submitting import complete
from campaigns.amending import amendments_take_over
from campaigns.services import COMPLETE_TASK, campaign_dossier, push_terms


@shared_task(name=COMPLETE_TASK)
def complete_submit(application_id: str) -> None:
    """The website check of a submit wish has ended: hands in, or returns the wish with the reason."""
    complete(application_id=uuid.UUID(application_id), dossier_of=campaign_dossier, then=push_terms)


@shared_task(name="campaigns.take_over")
def take_over() -> None:
    """Beat: writes approved changes into their campaigns."""
    amendments_take_over()
