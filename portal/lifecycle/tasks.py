"""The sweep of the lifecycle: it records what the clocks already say."""

from __future__ import annotations

from celery import shared_task

from portal.lifecycle.services import claims_release, temporaries_settle


@shared_task(name="lifecycle.sweep")
def sweep() -> None:
    """Sent by the beat every minute; running it twice, or after a week of silence, gives the same rows."""
    claims_release()
    temporaries_settle()
