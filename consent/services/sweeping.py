"""What the ledger does by itself: partitions made ahead, old idempotency names dropped, people erased when due."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from typing import Final

from django.db import DatabaseError, connection, transaction

from consent.eventid import next_month
from consent.models import EventKey, Subject
from consent.scope import scope_for
from consent.services.people import subject_erase
from consent.vocabulary import ConsentState
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.common.errors import Refusal

MONTHS_AHEAD: Final = 3
KEYS_KEPT: Final = dt.timedelta(days=45)
"""How long a changed resend is noticed even if it claims another time; an unchanged one with its time always is."""
_MOST_ERASURES = 500
_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did."""

    partitions: tuple[str, ...]
    keys_dropped: int
    erased: int


def consent_sweep() -> Swept:
    """One round of maintenance; safe to run at any time and several times at once."""
    with scope_for(SYSTEM):
        dropped, _ = EventKey.objects.filter(received_at__lt=now() - KEYS_KEPT).delete()
    return Swept(partitions=partitions_ensure(now().date()), keys_dropped=dropped, erased=_erase_due())


def partitions_ensure(today: dt.date, *, ahead: int = MONTHS_AHEAD) -> tuple[str, ...]:
    """Makes the partitions of this month and the next ones; the names of those made.

    A month whose first events already lie in the default partition stays there: they are found just the same.
    """
    made = []
    month = today.replace(day=1)
    for _ in range(ahead + 1):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT consent_event_month(%s)", [month])
                row = cursor.fetchone()
            if row and row[0]:
                made.append(str(row[0]))
        except DatabaseError:
            _log.warning("no partition for %s: events of that month stay in the default partition", month)
        month = next_month(month)
    return tuple(made)


def _erase_due() -> int:
    due = Subject.objects.filter(keep_until__lt=now().date(), erased_at=None, hold_reason="")
    with scope_for(SYSTEM):
        chosen = list(
            due.exclude(statuses__state=ConsentState.ACTIVE).values_list("id", "business_id")[:_MOST_ERASURES]
        )
    erased = 0
    for subject_id, business_id in chosen:
        try:
            subject_erase(subject_id=subject_id, business_id=business_id)
            erased += 1
        except Refusal as refusal:  # somebody was quicker: a hold or a new consent
            _log.info("not erased: %s", refusal.code)
    return erased
