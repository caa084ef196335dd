"""Work of the notices room: sending e-mails, finding invitations that still need one, and the day's summaries."""

from __future__ import annotations

from celery import shared_task

from portal.jobs.tasks import job_task
from portal.notices.models import EmailMessage
from portal.notices.sending import deliver
from portal.notices.services import digests_mail, invitations_mail


@shared_task(name="notices.send_email")
@job_task(EmailMessage)
def send_email(message: EmailMessage, attempt: int) -> None:
    """Sends one e-mail; see ``sending.deliver`` for what a refusal means."""
    deliver(message, attempt)


@shared_task(name="notices.sweep")
def sweep() -> None:
    """Beat: queues e-mails for invitations that have none, and summaries that are due."""
    invitations_mail()
    digests_mail()
