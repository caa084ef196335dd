"""What the customer's pages need of each kind of registration, so that one set of pages serves them all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.urls import reverse

from brands import registering as brands
from brands.models import Draft
from brands.pages import Room
from brands.selectors import brand_for
from brands.submitting import Dossier
from brands.tasks_list import task_list as brand_tasks
from brands.views import BRAND_ROOM
from campaigns import services as campaigns
from campaigns.selectors import campaign_for
from campaigns.tasks_list import task_list as campaign_tasks
from campaigns.views import CAMPAIGN_ROOM
from portal.accounts.models import Organization
from portal.common.actor import Actor
from portal.lifecycle.models import Application, Kind, Submission
from portal.lifecycle.tasklist import TaskGroup
from portal.webchecks.models import CheckRun
from verification import services as verification
from verification.selectors import verification_for
from verification.tasks_list import task_list as verification_tasks
from verification.views import VERIFICATION_ROOM


@dataclasses.dataclass(frozen=True, slots=True)
class KindPages:
    """The verbs and reads of one kind. ``drafts`` gives each part's room and draft: `brand` before `campaign`."""

    open: Callable[..., Application]
    submit: Callable[..., Submission | CheckRun]
    dossier: Callable[[Actor, Application], Dossier]
    tasks: Callable[[Actor, Application], list[TaskGroup]]
    drafts: Callable[[Actor, Application], dict[str, tuple[Room, Draft]]]


def _campaign_drafts(actor: Actor, application: Application) -> dict[str, tuple[Room, Draft]]:
    campaign = campaign_for(actor, application.subject_id)
    return {"campaign": (CAMPAIGN_ROOM, campaign), "brand": (BRAND_ROOM, campaign.brand)}


def _verification_drafts(actor: Actor, application: Application) -> dict[str, tuple[Room, Draft]]:
    return {"verification": (VERIFICATION_ROOM, verification_for(actor, application.subject_id))}


def _brand_drafts(actor: Actor, application: Application) -> dict[str, tuple[Room, Draft]]:
    return {"brand": (BRAND_ROOM, brand_for(actor, application.subject_id))}


KINDS: Final[Mapping[str, KindPages]] = {
    Kind.SMS_MMS: KindPages(
        open=campaigns.registration_open,
        submit=campaigns.registration_submit,
        dossier=campaigns.campaign_dossier,
        tasks=campaign_tasks,
        drafts=_campaign_drafts,
    ),
    Kind.TOLL_FREE: KindPages(
        open=verification.registration_open,
        submit=verification.registration_submit,
        dossier=verification.verification_dossier,
        tasks=verification_tasks,
        drafts=_verification_drafts,
    ),
    Kind.BRAND: KindPages(
        open=brands.registration_open,
        submit=brands.registration_submit,
        dossier=brands.brand_dossier,
        tasks=brand_tasks,
        drafts=_brand_drafts,
    ),
}


def pages_of(application: Application) -> KindPages:
    """The pages of an application's kind."""
    return KINDS[application.kind]


def registration_open(*, actor: Actor, business: Organization, kind: str) -> Application:
    """A draft registration of a kind. Raises what the kind's own verb raises."""
    return KINDS[kind].open(actor=actor, business=business, kind=kind)


class FieldLinks:
    """Where each field of a registration is answered; reads the drafts once."""

    def __init__(self, actor: Actor, application: Application) -> None:
        self._drafts = pages_of(application).drafts(actor, application)
        self._reference = application.reference

    def __getitem__(self, field: str) -> str:
        """The address for a field given by its full name or a finding's path; empty when no page asks for it."""
        part, dot, rest = field.partition(".")
        if dot and part in self._drafts:
            return self._in(part, rest)
        return next((url for name in self._drafts if (url := self._in(name, field))), "")

    def first(self, fields: list[str]) -> str:
        """The address of the first of these fields that some page asks for."""
        return next((url for field in fields if (url := self[field])), "")

    def _in(self, part: str, field: str) -> str:
        room, draft = self._drafts[part]
        if field.partition("[")[0] == "numbers" and part != "brand":
            return reverse(f"{room.namespace}:numbers", args=[draft.id])
        return room.url_of_field(draft, field, registration=self._reference)


def finding_with_link(finding: dict[str, Any], links: FieldLinks) -> dict[str, Any]:
    """A finding with the address at which its field is answered."""
    return {**finding, "url": links[str(finding.get("field") or "")]}


def problems_with_links(faults: Mapping[str, Iterable[str]], links: FieldLinks) -> list[dict[str, str]]:
    """Sentences about missing answers with the addresses at which they are given."""
    return [{"text": text, "href": links[field]} for field, texts in faults.items() for text in texts]
