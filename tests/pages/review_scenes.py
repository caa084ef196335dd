"""Registrations in every state in which a reviewer meets them, each with the address of its page."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from campaigns.numbering import number_add, number_associate
from campaigns.services import campaign_dossier, campaign_update
from portal.common import clock
from portal.common.clock import day_in, now
from portal.desk.review.bulk.services import RowAsked, run_carry_out, run_start
from portal.desk.review.canned.services import canned_save, internal_note_add
from portal.desk.review.queue.filters import filter_save
from portal.lifecycle import services
from portal.lifecycle.models import Application
from tests.campaigns import scenes as campaigns
from tests.cast import Cast
from tests.lifecycle.scenes import Scene, scene

FINDINGS = [
    {
        "rule": "optin.disclosure",
        "name": "Disclosures are missing",
        "severity": "error",
        "field": "campaign.description",
        "message": "The description does not say who sends the messages and to whom.",
        "fix": "Begin with the business's name and say who gets the messages.",
        "codes": ["tcr:9101"],
    },
    {
        "rule": "sample.stop",
        "name": "Opt-out wording is missing",
        "severity": "warning",
        "field": "campaign.sample_messages[1]",
        "message": "Sample 2 has no opt-out wording.",
        "fix": "Add: Reply STOP to opt out.",
        "codes": ["tcr:9106"],
    },
]


def page_of(application: Application, more: str = "") -> str:
    """The decision page."""
    return f"/review/{application.reference}/{more}"


def resubmitted(cast: Cast) -> Application:
    """A whole registration, rejected, corrected and handed in again, in Rae's hands, with a thread of notes."""
    application, campaign = campaigns.rejected(cast, "tcr:9106", "other:77123")
    samples = [
        *campaigns.CAMPAIGN["sample_messages"][:2],
        "GreenLeaf: see you Tuesday at 10 AM. Reply STOP to opt out.",
    ]
    values = {"sample_messages": samples, "description": f"{campaigns.CAMPAIGN['description']} No marketing is sent."}
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    application.refresh_from_db()
    campaigns.checked(campaign_dossier(cast.alice.actor, application))
    answers = {
        "tcr:9106": {"change": "Every sample ends with Reply STOP."},
        "other:77123": {"text": "We asked for a vetting; the score is 62."},
    }
    campaigns.hand_in(cast, application, answers=answers)
    services.application_claim(application_id=application.id, actor=cast.rae.actor)
    for person, text in ((cast.ada, "Their landing page changed on Friday."), (cast.rae, "Seen; it matches now.")):
        internal_note_add(actor=person.actor, reference=application.reference, text=text)
    application.refresh_from_db()
    return application


def of_every_state(cast: Cast) -> dict[str, Application]:
    """One small application for each state and each thing that may stand beside it."""
    rae, made = cast.rae.actor, {}

    def keep(name: str, one: Scene) -> Scene:
        made[name] = one.application
        return one

    keep("pending", scene(cast).submit(findings=FINDINGS, verdict="error", overrides={"optin.disclosure": "Told."}))
    mine = scene(cast).submit(findings=FINDINGS, verdict="error", overrides={"optin.disclosure": "Told."})
    keep("mine", mine.claim())
    theirs = keep("theirs", scene(cast).submit())
    services.application_claim(application_id=theirs.id, actor=cast.ada.actor)
    back = keep("changes_requested", scene(cast).submit().claim())
    services.application_request_changes(application_id=back.id, actor=rae, note_to_customer="Name the sender.")
    keep("forwarded", scene(cast).submit(findings=FINDINGS[1:], verdict="warning").forward())
    asked = keep("information_requested", scene(cast).submit().forward())
    services.application_record_information_request(application_id=asked.id, actor=rae, codes=["other:620-B"])
    keep("rejected", scene(cast).submit().forward().reject("tcr:9106", terminal=True, internal_note="Call them."))
    approved = keep("approved", scene(cast).approved())
    change = {"field": "sample_messages", "label": "Samples", "before": ["Hi"], "after": ["Hi from GreenLeaf"]}
    amended = services.amendment_open(application_id=approved.id, actor=cast.alice.actor, changes=[change])
    services.amendment_advance(amendment_id=amended.id, actor=cast.alice.actor, verb="submit")
    suspended = keep("suspended", scene(cast).approved())
    services.application_suspend(application_id=suspended.id, actor=rae, reason="The registry stopped it.")
    temporary = keep("temporary", scene(cast).submit())
    services.temporary_request(application_id=temporary.id, actor=cast.alice.actor, note="We open on Monday.")
    withdrawn = keep("withdrawn", scene(cast).submit().forward())
    services.application_withdraw(application_id=withdrawn.id, actor=cast.alice.actor, reason="Sold the shop.")
    appealed = keep("appealed", scene(cast).rejected().resubmit().forward().reject("tcr:9106"))
    services.appeal_file(application_id=appealed.id, actor=cast.alice.actor, letter="Both samples name the way out.")
    made |= of_one_brand(cast)
    keep("proposed", proposed(cast))  # the last: from then on some decisions take two people
    return made


def proposed(cast: Cast) -> Scene:
    """A rejection that ends the application, proposed by Rae and waiting for a second person."""
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    arguments = {
        "part": [f"brand:{made.brand.id}"],
        "more_codes": ["tcr:9106"],
        "text": ["No way out in two samples."],
        "rejected_on": [day_in(cast.lakeside.time_zone).isoformat()],
        "internal_note": ["Fourth time the same."],
    }
    services.application_propose(
        application_id=made.id, actor=cast.rae.actor, verb="record_rejection", arguments=arguments
    )
    return made


def of_one_brand(cast: Cast) -> dict[str, Application]:
    """Two applications of one EIN: the first is ineligible, the second waits in Rae's hands."""
    cast.lakeside.rejection_cap = 1
    cast.lakeside.save()
    old = scene(cast).submit()
    cast.lakeside.rejection_cap = 4
    cast.lakeside.save()
    kin = scene(cast, brand_id=old.brand.id).submit().claim()
    old.forward().reject("tcr:9106")
    return {"ineligible": old.fresh(), "kin": kin.application}


def notes(cast: Cast) -> uuid.UUID:
    """Canned notes; the id of one."""
    values: dict[str, Any] = {"codes": ["tcr:9106"], "verbs": ["request_changes"]}
    canned_save(actor=cast.ada.actor, title="Greeting", text="{business}: thank you for {reference}.")
    text = "{business}: sample 2 has to end with “Reply STOP to opt out” ({code})."
    return canned_save(actor=cast.rae.actor, title="Way out is missing", text=text, **values).id


def queue(cast: Cast, *, most: int = 30) -> uuid.UUID:
    """A full queue with named filters; the id of a shared one."""
    for place in range(most):
        with clock.at(now() - dt.timedelta(hours=4 * (most - place))):
            made = scene(cast).submit(findings=FINDINGS[1:] if place % 3 else [])
        Application.objects.filter(id=made.id).update(risk=(place * 37) % 90)
    filter_save(actor=cast.rae.actor, name="Late ones", query={"tab": "all", "overdue": "1"})
    shared = filter_save(actor=cast.ada.actor, name="Toll-free", query={"kind": "toll_free"}, shared=True)
    return shared.id


def numbers(cast: Cast) -> None:
    """Numbers of two standings on an approved campaign."""
    _application, campaign = campaigns.approved(cast)
    rows = [number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=f"+1614280200{n}") for n in (1, 2)]
    number_associate(actor=cast.alice.actor, number_id=rows[0].id)


def reported(cast: Cast, *references: str) -> uuid.UUID:
    """The report of a bulk claim in which some rows were refused."""
    rows = [RowAsked(name) for name in (*references, "REG-1")]
    run = run_start(actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=rows)
    run_carry_out(actor=cast.rae.actor, run=run)
    return run.id
