"""The verbs on notices: telling people, what they have read, and how they want to be told."""

from __future__ import annotations

import uuid
import zoneinfo
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, Organization, User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import members_holding
from portal.audit.services import Subject
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.notices.composing import About
from portal.notices.events import ALWAYS, NOT_OPTIONAL, Group, NoticeEvent, events_of, group_of
from portal.notices.models import EmailMode, EmailPreference, Notice
from portal.notices.selectors import mode_of, notices_for
from portal.notices.services.mailing import email_queue


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
    only: uuid.UUID | None = None,
) -> list[Notice]:
    """Tells the members of an organization who hold a right (viewing registrations, if none is given).

    Each is told as chosen for the event: a notice, an e-mail at once or in the day's summary; those of ``ALWAYS`` reach
    everybody both ways. ``emails`` get the e-mail too; ``only`` names the one member whom it concerns. The person who
    acted is not told what they did themselves. ``url`` is a path within the portal.
    """
    organization = Organization.objects.select_related("parent").get(id=organization_id)
    members = [
        member
        for member in members_holding(organization_id, permission or Permission.REGISTRATION_VIEW)
        if only in (None, member.user_id) and (actor.kind is not ActorKind.USER or member.user_id != actor.id)
    ]
    modes = _modes(members, event)
    told = [member for member in members if modes[member.user_id] != EmailMode.NONE]
    about = About(event, organization, subject, text, url, who=_who(actor), at=now())
    made = [_notice(about, member.user, later=modes[member.user_id] == EmailMode.DAILY) for member in told]
    Notice.objects.bulk_create(made)
    receivers: dict[str, User | None] = {email.lower(): None for email in emails}
    receivers |= {m.user.email: m.user for m in told if modes[m.user_id] == EmailMode.AT_ONCE}
    for to in sorted(receivers):
        email_queue(about, to=to, user=receivers[to])
    return made


def _notice(about: About, user: User, *, later: bool) -> Notice:
    """One person's notice, not saved; ``later`` when it waits for the day's summary."""
    return Notice(
        user=user,
        organization=about.organization,
        event=about.event,
        subject_kind=about.subject.kind,
        subject_id=about.subject.id,
        subject_label=about.subject.label[:200],
        text=about.text[:500],
        url=about.url,
        waits_for_digest=later,
    )


@transaction.atomic
def notices_mark_read(
    *, actor: Actor, notice_ids: Iterable[uuid.UUID] | None = None, subject_id: uuid.UUID | None = None
) -> int:
    """Marks the person's own notices read: those named, those about a subject, or all; answers how many were unread."""
    rows = notices_for(actor).filter(read_at=None)
    if subject_id is not None:
        rows = rows.filter(subject_id=subject_id)
    if notice_ids is not None:
        rows = rows.filter(id__in=list(notice_ids))
    return Notice.objects.filter(id__in=rows.order_by().values("id")).update(read_at=now())


@transaction.atomic
def email_preferences_set(*, user_id: uuid.UUID, modes: dict[str, str]) -> None:
    """Stores how a person is told, by event. Raises WrongInput for an unknown event or mode, and for ``ALWAYS``."""
    for event, mode in modes.items():
        if event in ALWAYS:
            raise WrongInput(
                _("This is always sent."),
                fields={event: [_("This is always sent. %(always)s") % {"always": ALWAYS[NoticeEvent(event)]}]},
            )
        if event not in NoticeEvent.values or event in NOT_OPTIONAL or mode not in EmailMode.values:
            raise WrongInput(
                _("Choose one of the listed answers for each event."), fields={event: [_("Choose an answer.")]}
            )
        EmailPreference.objects.update_or_create(user_id=user_id, event=event, defaults={"mode": mode})


@transaction.atomic
def telling_choose(*, user_id: uuid.UUID, groups: dict[str, str], time_zone: str = "") -> None:
    """Stores how a person is told of each group, and the zone of the day's summary (empty: the organization's).

    Raises WrongInput for an unknown group, mode or zone.
    """
    if time_zone and time_zone not in zoneinfo.available_timezones():
        sentence = _("Choose a time zone from the list, like America/Chicago.")
        raise WrongInput(sentence, fields={"time_zone": [sentence]})
    for group, mode in groups.items():
        if group not in Group.values or mode not in EmailMode.values:
            raise WrongInput(_("Choose one of the listed answers."), fields={group: [_("Choose an answer.")]})
        email_preferences_set(user_id=user_id, modes={event.value: mode for event in events_of(Group(group))})
    User.objects.filter(id=user_id).update(time_zone=time_zone)


@transaction.atomic
def emails_stop(*, user_id: uuid.UUID, group: Group) -> None:
    """What a link in an e-mail asks for: no more e-mails of its sort, the notices in the portal stay.

    Who chose to hear nothing at all keeps that.
    """
    silent = EmailPreference.objects.filter(user_id=user_id, mode=EmailMode.NONE).values_list("event", flat=True)
    kept = set(silent)
    modes = {event.value: EmailMode.OFF.value for event in events_of(group) if event.value not in kept}
    email_preferences_set(user_id=user_id, modes=modes)


def _modes(members: Sequence[Membership], event: NoticeEvent) -> dict[uuid.UUID, str]:
    """Person -> how they are told of the event."""
    group = group_of(event)
    if group is None:
        usual = EmailMode.OFF if event is NoticeEvent.EMAIL_REFUSED else EmailMode.AT_ONCE
        return {member.user_id: usual.value for member in members}
    chosen: dict[uuid.UUID, dict[str, str]] = {member.user_id: {} for member in members}
    rows = EmailPreference.objects.filter(user_id__in=list(chosen), event__in=events_of(group))
    for user_id, name, mode in rows.values_list("user_id", "event", "mode"):
        chosen[user_id][name] = mode
    return {user_id: mode_of(event, modes) for user_id, modes in chosen.items()}


def _who(actor: Actor) -> str:
    return "" if actor.kind is ActorKind.SYSTEM else actor.label
