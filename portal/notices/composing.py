"""How an e-mail is made of an event: subject, plain text and HTML in the reseller's name and colours.

The HTML loads nothing from anywhere: the logo travels in the message, styles stand in its head, and there is no
picture, link or address by which opening it could be noticed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import zoneinfo
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format

from portal.accounts.branding import palette
from portal.notices.events import Group, NoticeEvent, group_of
from portal.notices.letters import letter_of, reason_of

if TYPE_CHECKING:
    import uuid

    from portal.accounts.models import Organization
    from portal.audit.services import Subject

LOGO: Final = "logo@mail"
"""Content-ID of the logo within a message."""
_SALT: Final = "notices.unsubscribe"


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """What an e-mail tells: the event, of whose and about what, in which words, by whom and when."""

    event: NoticeEvent
    organization: Organization
    subject: Subject
    text: str
    url: str
    who: str
    at: dt.datetime
    lines: Sequence[tuple[str, str]] = ()
    """For a summary: each line's text and full address."""


@dataclasses.dataclass(frozen=True, slots=True)
class Composed:
    """The parts of a message, ready to seal."""

    title: str
    text: str
    html: str


def compose(about: About, *, stop_url: str = "", outside: bool = False) -> Composed:
    """Writes an e-mail. ``stop_url`` turns off e-mails of its sort; empty where that is no choice.

    ``outside``: to an address that a brief names, whose reader need not be a person of the portal.
    """
    no_choice = outside or about.event is NoticeEvent.INVITATION
    letter, names = letter_of(about.event), {"label": about.subject.label, "organization": about.organization.name}
    words: dict[str, Any] = {
        "first": letter.first.format(**names),
        "button": letter.button,
        "title": one_line(letter.subject.format(**names)),
        "text": about.text,
        "lines": about.lines,
        "next_template": f"notices/mail/next/{about.event.value}.txt",
        "link": address(about.url) if about.url else "",
        "who": about.who,
        "when": when_of(about),
        "why": reason_of(about.event, organization=about.organization.name, outside=outside),
        "choose_url": "" if no_choice else address(reverse("notices:emails")),
        "stop_url": stop_url,
        "organization": about.organization,
        "reseller": about.organization.reseller,
        "sender": sender_name(about.organization.reseller),
        "logo": f"cid:{LOGO}" if about.organization.reseller.logo_sha256 else "",
        "style": style_of(about.organization.reseller),
    }
    text = render_to_string("notices/mail/message.txt", words)
    return Composed(words["title"], text, render_to_string("notices/mail/message.html", words))


def style_of(reseller: Organization) -> str:
    """The style sheet in the head of an e-mail; every pair of colours in it can be read."""
    return render_to_string("notices/mail/style.css", dataclasses.asdict(palette(reseller.accent_colour))).strip()


def sender_name(reseller: Organization) -> str:
    """The name in the From line and under the text."""
    return reseller.sender_name or reseller.name


def address(path: str) -> str:
    """The full address of a path within the portal."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def when_of(about: About) -> str:
    """Day and time in the organization's time zone, with the zone's name."""
    local = about.at.astimezone(zoneinfo.ZoneInfo(about.organization.time_zone))
    return f"{date_format(local, 'j F Y, g:i A')} {local.tzname()}"


def one_line(words: str, most: int = 180) -> str:
    """The words without line ends and control characters, cut at a length: a header cannot be broken out of."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:most]


def stop_url(user_id: uuid.UUID, event: NoticeEvent) -> str:
    """The address that ends a person's e-mails of one sort without signing in; empty where there is no choice."""
    group = group_of(event)
    if group is None:
        return ""
    token = signing.dumps([str(user_id), group.value], salt=_SALT)
    return address(reverse("notices:unsubscribe", args=[token]))


def read_stop_token(token: str) -> tuple[str, Group] | None:
    """The person and the group that a link was made for; None when the portal did not make it."""
    try:
        user_id, group = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return user_id, Group(group)
