"""Can these registrations send now, and which of their numbers: read for a page of registrations at once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from campaigns.models import CampaignNumber
from campaigns.vocabulary import NumberState
from portal.common.clock import now
from portal.desk.numbers.reading import NumberRow, registration_answers, rows_of
from portal.desk.numbers.sending import SendAnswer
from portal.lifecycle.models import Application
from verification.models import TollFreeNumber


def standing_for(application: Application) -> SendAnswer | None:
    """Whether an application can send; None for a brand alone, of which that is not asked."""
    return standings_of([application]).get(application.id)


def standings_of(applications: Sequence[Application], at: dt.datetime | None = None) -> dict[uuid.UUID, SendAnswer]:
    """Of each application that can have numbers whether it can send: yes as soon as one of them can."""
    return registration_answers(applications, numbers_by_application(applications, at), at or now())


def numbers_by_application(
    applications: Sequence[Application], at: dt.datetime | None = None
) -> dict[uuid.UUID, list[NumberRow]]:
    """The numbers that stand on each of these applications, the newest of its subject."""
    subjects = [application.subject_id for application in applications]
    local = CampaignNumber.objects.filter(campaign__in=subjects).exclude(state=NumberState.REMOVED)
    toll_free = TollFreeNumber.objects.filter(verification__in=subjects)
    found: dict[uuid.UUID, list[NumberRow]] = {}
    rows: list[CampaignNumber | TollFreeNumber] = [
        *local.select_related("campaign", "business__parent"),
        *toll_free.select_related("business__parent"),
    ]
    for row in rows_of(rows, at):
        if row.registration is not None:
            found.setdefault(row.registration.id, []).append(row)
    return found
