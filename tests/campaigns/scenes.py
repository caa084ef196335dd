"""Registrations brought to where a test begins, by the verbs themselves."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from brands.models import Brand
from brands.services import brand_update
from brands.submitting import Dossier, declaration_of
from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_update, registration_open
from portal.common.clock import now
from portal.desk.kinds import pages_of
from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Submission
from portal.webchecks.models import CheckRun
from tests.cast import Cast
from tests.lifecycle.scenes import IDENTITY

BRAND = {
    "legal_name": "GreenLeaf Gardens LLC",
    "dba_name": "GreenLeaf",
    "entity_type": "private_profit",
    "organization_form": "llc",
    "ein": "12-3456789",
    "vertical": "retail",
    "state_of_incorporation": "OH",
    "street": "410 Harbor Street",
    "city": "Columbus",
    "state": "OH",
    "postal_code": "43215",
    "website": "https://www.greenleafgardens.com",
    "social_urls": ["https://www.linkedin.com/company/greenleafgardens"],
    "support_email": "support@greenleafgardens.com",
    "support_phone": "(614) 280-2000",
    "contact_first_name": "Alice",
    "contact_last_name": "Moore",
    "business_contact_email": "alice@greenleafgardens.com",
    "duns": "801234567",
}
CAMPAIGN = {
    "name": "Order updates",
    "use_case": "CUSTOMER_CARE",
    "message_volume": "1000",
    "frequency": "Message frequency varies",
    "description": (
        "GreenLeaf sends order confirmations and pickup reminders to customers who placed an order, to keep pickups "
        "at the nursery on schedule."
    ),
    "sample_messages": [
        f"GreenLeaf: {text} Reply STOP to opt out. Msg & data rates may apply."
        for text in (
            "Sarah, your order 87234 is ready for pickup until Friday 6 PM.",
            "we answered your question about order 87234 by phone today.",
            "your appointment with our gardener is Tuesday at 10 AM.",
        )
    ],
    "opt_in_method": "web_form",
    "message_flow": (
        "Customers open https://www.greenleafgardens.com/texts, enter a mobile number, tick an empty box beside the "
        "wording and press Sign up. They get a confirmation at once."
    ),
    "opt_in_wording": (
        "I agree to receive order updates and appointment reminders by text message from GreenLeaf. Message frequency "
        "varies. Message and data rates may apply. Reply STOP to opt out or HELP for help. See our privacy policy at "
        "https://www.greenleafgardens.com/privacy and terms at https://www.greenleafgardens.com/terms."
    ),
    "opt_in_url": "https://www.greenleafgardens.com/texts",
    "opt_in_message": (
        "GreenLeaf: you are signed up for order updates. Message frequency varies. Msg & data rates may apply. Reply "
        "HELP for help, STOP to opt out."
    ),
    "opt_out_message": "GreenLeaf: you are unsubscribed and get no more messages. Reply START to join again.",
    "help_message": "GreenLeaf: for help call (614) 280-2000. Reply STOP to opt out. Msg & data rates may apply.",
    "resubscribe_message": (
        "GreenLeaf: you are signed up again for order updates. Reply STOP to opt out. Msg & data rates may apply."
    ),
    "support_phone": "(614) 280-2000",
    "privacy_policy_url": "https://www.greenleafgardens.com/privacy",
    "terms_url": "https://www.greenleafgardens.com/terms",
}


def picture(name: str = "form.png") -> SimpleUploadedFile:
    """A small PNG."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), content_type="image/png")


def opened(cast: Cast) -> tuple[Application, Campaign]:
    """An empty draft of Alice's."""
    application = registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    return application, Campaign.objects.get(id=application.subject_id)


def filled(cast: Cast) -> tuple[Application, Campaign]:
    """A draft that lacks nothing."""
    application, campaign = opened(cast)
    assert not brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values=BRAND).problems
    assert not campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=CAMPAIGN).problems
    prove(cast, campaign)
    return application, Campaign.objects.get(id=campaign.id)


def prove(cast: Cast, campaign: Campaign) -> None:
    """Uploads the proof of consent."""
    document_store(
        actor=cast.alice.actor,
        business_id=campaign.business_id,
        kind="optin_screenshot",
        upload=picture(),
        subject=("campaign", campaign.id),
        field="opt_in_evidence",
    )


def letter(cast: Cast, campaign: Campaign) -> None:
    """Uploads the IRS letter to the campaign's brand."""
    document_store(
        actor=cast.alice.actor,
        business_id=campaign.business_id,
        kind="ein_letter",
        upload=picture("letter.png"),
        subject=("brand", campaign.brand_id),
        field="ein_letter",
    )


def checked(dossier: Dossier, *, age: dt.timedelta = dt.timedelta(minutes=2), **values: Any) -> CheckRun:
    """A finished website check of a registration's answers."""
    assert dossier.web is not None
    usual: dict[str, Any] = {
        "business_id": dossier.application.organization_id,
        "subject_kind": dossier.subject[0],
        "subject_id": dossier.subject[1],
        "trigger": "button",
        "profile": dossier.report.profile,
        **dossier.web.questions,
        "state": "done",
        "verdict": "pass",
        "rulebook": "2026.11",
        "finished_at": now() - age,
    }
    return CheckRun.objects.create(**{**usual, **values})


def reasons(dossier: Dossier) -> dict[str, str]:
    """A written reason for every finding that blocks."""
    return {f.rule: "Our reviewer knows of it." for f in dossier.report.findings if f.severity == "error"}


def hand_in(cast: Cast, application: Application, **values: Any) -> Submission | CheckRun:
    """Alice submits a registration of any kind."""
    pages = pages_of(application)
    usual: dict[str, Any] = {
        "declaration": declaration_of(actor=cast.alice.actor, capacity="Owner", kind=application.kind),
        "overrides": reasons(pages.dossier(cast.alice.actor, application)),
        "answers": {},
    }
    return pages.submit(actor=cast.alice.actor, application=application, **{**usual, **values})


def submitted(cast: Cast) -> tuple[Application, Campaign]:
    """A registration that lies with the reseller."""
    application, campaign = filled(cast)
    checked(campaign_dossier(cast.alice.actor, application))
    assert isinstance(hand_in(cast, application), Submission)
    application.refresh_from_db()
    return application, campaign


def forwarded(cast: Cast) -> tuple[Application, Campaign]:
    """A registration whose brand was approved and whose campaign lies with the registry."""
    application, campaign = submitted(cast)
    rae = cast.rae.actor
    lifecycle.application_claim(application_id=application.id, actor=rae)
    brand = ("brand", campaign.brand_id)
    send = lifecycle.PartSending
    lifecycle.application_forward(
        application_id=application.id, actor=rae, parts=[send(*brand)], identity_block=IDENTITY
    )
    lifecycle.application_record_approval(application_id=application.id, actor=rae, part=brand, external_id="B7XK21")
    lifecycle.application_forward(
        application_id=application.id, actor=rae, parts=[send("campaign", campaign.id)], identity_block=IDENTITY
    )
    application.refresh_from_db()
    return application, campaign


def approved(cast: Cast) -> tuple[Application, Campaign]:
    """A registration that the registry approved."""
    application, campaign = forwarded(cast)
    lifecycle.application_record_approval(
        application_id=application.id, actor=cast.rae.actor, part=("campaign", campaign.id), external_id="C9LM44"
    )
    application.refresh_from_db()
    return application, campaign


def rejected(cast: Cast, *codes: str) -> tuple[Application, Campaign]:
    """A registration whose campaign the registry rejected."""
    application, campaign = forwarded(cast)
    lifecycle.application_record_rejection(
        application_id=application.id, actor=cast.rae.actor, part=("campaign", campaign.id), codes=list(codes)
    )
    application.refresh_from_db()
    return application, campaign


def brand_of(campaign: Campaign) -> Brand:
    """The campaign's brand as it is stored now."""
    return Brand.objects.get(id=campaign.brand_id)
