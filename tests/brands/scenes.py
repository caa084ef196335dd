"""Registrations of GreenLeaf's brand alone, brought to where a test begins by the verbs themselves."""

from __future__ import annotations

from brands.models import Brand
from brands.registering import brand_dossier, registration_open
from brands.services import brand_update
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Submission
from tests.campaigns.scenes import BRAND, checked, hand_in
from tests.cast import Cast
from tests.lifecycle.scenes import IDENTITY


def opened_alone(cast: Cast) -> tuple[Application, Brand]:
    """An empty draft of Alice's."""
    application = registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    return application, Brand.objects.get(id=application.subject_id)


def filled_alone(cast: Cast) -> tuple[Application, Brand]:
    """A draft that lacks nothing."""
    application, brand = opened_alone(cast)
    assert not brand_update(actor=cast.alice.actor, brand_id=brand.id, values=BRAND).problems
    return application, Brand.objects.get(id=brand.id)


def submitted_alone(cast: Cast) -> tuple[Application, Brand]:
    """A brand that lies with the reseller."""
    application, brand = filled_alone(cast)
    checked(brand_dossier(cast.alice.actor, application))
    assert isinstance(hand_in(cast, application), Submission)
    application.refresh_from_db()
    return application, brand


def approved_alone(cast: Cast) -> tuple[Application, Brand]:
    """A brand that the registry approved."""
    application, brand = submitted_alone(cast)
    rae, part = cast.rae.actor, ("brand", brand.id)
    lifecycle.application_claim(application_id=application.id, actor=rae)
    sent = [lifecycle.PartSending(*part)]
    lifecycle.application_forward(application_id=application.id, actor=rae, parts=sent, identity_block=IDENTITY)
    lifecycle.application_record_approval(application_id=application.id, actor=rae, part=part, external_id="BLEAF01")
    application.refresh_from_db()
    return application, brand
