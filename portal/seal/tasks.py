"""Seals what was recorded, every 20 seconds."""

from __future__ import annotations

from celery import shared_task

from portal.seal.services import seal_pending


@shared_task(name="seal.sweep")
def sweep() -> int:
    """Seals pending events; answers how many."""
    return seal_pending()
