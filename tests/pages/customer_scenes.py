"""One business with a long name and a registration in every state, as its people see them."""

from __future__ import annotations

import uuid

from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_update
from portal.accounts.models import Organization
from portal.documents.appeals import letter_keep, letter_prefilled
from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Submission
from portal.lifecycle.papers import identity_unproven
from portal.lifecycle.selectors import codes_to_answer
from portal.lifecycle.states import PartStatus
from tests.campaigns.scenes import CAMPAIGN, approved, checked, hand_in, opened, picture, prove
from tests.cast import Cast
from tests.lifecycle.scenes import IDENTITY

LONG = "GreenLeaf Gardens, Nurseries and Landscaping Supply of Greater Columbus"
CODES = ("tcr:9106", "tcr:2002")


def named_long(cast: Cast) -> None:
    """The business gets a name that no narrow header has room for."""
    Organization.objects.filter(id=cast.greenleaf.id).update(name=LONG)


def ready(cast: Cast, name: str) -> tuple[Application, Campaign]:
    """One more draft that lacks nothing, about the brand whose answers are given already."""
    application, campaign = opened(cast)
    saved = campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={**CAMPAIGN, "name": name})
    assert not saved.problems
    prove(cast, campaign)
    application.refresh_from_db()
    return application, campaign


def submitted(cast: Cast, name: str) -> Application:
    """One more that lies with the reseller."""
    application, _campaign = ready(cast, name)
    return _handed_in(cast, application)


def forwarded(cast: Cast, name: str) -> Application:
    """One more that lies with the registry."""
    return _sent(cast, submitted(cast, name))


def rejected(cast: Cast, application: Application, *codes: str) -> Application:
    """Rejected once more: handed in with an answer to every code, sent on, refused."""
    if application.state == "rejected":
        _sent(cast, _handed_in(cast, application))
    lifecycle.application_record_rejection(
        application_id=application.id, actor=cast.rae.actor, part=campaign_of(application), codes=codes or CODES
    )
    application.refresh_from_db()
    return application


def campaign_of(application: Application) -> tuple[str, uuid.UUID]:
    """The part that is the registration's own."""
    return ("campaign", application.subject_id)


def in_every_state(cast: Cast) -> dict[str, Application]:
    """State -> a registration of it. The first one approved brings the brand's approval for all."""
    rae = cast.rae.actor
    found = {"approved": approved(cast)[0], "draft": opened(cast)[0], "pending": submitted(cast, "Pickup reminders")}
    read = found["under_review"] = submitted(cast, "Appointments with our gardeners")
    lifecycle.application_claim(application_id=read.id, actor=rae)
    back = found["changes_requested"] = submitted(cast, "Newsletter")
    lifecycle.application_claim(application_id=back.id, actor=rae)
    lifecycle.application_request_changes(
        application_id=back.id,
        actor=rae,
        codes=["tcr:9108"],
        field_notes={"privacy_policy_url": "The policy says that numbers go to partners. Take that out."},
        note_to_customer="One thing on your website would be rejected. Change it, then submit again.",
    )
    found["forwarded"] = forwarded(cast, "Delivery windows")
    asked = found["information_requested"] = forwarded(cast, "Loyalty points")
    lifecycle.application_record_information_request(
        application_id=asked.id, actor=rae, text="Send the letter of the IRS that shows the new address."
    )
    found["rejected"] = rejected(cast, forwarded(cast, "Seasonal offers and workshops for members of the club"))
    for state, verb in (("suspended", lifecycle.application_suspend), ("retired", lifecycle.application_retire)):
        one = found[state] = forwarded(cast, f"Formerly {state}")
        lifecycle.application_record_approval(
            application_id=one.id, actor=rae, part=campaign_of(one), external_id=f"C{state[:4].upper()}"
        )
        verb(application_id=one.id, actor=rae, reason="A carrier saw messages that nobody had agreed to.")
    gone = found["withdrawn"] = submitted(cast, "Old plan")
    lifecycle.application_withdraw(application_id=gone.id, actor=cast.alice.actor, reason="We send by e-mail now.")
    for one in found.values():
        one.refresh_from_db()
    return found


def letter_kept(cast: Cast, application: Application) -> None:
    """Alice keeps the letter of an appeal."""
    own = {"campaign_id": "C9LM44", "remediation": "All samples.", "business_impact": "40 messages a day wait."}
    values = {**letter_prefilled(cast.alice.actor, application), **own}
    letter_keep(actor=cast.alice.actor, application_id=application.id, values=values)


def _handed_in(cast: Cast, application: Application) -> Application:
    if identity_unproven(application):
        brand_id = Campaign.objects.get(id=application.subject_id).brand_id
        document_store(
            actor=cast.alice.actor,
            business_id=cast.greenleaf.id,
            kind="ein_letter",
            upload=picture(),
            subject=("brand", brand_id),
            field="ein_letter",
        )
    checked(campaign_dossier(cast.alice.actor, application))
    answers = {code["key"]: {"change": "Sample 2 ends with the way out."} for code in codes_to_answer(application)}
    assert isinstance(hand_in(cast, application, answers=answers), Submission)
    application.refresh_from_db()
    return application


def _sent(cast: Cast, application: Application) -> Application:
    rae = cast.rae.actor
    lifecycle.application_claim(application_id=application.id, actor=rae)
    ready_parts = application.parts.filter(status__in=[PartStatus.NOT_SENT, PartStatus.REJECTED]).order_by("position")
    lifecycle.application_forward(
        application_id=application.id,
        actor=rae,
        parts=[lifecycle.PartSending(part.part_kind, part.part_id) for part in ready_parts],
        identity_block=IDENTITY,
    )
    application.refresh_from_db()
    return application
