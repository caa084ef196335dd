"""When an approved registration is due for its 90-day audit, and what is looked at (source 004, step 6.6). Pure."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

EVERY: Final = dt.timedelta(days=90)

POINTS: Final = (
    ("privacy_policy", "The privacy policy still has its SMS section, and its links work."),
    ("opt_in_forms", "Every opt-in form shows the current wording, and its box starts unticked."),
    ("samples", "The samples on file still look like the messages that are sent."),
    ("replies", "STOP and HELP, sent to each number, are answered as registered."),
    ("opt_outs", "People who opted out are left out of every send."),
    ("volume", "Ninety days of volume show no jump that nobody planned."),
    ("complaints", "No carrier's share of complaints is above 0.05 percent."),
    ("numbers", "Every number in use belongs to an approved campaign or verification."),
)
"""The eight points: key and what must hold."""


@dataclasses.dataclass(frozen=True, slots=True)
class AuditDue:
    """The audit that comes next: its number since approval (1, 2, 3 …), its day, and how many days are left."""

    number: int
    day: dt.date
    days_left: int


def next_audit(approved_on: dt.date, today: dt.date) -> AuditDue:
    """The first audit day, counted in steps of 90 days from approval, that is today or later."""
    elapsed = max((today - approved_on).days, 1)
    number = -(-elapsed // EVERY.days)
    day = approved_on + number * EVERY
    return AuditDue(number=number, day=day, days_left=(day - today).days)
