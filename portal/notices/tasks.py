"""Work of the notices room: sending e-mails, and finding invitations that still need one."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from portal.jobs.services import finish
from portal.jobs.tasks import job_task
from portal.notices.models import EmailMessage
from portal.notices.services import email_wipe, invitations_mail


@shared_task(name="notices.send_email")
@job_task(EmailMessage)
def send_email(message: EmailMessage, attempt: int) -> None:
    """Sends one e-mail. A mail server that refuses or is away is tried again, five times in all.

    A worker that dies between sending and writing it down sends the e-mail twice: told twice is better than not told.
    """
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender = formataddr((message.from_name, address)) if message.from_name else settings.DEFAULT_FROM_EMAIL
    mail = EmailMultiAlternatives(subject=message.title, body=message.text, from_email=sender, to=[message.to])
    mail.attach_alternative(message.html, "text/html")
    mail.send()
    finish(EmailMessage, message.id, attempt, **email_wipe())


@shared_task(name="notices.sweep")
def sweep() -> None:
    """Beat: queues e-mails for invitations that have none."""
    invitations_mail()
