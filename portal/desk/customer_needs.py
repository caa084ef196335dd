"""What needs a business now: one sentence each, the most pressing first, each with the page on which it is done."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.phone import for_people
from portal.desk.numbers_inventory import Choice, numbers_for
from portal.desk.numbers_reading import NumberRow, temporaries_of_all
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import applications_for
from portal.lifecycle.states import FINAL, State
from portal.notices.models import SupportState
from portal.notices.selectors import support_requests_for

MOST: Final = 12
"""More sentences than this are no longer a list of what to do now."""
SOON: Final = dt.timedelta(days=7)
_STATES: Final = {
    State.REJECTED: (1, gettext_noop("It was rejected: see each reason, correct it and submit again.")),
    State.INFORMATION_REQUESTED: (1, gettext_noop("The registry asks for information.")),
    State.CHANGES_REQUESTED: (2, gettext_noop("Your provider asked for changes.")),
    State.SUSPENDED: (2, gettext_noop("It is suspended: stop sending and ask your provider why.")),
    State.DRAFT: (8, gettext_noop("Finish the answers and submit.")),
}
_NUMBERS: Final = {
    "failed": (3, gettext_noop("Carriers did not take {number} over: associate it again.")),
    "associate": (4, gettext_noop("Associate {number} with the approved campaign.")),
    "retest": (6, gettext_noop("{number} moved here: ask for its verification anew to avoid a retest.")),
    "test": (7, gettext_noop("Send a test message from {number} to each of the three carriers and record it.")),
}


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Need:
    """One thing to do. ``rank``: 0 is lost soonest."""

    rank: int
    text: str
    url: str
    about: str = ""


def needs_of(actor: Actor, numbers: Mapping[uuid.UUID, Sequence[NumberRow]]) -> list[Need]:
    """Everything the business has to do, most pressing first; ``numbers`` are those of the registrations shown.

    Raises WrongPerson without the right to see registrations.
    """
    waiting = applications_for(actor).exclude(state__in=[*FINAL]).order_by("-id")[:200]
    applications = list(waiting)
    needs = [*_registrations(applications), *_temporaries(applications, now())]
    needs += [need for rows in numbers.values() for row in rows for need in _number(row)]
    if actor.may(Permission.SUPPORT_OPEN):
        needs += _answers(actor)
    needs += _orphans(actor)
    return sorted(needs, key=lambda need: need.rank)[:MOST]


def _registrations(applications: Iterable[Application]) -> Iterable[Need]:
    for application in applications:
        if application.submit_returned:
            page = reverse("desk:registration", args=[application.reference])
            yield Need(
                2, _("Submitting came back: {why}").format(why=application.submit_returned), page, _name(application)
            )
        elif application.state in _STATES:
            rank, words = _STATES[State(application.state)]
            name = "desk:rejection" if application.state == State.REJECTED else "desk:what_now"
            name = "desk:registration" if application.state == State.DRAFT else name
            yield Need(rank, _(words), reverse(name, args=[application.reference]), _name(application))


def _temporaries(applications: Sequence[Application], at: dt.datetime) -> Iterable[Need]:
    found = temporaries_of_all(applications, at)
    for application in applications:
        word, until = found.get(application.id, ("none", None))
        if word == "active" and until and until - at <= SOON:
            text = _("The temporary registration ends on {day}; after that its numbers are blocked.")
            day = f"{until:%b %-d, %Y}"
            yield Need(
                0, text.format(day=day), reverse("desk:temporary", args=[application.reference]), _name(application)
            )


def _number(row: NumberRow) -> Iterable[Need]:
    approved = row.registration is not None and row.registration.state == State.APPROVED
    key = ""
    if row.standing == "failed":
        key = "failed"
    elif approved and row.standing == "requested":
        key = "associate"
    elif row.untested:
        key = "test"
    elif getattr(row.row, "retest_due", False) and row.orphan:
        key = "retest"
    if key:
        rank, words = _NUMBERS[key]
        page = reverse("desk:number", args=[row.id])
        yield Need(rank, _(words).format(number=for_people(row.number)), page)


def _answers(actor: Actor) -> Iterable[Need]:
    for request in support_requests_for(actor).filter(state=SupportState.ANSWERED).order_by("-id")[:5]:
        page = reverse("notices:support_request", args=[request.reference])
        yield Need(5, _("Your provider answered: read it, then write on or close the request."), page, str(request))


def _orphans(actor: Actor) -> Iterable[Need]:
    count = numbers_for(actor, Choice(show="orphans")).count()
    if count:
        words = ngettext(
            "{count} number stands on no open registration: put it on one, or carriers block it.",
            "{count} numbers stand on no open registration: put them on one, or carriers block them.",
            count,
        )
        yield Need(6, words.format(count=count), f"{reverse('desk:numbers')}?show=orphans")


def _name(application: Application) -> str:
    return f"{application.title}, {application.reference}"
