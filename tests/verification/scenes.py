"""Toll-free briefs brought to where a test begins, by the verbs themselves."""

from __future__ import annotations

from typing import Any

from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Submission
from tests.campaigns.scenes import checked, hand_in, picture
from tests.cast import Cast
from tests.lifecycle.scenes import IDENTITY
from verification.models import TollFreeVerification
from verification.numbering import number_add
from verification.services import registration_open, verification_dossier, verification_update

NUMBER = "+18335550142"
BRIEF: dict[str, Any] = {
    "customer_name": "GreenLeaf Gardens",
    "legal_name": "GreenLeaf Gardens LLC",
    "dba_name": "GreenLeaf",
    "website": "https://www.greenleafgardens.com",
    "organization_type": "private_profit",
    "state_of_incorporation": "OH",
    "street": "410 Harbor Street",
    "city": "Columbus",
    "state": "OH",
    "postal_code": "43215",
    "business_registration_number": "12-3456789",
    "business_registration_type": "EIN",
    "compliance_contact_name": "Alice Moore",
    "compliance_contact_phone": "(614) 280-2000",
    "compliance_contact_email": "alice@greenleafgardens.com",
    "compliance_contact_address": "410 Harbor Street, Columbus, OH 43215",
    "description": "GreenLeaf confirms orders and reminds customers of pickups at the nursery.",
    "message_type": "informational",
    "category": "Order Notifications",
    "sample_messages": ["GreenLeaf: your order 87234 is ready for pickup. Reply STOP to opt out."],
    "opt_in_method": "web_form",
    "opt_in_workflow": "Customers enter a mobile number on our website and tick an empty box beside the wording.",
    "opt_in_wording": "I agree to receive order updates by text from GreenLeaf. Message frequency varies. Message and "
    "data rates may apply. Reply STOP to opt out or HELP for help.",
    "opt_in_url": "https://www.greenleafgardens.com/texts",
    "message_volume": "1000",
    "canadian_traffic": "none",
    "privacy_policy_url": "https://www.greenleafgardens.com/privacy",
    "terms_url": "https://www.greenleafgardens.com/terms",
}


def opened(cast: Cast) -> tuple[Application, TollFreeVerification]:
    """An empty brief of Alice's."""
    application = registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    return application, TollFreeVerification.objects.get(id=application.subject_id)


def filled(cast: Cast, **values: Any) -> tuple[Application, TollFreeVerification]:
    """A brief that lacks nothing."""
    application, brief = opened(cast)
    saved = verification_update(actor=cast.alice.actor, verification_id=brief.id, values={**BRIEF, **values})
    assert not saved.problems
    number_add(actor=cast.alice.actor, verification_id=brief.id, number=NUMBER, label="Nursery")
    return application, TollFreeVerification.objects.get(id=brief.id)


def prove(cast: Cast, brief: TollFreeVerification) -> None:
    """Uploads the proof of consent."""
    document_store(
        actor=cast.alice.actor,
        business_id=brief.business_id,
        kind="optin_screenshot",
        upload=picture(),
        subject=("verification", brief.id),
        field="opt_in_evidence",
    )


def forwarded(cast: Cast) -> tuple[Application, TollFreeVerification]:
    """A brief that lies with the aggregator."""
    return sent(cast, *filled(cast))


def sent(cast: Cast, application: Application, brief: TollFreeVerification) -> tuple[Application, TollFreeVerification]:
    """A filled brief handed in and forwarded with all its numbers."""
    prove(cast, brief)
    checked(verification_dossier(cast.alice.actor, application))
    assert isinstance(hand_in(cast, application), Submission)
    rae = cast.rae.actor
    lifecycle.application_claim(application_id=application.id, actor=rae)
    parts = [lifecycle.PartSending("number", number.id) for number in brief.numbers.all()]
    lifecycle.application_forward(application_id=application.id, actor=rae, parts=parts, identity_block=IDENTITY)
    application.refresh_from_db()
    return application, brief
