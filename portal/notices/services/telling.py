"""The verbs on notices and e-mails; requests for help have theirs beside it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from portal.accounts.models import Invitation, Organization
from portal.accounts.permissions import Permission
from portal.accounts.selectors import members_holding
from portal.accounts.services.invitations import invitation_token
from portal.audit.services import Subject
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.jobs.services import enqueue
from portal.notices.events import NOT_OPTIONAL, NoticeEvent
from portal.notices.models import EmailMessage, EmailMode, EmailPreference, Notice
from portal.notices.selectors import notices_for


@transaction.atomic
def notify(
    event: NoticeEvent,
    *,
    organization_id: uuid.UUID,
    subject: Subject,
    text: str,
    url: str,
    actor: Actor,
    permission: Permission | None = None,
    emails: Sequence[str] = (),
) -> list[Notice]:
    """Tells the members of an organization who hold a right (viewing registrations, if none is given).

    One notice each, and an e-mail unless the person turned it off; ``emails`` get the e-mail too. The person who acted
    is not told what they did themselves. ``url`` is a path within the portal.
    """
    organization = Organization.objects.select_related("parent").get(id=organization_id)
    made = []
    for member in members_holding(organization_id, permission or Permission.REGISTRATION_VIEW):
        if actor.kind is ActorKind.USER and member.user_id == actor.id:
            continue
        made.append(
            Notice(
                user=member.user,
                organization=organization,
                event=event,
                subject_kind=subject.kind,
                subject_id=subject.id,
                subject_label=subject.label[:200],
                text=text[:500],
                url=url,
            )
        )
    Notice.objects.bulk_create(made)
    unwilling = _without_email([notice.user_id for notice in made], event)
    wanting = {notice.user.email for notice in made if notice.user_id not in unwilling}
    for address in sorted(wanting | {email.lower() for email in emails}):
        email_queue(event, to=address, organization=organization, subject=subject, text=text, url=url)
    return made


@transaction.atomic
def email_queue(
    event: NoticeEvent, *, to: str, organization: Organization, subject: Subject, text: str, url: str
) -> EmailMessage:
    """Writes an e-mail in the words of its event and hands it to a worker on commit."""
    about = {
        "event": event,
        "next_template": f"notices/mail/next/{event.value}.txt",
        "organization": organization,
        "reseller": organization.reseller,
        "subject": subject,
        "text": text,
        "link": f"{settings.PUBLIC_URL.rstrip('/')}{url}" if url else "",
    }
    message = EmailMessage(
        event=event,
        organization=organization,
        subject_id=subject.id,
        from_name=organization.reseller.sender_name,
        title=f"{subject.label}: {event.label}"[:200].replace("\n", " "),
    )
    message.to = to
    message.text = render_to_string("notices/mail/message.txt", about)
    message.html = render_to_string("notices/mail/message.html", about)
    message.save()
    enqueue(message)
    return message


@transaction.atomic
def notices_mark_read(*, actor: Actor, notice_ids: Iterable[uuid.UUID] | None = None) -> int:
    """Marks the person's own notices read, all of them if none are named; answers how many were unread."""
    rows = notices_for(actor).filter(read_at=None)
    if notice_ids is not None:
        rows = rows.filter(id__in=list(notice_ids))
    return Notice.objects.filter(id__in=rows.order_by().values("id")).update(read_at=now())


@transaction.atomic
def email_preferences_set(*, user_id: uuid.UUID, modes: dict[str, str]) -> None:
    """Stores when e-mails go out, by event. Raises WrongInput for an unknown event or mode."""
    for event, mode in modes.items():
        if event not in NoticeEvent.values or event in NOT_OPTIONAL or mode not in EmailMode.values:
            raise WrongInput("Choose one of the listed answers for each event.", fields={event: ["Choose an answer."]})
        EmailPreference.objects.update_or_create(user_id=user_id, event=event, defaults={"mode": mode})


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
        email_queue(
            NoticeEvent.INVITATION,
            to=invitation.email,
            organization=invitation.organization,
            subject=Subject("invitation", invitation.id, str(invitation.organization)),
            text=f"{invitation.invited_by} invites you to {invitation.organization}.",
            url=f"/invitations/{invitation_token(invitation)}/",
        )
        count += 1
    return count


def email_wipe() -> dict[str, object]:
    """The columns to write when an e-mail is sent: when, and nothing of its words."""
    return {"sent_at": now(), "text_enc": None, "html_enc": None}


def _without_email(user_ids: Iterable[uuid.UUID], event: NoticeEvent) -> set[uuid.UUID]:
    if event in NOT_OPTIONAL:
        return set()
    rows = EmailPreference.objects.filter(user_id__in=list(user_ids), event=event, mode=EmailMode.OFF)
    return set(rows.values_list("user_id", flat=True))
