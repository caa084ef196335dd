"""Background work of the ledger."""

from __future__ import annotations

from celery import shared_task

from consent.services import consent_sweep


@shared_task(name="consent.sweep")
def sweep() -> None:
    """Partitions ahead, old idempotency names, people whose retention ended."""
    consent_sweep()
