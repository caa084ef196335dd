"""Applications brought to where a test begins, by the verbs themselves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any

from portal.common.clock import now
from portal.common.ids import uuid7
from portal.evidence.services import document_store
from portal.lifecycle import services
from portal.lifecycle.models import Application
from portal.lifecycle.services import IdentityBlock, Part, PartSending
from portal.lifecycle.snapshot import Snapshot
from tests.cast import Cast

IDENTITY = IdentityBlock(
    legal_name="GreenLeaf Gardens LLC",
    irs_letter="matches",
    irs_letter_name="GREENLEAF GARDENS LLC",
    website="differs",
    website_name="GreenLeaf",
)


def payload(kind: str = "sms_mms", **data: Any) -> dict[str, Any]:
    """A small payload of the shape that `portal.lifecycle.snapshot` describes."""
    values = {"brand.legal_name": "GreenLeaf Gardens LLC", "campaign.description": "Order updates", **data}
    rows = [{"field": name, "label": name.rpartition(".")[2], "value": value} for name, value in values.items()]
    section = {"key": "all", "title": "What was asked", "rows": rows}
    return {"schema": 1, "kind": kind, "sections": [section], "data": values}


def snapshot(kind: str = "sms_mms", **values: Any) -> Snapshot:
    """A snapshot that may be submitted; ``data`` adds fields, other names replace the snapshot's own."""
    data = values.pop("data", {})
    declaration = {
        "text": "What I declare is true.",
        "version": "1",
        "person": "Alice Moore",
        "capacity": "Owner",
        "at": now(),
        "address": "203.0.113.7",
    }
    usual: dict[str, Any] = {
        "payload": payload(kind, **data),
        "findings": [],
        "verdict": "pass",
        "rulebook": "2026.11",
        "profile": "as_documented",
        "check_run_id": uuid.uuid4(),
        "check_finished_at": now() - dt.timedelta(minutes=3),
        "overrides": {},
        "declaration": declaration,
        "answers": {},
    }
    return Snapshot(**{**usual, **values})


@dataclasses.dataclass
class Scene:
    """One application of GreenLeaf with its brand and campaign, and short words for the verbs."""

    cast: Cast
    application: Application
    brand: Part
    campaign: Part

    @property
    def id(self) -> uuid.UUID:
        return self.application.id

    def fresh(self) -> Application:
        self.application.refresh_from_db()
        return self.application

    def submit(self, **values: Any) -> Scene:
        services.application_submit(application_id=self.id, actor=self.cast.alice.actor, snapshot=snapshot(**values))
        return self

    def claim(self) -> Scene:
        services.application_claim(application_id=self.id, actor=self.cast.rae.actor)
        return self

    def forward(self, *parts: Part) -> Scene:
        """Sends the given parts, the brand if none is given; claims first when it has to."""
        if self.fresh().state == "pending":
            self.claim()
        sending = [PartSending(part.kind, part.id, "TICKET-1") for part in parts or (self.brand,)]
        services.application_forward(
            application_id=self.id, actor=self.cast.rae.actor, parts=sending, identity_block=IDENTITY
        )
        return self

    def approve(self, part: Part, external_id: str = "B1234") -> Scene:
        services.application_record_approval(
            application_id=self.id, actor=self.cast.rae.actor, part=(part.kind, part.id), external_id=external_id
        )
        return self

    def reject(self, *codes: str, part: Part | None = None, **values: Any) -> Scene:
        part = part or self.brand
        services.application_record_rejection(
            application_id=self.id,
            actor=values.pop("actor", self.cast.rae.actor),
            part=(part.kind, part.id),
            codes=codes or ("tcr:9106",),
            **values,
        )
        return self

    def rejected(self, *codes: str) -> Scene:
        """From draft or a rejection to the next rejection."""
        return self.resubmit().forward().reject(*codes)

    def proven(self) -> Scene:
        """With a paper that says who the business is."""
        from tests.campaigns.scenes import picture  # noqa: PLC0415

        document_store(
            actor=self.cast.alice.actor,
            business_id=self.application.organization_id,
            kind="ein_letter",
            upload=picture("letter.png"),
            subject=("application", self.id),
        )
        return self

    def resubmit(self, **values: Any) -> Scene:
        """Submits with an answer to every code that asks for one."""
        from portal.lifecycle.selectors import codes_to_answer  # noqa: PLC0415

        answers = {code["key"]: {"text": "Changed the samples."} for code in codes_to_answer(self.fresh())}
        return self.submit(answers=answers, **values)

    def approved(self) -> Scene:
        """From draft to approved."""
        self.submit().forward(self.brand).approve(self.brand, "BABC123")
        return self.forward(self.campaign).approve(self.campaign, "CXYZ789")


def scene(cast: Cast, *, brand_id: uuid.UUID | None = None) -> Scene:
    """A draft of GreenLeaf's."""
    brand = Part("brand", brand_id or uuid7(), "GreenLeaf Gardens LLC")
    campaign = Part("campaign", uuid7(), "Order updates")
    application = services.application_open(
        actor=cast.alice.actor,
        business=cast.greenleaf,
        kind="sms_mms",
        subject_id=campaign.id,
        title="Order updates",
        parts=[brand, campaign],
    )
    return Scene(cast, application, brand, campaign)
