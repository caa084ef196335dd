"""What needs a business now: one sentence each, the most pressing first, each with the page on which it is done."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.clock import day_in, now, told_day
from portal.common.phone import for_people
from portal.desk.customer.guidance import campaign_start
from portal.desk.numbers.inventory import Choice, numbers_for
from portal.desk.numbers.reading import NO_NUMBER, NumberRow, temporaries_of_all
from portal.desk.numbers.rules import RETIRED_BRAND, SUSPENDED_BRAND
from portal.desk.numbers.sending import SendAnswer
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import applications_for
from portal.lifecycle.states import FINAL, State
from portal.notices.models import SupportState
from portal.notices.selectors import support_requests_for

MOST: Final = 12
"""More sentences than this are no longer a list of what to do now."""
SOON: Final = dt.timedelta(days=7)
RECORD: Final = dt.timedelta(days=90)
"""Messages without complaint that a better trust score takes."""
TOLD_FOR: Final = dt.timedelta(days=30)
"""How long somebody is told that the days are over."""
_STATES: Final = {
    State.REJECTED: (1, gettext_noop("It was rejected: see each reason, correct it and submit again.")),
    State.INFORMATION_REQUESTED: (1, gettext_noop("The registry asks for information.")),
    State.CHANGES_REQUESTED: (2, gettext_noop("Your provider asked for changes.")),
    State.SUSPENDED: (2, gettext_noop("It is suspended: stop sending and ask your provider why.")),
    State.INELIGIBLE: (
        2,
        gettext_noop("It can no longer be submitted: solve each reason and apply anew."),
    ),
    State.DRAFT: (8, gettext_noop("Finish the answers and submit.")),
}
_BRANDS: Final = {
    SUSPENDED_BRAND: gettext_noop("Its brand is suspended: do not send, and ask your provider why."),
    RETIRED_BRAND: gettext_noop("Its brand was given up: do not send, and have it registered anew."),
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


def needs_of(
    actor: Actor, numbers: Mapping[uuid.UUID, Sequence[NumberRow]], *, answers: Mapping[Application, SendAnswer]
) -> list[Need]:
    """Everything the business has to do, most pressing first; ``numbers`` are those of the registrations shown.

    ``answers`` say of the registrations shown whether they can send.

    Raises WrongPerson without the right to see registrations.
    """
    over = Q(state__in=FINAL - {State.INELIGIBLE}) | Q(state=State.INELIGIBLE, superseded_by__isnull=False)
    waiting = applications_for(actor).exclude(over).order_by("-id")[:200]
    applications = list(waiting)
    needs = [*_registrations(applications), *_temporaries(applications, now())]
    needs += [need for rows in numbers.values() for row in rows for need in _number(row)]
    needs += [need for application, answer in answers.items() for need in _answered(application, answer)]
    if actor.may(Permission.SUPPORT_OPEN):
        needs += _answers(actor)
    needs += _orphans(actor)
    return sorted(needs, key=lambda need: need.rank)[:MOST]


def _registrations(applications: Sequence[Application]) -> Iterable[Need]:
    alone = all(one.kind != Kind.SMS_MMS for one in applications)
    for application in applications:
        if application.submit_returned:
            page = reverse("desk:registration", args=[application.reference])
            yield Need(2, _("It was not submitted: see what has to be put right first."), page, _name(application))
        elif application.state in _STATES:
            rank, words = _STATES[State(application.state)]
            refused = application.state in (State.REJECTED, State.INELIGIBLE)
            name = "desk:rejection" if refused else "desk:what_now"
            name = "desk:registration" if application.state == State.DRAFT else name
            yield Need(rank, _(words), reverse(name, args=[application.reference]), _name(application))
        elif application.state == State.APPROVED and application.kind == Kind.SMS_MMS:
            yield from _better_score(application, now())
        elif application.state == State.APPROVED and application.kind == Kind.BRAND and alone:
            text = _("The brand is approved: register the campaign that sends.")
            yield Need(8, text, campaign_start(), _name(application))


def _better_score(application: Application, at: dt.datetime) -> Iterable[Need]:
    """After 90 days of messages without complaint a better trust score can be asked for (source 004, step 6.1)."""
    if RECORD <= at - application.state_since < RECORD + TOLD_FOR:
        text = _("Approved for 90 days: if no carrier complained, ask your provider to apply for a better trust score.")
        yield Need(9, text, reverse("desk:readiness", args=[application.reference]), _name(application))


def _temporaries(applications: Sequence[Application], at: dt.datetime) -> Iterable[Need]:
    found = temporaries_of_all(applications, at)
    for application in applications:
        word, until = found.get(application.id, ("none", None))
        if word == "active" and until and until - at <= SOON:
            text = _("The temporary registration ends on {day}; after that its numbers are blocked.")
            day = told_day(day_in(application.reseller.time_zone, until))
            yield Need(
                0, text.format(day=day), reverse("desk:temporary", args=[application.reference]), _name(application)
            )


def _number(row: NumberRow) -> Iterable[Need]:
    approved = row.registration is not None and row.registration.state == State.APPROVED
    if row.answer.rule in _BRANDS:  # nothing that is done to the number lets it send
        return
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


def _answered(application: Application, answer: SendAnswer) -> Iterable[Need]:
    """What an approved registration waits for although nothing is asked of its answers."""
    if answer.rule == NO_NUMBER:
        text = _("It is approved, but no number is on it: name the numbers that send.")
        yield Need(4, text, reverse("campaigns:numbers", args=[application.subject_id]), _name(application))
    elif answer.rule in _BRANDS and application.state == State.APPROVED:
        page = reverse("desk:what_now", args=[application.reference])
        yield Need(2, _(_BRANDS[answer.rule]), page, _name(application))


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
