"""The verbs on e-mails: queueing, what follows an invitation, the day's summary, and addresses that refuse."""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse

from portal.accounts.models import Invitation, User
from portal.accounts.services.invitations import invitation_token
from portal.audit.services import Subject
from portal.common.clock import now
from portal.jobs.services import enqueue
from portal.notices.composing import About, address, compose, sender_name, stop_url
from portal.notices.events import NoticeEvent
from portal.notices.models import EmailMessage, Notice

DIGEST_HOUR: Final = 8
"""Hour of the person's day from which the summary goes out."""
_MOST_LINES: Final = 50


@transaction.atomic
def email_queue(about: About, *, to: str, user: User | None = None) -> EmailMessage:
    """Writes an e-mail in the words of its event and hands it to a worker on commit.

    ``user`` is the receiver where it is a person of the portal, who can then turn e-mails of its sort off.
    """
    reseller = about.organization.reseller
    composed = compose(about, stop_url=stop_url(user.id, about.event) if user else "", outside=user is None)
    message = EmailMessage(
        event=about.event,
        organization=about.organization,
        user=user,
        subject_kind=about.subject.kind,
        subject_id=about.subject.id,
        from_name=sender_name(reseller)[:100],
        from_address=reseller.sender_address,
        reply_to=reseller.reply_to,
        logo_sha256=reseller.logo_sha256,
        title=composed.title,
    )
    message.to = to
    message.text = composed.text
    message.html = composed.html
    message.save()
    enqueue(message)
    return message


@transaction.atomic
def invitations_mail() -> int:
    """Queues the e-mail of every open invitation that has none yet; answers how many.

    Invitations are made below this room, so this reads their rows. The link's token is derived again from the row.
    """
    known = EmailMessage.objects.filter(event=NoticeEvent.INVITATION, queued_at__gte=now() - timedelta(days=30))
    waiting = (
        Invitation.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(accepted_at=None, revoked_at=None, expires_at__gt=now())
        .exclude(id__in=known.filter(subject_id__isnull=False).values("subject_id"))
        .select_related("organization__parent", "invited_by")
    )
    count = 0
    for invitation in waiting:
        about = About(
            NoticeEvent.INVITATION,
            invitation.organization,
            Subject("invitation", invitation.id, str(invitation.organization)),
            text=f"{invitation.invited_by} invites you to {invitation.organization}.",
            url=f"/invitations/{invitation_token(invitation)}/",
            who=str(invitation.invited_by),
            at=invitation.created_at,
        )
        email_queue(about, to=invitation.email)
        count += 1
    return count


def digests_mail() -> int:
    """Queues the day's summary of everyone for whom one is due; answers how many.

    Due are notices older than the last 8 o'clock of the person's own day, so that one e-mail a day goes out at most; a
    sweep that was down in the morning sends it later. The organization's zone holds where the person chose none.
    """
    rows = (
        Notice.objects.filter(waits_for_digest=True)
        .order_by()
        .values_list("user_id", "organization_id", "user__time_zone", "organization__time_zone")
    )
    count = 0
    for user_id, organization_id, own, usual in rows.distinct():
        count += _digest(user_id, organization_id, _last_morning(own or usual))
    return count


@transaction.atomic
def _digest(user_id: uuid.UUID, organization_id: uuid.UUID, morning: dt.datetime) -> int:
    rows = Notice.objects.filter(user_id=user_id, organization_id=organization_id, waits_for_digest=True)
    held = rows.select_for_update(skip_locked=True, of=("self",)).select_related("user", "organization__parent")
    notices = list(held.order_by("created_at", "id"))
    if not notices or notices[0].created_at >= morning:
        return 0
    first = notices[0]
    lines = [(notice.text, address(notice.url) if notice.url else "") for notice in notices[:_MOST_LINES]]
    if len(notices) > _MOST_LINES:
        lines.append((f"And {len(notices) - _MOST_LINES} more.", address(reverse("notices:notices"))))
    subject = Subject("digest", None, first.organization.name)
    url = reverse("notices:notices")
    about = About(NoticeEvent.DIGEST, first.organization, subject, "", url, who="", at=now(), lines=lines)
    Notice.objects.filter(id__in=[notice.id for notice in notices]).update(waits_for_digest=False)
    if first.user.is_active:
        email_queue(about, to=first.user.email, user=first.user)
    return 1


def _last_morning(zone: str) -> dt.datetime:
    """The last 8 o'clock that has passed in a zone, whatever its clocks do in spring and autumn."""
    here = now().astimezone(zoneinfo.ZoneInfo(zone))
    today = here.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0, fold=0)
    return today if here >= today else today - timedelta(days=1)


def email_wipe() -> dict[str, object]:
    """The columns to write when an e-mail is sent: when, and nothing of its words."""
    return {"sent_at": now(), **words_gone()}


def words_gone() -> dict[str, object]:
    """The columns that hold an e-mail's words, emptied."""
    return {"text_enc": None, "html_enc": None}
