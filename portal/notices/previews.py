"""What each event's e-mail looks like, for the reseller in whose name it goes out."""

from __future__ import annotations

import base64
import hashlib
import uuid
from typing import Final

from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from portal.accounts.models import Organization, OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.accounts.selectors import organization_for
from portal.audit.services import Subject
from portal.common.clock import now
from portal.common.errors import NotFound
from portal.notices.composing import LOGO, About, compose, sender_name, stop_url, style_of
from portal.notices.events import NoticeEvent
from portal.notices.letters import letter_of

_SHOWN: Final = [event for event in NoticeEvent if event is not NoticeEvent.EMAIL_REFUSED]
_TEXTS: Final[dict[NoticeEvent, str]] = {
    NoticeEvent.APPLICATION_REJECTED: "The registry rejected the brand: tcr:9106, tcr:9201. This is rejection 1 of 4.",
    NoticeEvent.APPLICATION_RETURNED: "Opt-in description: say where people sign up, and quote the words there.",
    NoticeEvent.INFORMATION_REQUESTED: "The registry asks for a picture of the sign-up form.",
    NoticeEvent.DECISION_DECLINED: "REG-2041, Order updates: Ada Fischer declined your proposal: 9201 was settled.",
    NoticeEvent.REVIEW_ASSIGNED: "REG-2041, Order updates: Ada Fischer gave you the review for 4 hours.",
    NoticeEvent.TEMPORARY_GRANTED: "You can send until 22 December 2026.",
    NoticeEvent.INVITATION: "Alice Fern invites you to GreenLeaf Gardens.",
    NoticeEvent.DIGEST: "",
}
_LINES: Final = (
    "REG-2041, GreenLeaf Gardens: on its way to the registry.",
    "REG-2043, GreenLeaf Gardens: the website check has finished.",
)


@csp_update({"frame-src": ["'self'"]})
@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """Every event with the subject of its e-mail, and one of them opened."""
    reseller = _reseller(request)
    event = _event(request.GET.get("event") or NoticeEvent.APPLICATION_APPROVED)
    composed = compose(_about(reseller, event), stop_url=_example_stop(event))
    page = {
        "events": [(one, letter_of(one).subject.format(label="REG-2041", organization=reseller)) for one in _SHOWN],
        "event": event,
        "composed": composed,
        "sender": sender_name(reseller),
        "reply_to": reseller.reply_to,
    }
    return render(request, "notices/previews.html", page)


@xframe_options_sameorigin
@require_GET
def mail_shown(request: HttpRequest) -> HttpResponse:
    """The HTML of one e-mail as a mail program draws it; its style sheet is allowed by its hash, and nothing else."""
    reseller = _reseller(request)
    event = _event(request.GET.get("event", ""))
    composed = compose(_about(reseller, event), stop_url=_example_stop(event))
    logo = reverse("accounts:logo", args=[reseller.logo_sha256]) if reseller.logo_sha256 else ""
    html = composed.html.replace(f"cid:{LOGO}", logo).replace("<a href=", "<a target=_blank href=")
    style = hashlib.sha256(style_of(reseller).encode()).digest()
    allowed = {
        "default-src": ["'none'"],
        "style-src": [f"'sha256-{base64.b64encode(style).decode()}'"],
        "img-src": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    shown = HttpResponse(html)
    csp_replace(allowed)(lambda _request: shown)(request)
    return shown


def _reseller(request: HttpRequest) -> Organization:
    actor = actor_of(request)
    actor.require(Permission.SETTINGS_MANAGE)
    if actor.organization_id is None or actor.organization_kind != OrganizationKind.RESELLER:
        raise NotFound(_("E-mails go out in the name of your reseller."))
    return organization_for(actor, actor.organization_id)


def _event(value: str) -> NoticeEvent:
    if value not in _SHOWN:
        raise NotFound()
    return NoticeEvent(value)


def _about(reseller: Organization, event: NoticeEvent) -> About:
    business = Organization(
        name="GreenLeaf Gardens", kind=OrganizationKind.BUSINESS, parent=reseller, time_zone=reseller.time_zone
    )
    text = _TEXTS.get(event, f"REG-2041, GreenLeaf Gardens: {event.label}.")
    lines = [(line, reverse("notices:notices")) for line in _LINES] if event is NoticeEvent.DIGEST else []
    subject = Subject("application", None, "REG-2041")
    return About(event, business, subject, text, reverse("notices:notices"), "" if lines else "Rae Lind", now(), lines)


def _example_stop(event: NoticeEvent) -> str:
    """A link that is nobody's: it shows where the link stands and turns nothing off."""
    return stop_url(uuid.UUID(int=0), event)
