"""What a page says of numbers: each with its registration, class, and whether it can send now.

Reads a page of numbers at a time; the count of questions to the database does not grow with the page, but for two for
each temporary registration that is running.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from campaigns.models import CampaignNumber
from campaigns.numbering import CARRIERS
from campaigns.selectors import standing_of, stopped_by_brand
from campaigns.vocabulary import CarrierResult, NumberState
from portal.accounts.models import Organization
from portal.common.clock import now
from portal.desk.numbers.rules import LOCAL, UNREGISTERED
from portal.desk.numbers.sending import NumberFacts, SendAnswer, answer_today, can_send
from portal.lifecycle.models import Application, Kind, TemporaryRegistration, TemporaryState
from portal.lifecycle.selectors import temporary_end
from portal.lifecycle.states import State
from verification.counters import Limit, left_of, limits, resets_of
from verification.models import TollFreeNumber
from verification.moving import counters_of
from verification.selectors import Held, classes_of
from verification.vocabulary import ClassOfService

Standing = tuple[str, dt.datetime | None]
"""Where the temporary registration stands, a word of ``DIMENSIONS``, and until when one that runs."""
IN_FORCE: Final = "in_force"
NO_NUMBER: Final = "no-number"
"""The answer of an approved campaign that no number is on."""
TONES = {
    ClassOfService.VERIFIED: "good",
    ClassOfService.PENDING: "info",
    ClassOfService.RESTRICTED: "neutral",
    NumberState.ACTIVE: "good",
    NumberState.PROPAGATING: "info",
    NumberState.FAILED: "bad",
}


@dataclasses.dataclass(frozen=True, slots=True)
class NumberRow:
    """One number as pages show it. ``standing`` is the class of a toll-free number, how far a local one is known."""

    id: uuid.UUID
    number: str
    kind: str
    business: Organization
    registration: Application | None
    label: str
    standing: str
    standing_text: str
    since: dt.datetime
    known: str
    answer: SendAnswer
    canada: SendAnswer
    row: CampaignNumber | TollFreeNumber
    limits: tuple[Limit, ...] = ()

    @property
    def orphan(self) -> bool:
        """Whether no registration that is not over stands behind it."""
        return self.registration is None or self.registration.is_final

    @property
    def tone(self) -> str:
        """The tone of its standing."""
        return TONES.get(self.standing, "neutral")  # type: ignore[call-overload, no-any-return]

    @property
    def tests(self) -> list[dict[str, str]]:
        """What the last test message on each carrier showed; empty for toll-free numbers."""
        if not isinstance(self.row, CampaignNumber):
            return []
        results = {name: getattr(self.row, f"result_{name}") for name in CARRIERS}
        return [
            {"carrier": name, "label": CARRIERS[name], "result": result, "text": str(CarrierResult(result).label)}
            for name, result in results.items()
        ]

    @property
    def untested(self) -> bool:
        """Whether carriers know it and a test message to one of the three is missing."""
        return self.standing == NumberState.ACTIVE and any(not test["result"] for test in self.tests)


def rows_of(numbers: Iterable[CampaignNumber | TollFreeNumber], at: dt.datetime | None = None) -> list[NumberRow]:
    """The numbers as pages show them, in the order given. They bring ``business__parent`` (and ``campaign``)."""
    at, listed = at or now(), list(numbers)
    local = [row for row in listed if isinstance(row, CampaignNumber)]
    toll_free = [row for row in listed if isinstance(row, TollFreeNumber)]
    subjects = {row.campaign_id for row in local} | {row.verification_id for row in toll_free if row.verification_id}
    applications = newest_of(subjects, {row.business_id for row in listed})
    running = temporaries_of_all([*applications.values()], at)
    stopped = stopped_by_brand(row.campaign_id for row in local)
    held = classes_of(toll_free)
    found: list[NumberRow] = []
    for row in listed:
        subject = row.campaign_id if isinstance(row, CampaignNumber) else row.verification_id
        application = applications.get(subject) if subject else None
        standing: Standing = running.get(application.id, ("none", None)) if application else ("none", None)
        if isinstance(row, CampaignNumber):
            found.append(_local(row, application, standing, stopped.get(row.campaign_id, IN_FORCE), at))
        else:
            found.append(_toll_free(row, application, standing, held[row.id], at))
    return found


def newest_of(subjects: Iterable[uuid.UUID], businesses: Iterable[uuid.UUID]) -> dict[uuid.UUID, Application]:
    """The newest application of each subject; the businesses narrow the search to an index."""
    rows = Application.objects.filter(organization_id__in=list(businesses), subject_id__in=list(subjects))
    rows = rows.filter(kind__in=[Kind.SMS_MMS, Kind.TOLL_FREE]).select_related("organization", "reseller")
    return {row.subject_id: row for row in rows.order_by("id")}


def temporaries_of_all(applications: Sequence[Application], at: dt.datetime) -> dict[uuid.UUID, Standing]:
    """Of each application that ever asked for a temporary registration, where that stands at the instant."""
    by_id = {application.id: application for application in applications}
    asked: dict[uuid.UUID, list[TemporaryRegistration]] = {}
    for temporary in TemporaryRegistration.objects.filter(application__in=list(by_id)).order_by("requested_at"):
        temporary.application = by_id[temporary.application_id]
        asked.setdefault(temporary.application_id, []).append(temporary)
    return {application_id: _stands(rows, at) for application_id, rows in asked.items()}


def _stands(rows: Sequence[TemporaryRegistration], at: dt.datetime) -> Standing:
    """Where the last one asked for stands; one whose days are over has ended, whether or not that is written down."""
    last = rows[-1]
    end = temporary_end(last) if last.state == TemporaryState.GRANTED else None
    if end and at < end.at:
        return "active", end.at
    if last.state == TemporaryState.REQUESTED:
        return "requested", None
    second = last.application.reseller.allow_second_temporary
    if last.state == TemporaryState.REFUSED and (second or not any(row.issued_at for row in rows)):
        return "refused", None
    return "second" if second else "ended", None


def _local(
    row: CampaignNumber, application: Application | None, temporary: Standing, brand: str, at: dt.datetime
) -> NumberRow:
    standing = NumberState(standing_of(row, at))
    approved = application is not None and application.state == State.APPROVED
    not_put_on = approved and standing == NumberState.REQUESTED
    facts = NumberFacts(
        LOCAL,
        application.state if application else UNREGISTERED,
        propagation="propagating" if standing == NumberState.ASSOCIATED else standing.value,
        active_from=row.active_from,
        brand=brand,
        **_temporary(temporary),
        profile=row.business.reseller.profile,
    )
    return NumberRow(
        id=row.id,
        number=row.number,
        kind=LOCAL,
        business=row.business,
        registration=application,
        label=str(row.campaign),
        standing=standing,
        standing_text="Not associated yet" if not_put_on else str(standing.label),
        since=row.associated_at or row.created_at,
        known="Associated here" if row.associated_at else "Named by the business",
        answer=answer_today(facts),
        canada=answer_today(dataclasses.replace(facts, destination="CA")),
        row=row,
    )


def _toll_free(
    row: TollFreeNumber, application: Application | None, temporary: Standing, held: Held, at: dt.datetime
) -> NumberRow:
    three = limits(counters_of(row), at)
    facts = NumberFacts(
        held.name,
        application.state if application else UNREGISTERED,
        **_temporary(temporary),
        profile=row.business.reseller.profile,
        traffic="left" if left_of(three) else "used_up",
        left=left_of(three),
        resets_at=resets_of(three),
    )
    return NumberRow(
        id=row.id,
        number=row.number,
        kind="toll_free",
        business=row.business,
        registration=application,
        label=row.label or row.business_name,
        standing=held.name,
        standing_text=str(held.name.label),
        since=held.since,
        known=held.known,
        answer=answer_today(facts),
        canada=answer_today(dataclasses.replace(facts, destination="CA")),
        row=row,
        limits=three,
    )


def _temporary(standing: Standing) -> dict[str, Any]:
    return {"temporary": standing[0], "temporary_until": standing[1]}


def registration_answers(
    applications: Sequence[Application], rows: Mapping[uuid.UUID, Sequence[NumberRow]], at: dt.datetime
) -> dict[uuid.UUID, SendAnswer]:
    """Of each registration whether it can send: yes as soon as one of its numbers can, else the first number's reason.

    A registration without numbers is answered as if it had one that nobody knows yet. A brand alone never sends, so
    nothing is answered of it.
    """
    applications = [one for one in applications if one.kind != Kind.BRAND]
    bare = [one for one in applications if not rows.get(one.id)]
    running, stopped = temporaries_of_all(bare, at), stopped_by_brand(one.subject_id for one in bare)
    found = {}
    for application in applications:
        answers = [row.answer for row in rows.get(application.id, ())]
        sends = next((answer for answer in answers if answer.can), None)
        found[application.id] = sends or (answers[0] if answers else _without_numbers(application, running, stopped))
    return found


def _without_numbers(
    application: Application, running: Mapping[uuid.UUID, Standing], stopped: Mapping[uuid.UUID, str]
) -> SendAnswer:
    toll_free = application.kind == Kind.TOLL_FREE
    facts = NumberFacts(
        ClassOfService.RESTRICTED if toll_free else LOCAL,
        application.state,
        propagation="not_needed" if toll_free else "requested",
        **_temporary(running.get(application.id, ("none", None))),
        brand=stopped.get(application.subject_id, IN_FORCE),
        profile="current",
    )
    answer = can_send(facts)
    if answer.rule != "local-not-associated":
        return answer
    return SendAnswer(False, "The campaign is approved, but no number is on it.", "Add a number.", None, NO_NUMBER)
