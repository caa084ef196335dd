"""Pages of a brand's topics."""

from __future__ import annotations

import uuid
from typing import Any

from brands.drafting import Saved
from brands.forms import BRAND_FORMS
from brands.models import Brand
from brands.pages import Room, TopicLint, TopicPage
from brands.selectors import applications_of_part, brand_for, brand_lock
from brands.services import brand_findings, brand_update
from brands.topics import BRAND_TOPICS
from portal.common.actor import Actor
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import application_for


def _update(*, draft_id: uuid.UUID, **rest: Any) -> Saved[Brand]:
    return brand_update(brand_id=draft_id, **rest)


def _application(actor: Actor, brand: Brand, reference: str) -> Application | None:
    """The registration a brand's page was opened from, else the newest one that the brand is a part of."""
    if reference:
        return application_for(actor, reference=reference)
    return applications_of_part("brand", brand.id).first()


BRAND_ROOM = Room(
    part="brand",
    namespace="brands",
    topics=BRAND_TOPICS,
    forms=BRAND_FORMS,
    get=brand_for,
    update=_update,
    findings=brand_findings,
    lock=brand_lock,
    application=_application,
)


class BrandTopic(TopicPage):
    """One topic of a brand."""

    room = BRAND_ROOM


class BrandLint(TopicLint):
    """Live findings about one topic of a brand."""

    room = BRAND_ROOM
