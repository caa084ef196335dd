"""How a queued e-mail is handed to the mail server: its headers, and what a refusal means."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email.mime.image import MIMEImage
from email.utils import parseaddr
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from portal.accounts.models import Logo
from portal.accounts.permissions import Permission
from portal.audit.services import Subject
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.jobs.services import fail, finish, release
from portal.notices.composing import LOGO, one_line, stop_url
from portal.notices.events import NoticeEvent
from portal.notices.models import EmailMessage
from portal.notices.services import email_wipe, notify
from portal.notices.services.mailing import words_gone

WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
"""How long to wait after each try that the mail server could not take; after the last one the e-mail is given up."""


class RefusedForGood(Exception):
    """The mail server said that it will never take this e-mail. ``reason`` are its words, cut."""

    def __init__(self, code: int, words: bytes | str) -> None:
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        self.reason = f"{code} {one_line(text, 200)}"
        super().__init__(self.reason)


def deliver(message: EmailMessage, attempt: int) -> None:
    """Sends an e-mail and ends its job; a server that is away is asked again later, one that refuses is believed.

    A worker that dies between sending and writing it down sends the e-mail twice, under the same Message-ID: told twice
    is better than not told.
    """
    try:
        _hand_over(message)
    except RefusedForGood as refusal:
        _give_up(message, attempt, f"The mail server refused it for good: {refusal.reason}.")
    except (smtplib.SMTPException, OSError) as trouble:
        if message.tries >= len(WAITS):
            _give_up(
                message, attempt, f"The mail server could not take it in almost two days: {type(trouble).__name__}."
            )
        else:
            wait = now() + WAITS[message.tries]
            release(EmailMessage, message.id, attempt, tries=message.tries + 1, not_before=wait)
    else:
        finish(EmailMessage, message.id, attempt, **email_wipe())


def letter_for(message: EmailMessage) -> EmailMultiAlternatives:
    """The message with its headers, both texts and the logo within it."""
    name = one_line(message.from_name, 100)
    usual_name, usual = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender = _address(name or usual_name, _sender_address(message, usual))
    mail = EmailMultiAlternatives(
        subject=one_line(message.title),
        body=message.text,
        from_email=sender,
        to=[message.to],
        reply_to=[_address(name, message.reply_to)] if message.reply_to else None,
        headers=_headers(message),
    )
    mail.attach_alternative(message.html, "text/html")
    logo = Logo.objects.filter(sha256=message.logo_sha256).first() if message.logo_sha256 else None
    if logo:
        mail.mixed_subtype = "related"  # type: ignore[attr-defined]
        picture = MIMEImage(bytes(logo.data), "png")
        picture.add_header("Content-ID", f"<{LOGO}>")
        picture.add_header("Content-Disposition", "inline", filename="logo.png")
        mail.attach(picture)
    return mail


def _hand_over(message: EmailMessage) -> None:
    try:
        letter_for(message).send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        if code >= 500:
            raise RefusedForGood(code, words) from refused
        raise
    except smtplib.SMTPDataError as refused:
        if refused.smtp_code >= 500:
            raise RefusedForGood(refused.smtp_code, refused.smtp_error) from refused
        raise


def _give_up(message: EmailMessage, attempt: int, reason: str) -> None:
    """Ends the job and tells those who manage the team, in the portal: another e-mail might meet the same end."""
    fail(EmailMessage, message.id, attempt, reason)
    EmailMessage.objects.filter(id=message.id).update(refused_at=now(), **words_gone())
    if message.organization_id is None:
        return
    notify(
        NoticeEvent.EMAIL_REFUSED,
        organization_id=message.organization_id,
        subject=Subject("email", message.id, message.title),
        text=f"The e-mail \u201c{message.title}\u201d to {message.user or message.to} was not delivered. {reason}",
        url="/team/",
        actor=SYSTEM,
        permission=Permission.TEAM_MANAGE,
    )


def _headers(message: EmailMessage) -> dict[str, str]:
    """Message-ID of its own; those about one thing refer to the same root, so that they stand as one thread."""
    domain = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{message.id}@{domain}>", "Auto-Submitted": "auto-generated"}
    if message.subject_id:
        root = f"<{message.subject_kind or 'subject'}.{message.subject_id}@{domain}>"
        headers |= {"References": root, "In-Reply-To": root}
    stop = stop_url(message.user_id, NoticeEvent(message.event)) if message.user_id else ""
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _sender_address(message: EmailMessage, usual: str) -> str:
    """The reseller's own address while the operator lists its domain, else the portal's."""
    domain = message.from_address.rpartition("@")[2].lower()
    allowed = {name.lower() for name in settings.MAIL_SENDER_DOMAINS}
    return message.from_address if domain and domain in allowed else usual


def _address(name: str, address: str) -> str:
    """The display form; Django encodes a name that is not ASCII."""
    quoted = name.replace("\\", "").replace('"', "")
    return f'"{quoted}" <{address}>' if quoted else address
