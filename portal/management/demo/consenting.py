"""Consent of a demo clinic's patients, as its website and its reception told it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from consent.events import NewEvent
from consent.models import Program
from consent.services.ledger import event_record
from consent.vocabulary import EventType, Method, Source
from portal.accounts.models import Membership
from portal.common import clock
from portal.lifecycle.models import Application
from portal.management.demo.stage import acting

PATIENTS: Final = 40
_STOPPED: Final = (4, 11, 17, 29)


def consents_recorded(owner: Membership, application: Application, since: dt.datetime, until: dt.datetime) -> None:
    """Forty patients sign up over the weeks; four of them text STOP a few days later."""
    program = Program.objects.select_related("business__parent", "current_wording").get(owner_id=application.subject_id)
    step = (until - since) / (PATIENTS + 1)
    actor = acting(owner)
    for patient in range(PATIENTS):
        moment = since + step * patient
        with clock.at(moment + dt.timedelta(seconds=2)):
            event_record(actor=actor, program=program, event=_signed_up(program, patient, moment))
        if patient in _STOPPED:
            later = moment + dt.timedelta(days=3)
            with clock.at(later + dt.timedelta(seconds=1)):
                event_record(actor=actor, program=program, event=_stopped(patient, later))


def _number(patient: int) -> str:
    return f"+1773555{100 + patient:04d}"


def _signed_up(program: Program, patient: int, moment: dt.datetime) -> NewEvent:
    assert program.current_wording_id is not None  # a submitted campaign has its wording
    return NewEvent(
        client_id=f"website-form-{patient}",
        number=_number(patient),
        type=EventType.OPT_IN,
        method=Method.WEB_FORM,
        source=Source.API,
        occurred_at=moment,
        wording_id=program.current_wording_id,
        facts={"checkbox_initial": "unticked", "form": "website", "form_version": "2"},
        details={
            "url": "https://lakeview-clinic.test/texts",
            "address": f"198.51.100.{10 + patient}",
            "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)",
        },
        owes=False,
    )


def _stopped(patient: int, moment: dt.datetime) -> NewEvent:
    return NewEvent(
        client_id=f"inbound-stop-{patient}",
        number=_number(patient),
        type=EventType.OPT_OUT,
        method=Method.SMS_KEYWORD,
        source=Source.API,
        occurred_at=moment,
        keyword="STOP",
        details={"text": "STOP"},
        owes=False,
    )
