"""Reading the trail: each organization sees the acts it is a party to."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from portal.audit.models import AuditEvent
from portal.common.actor import Actor, ActorKind

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from django.db.models import QuerySet


def trail_for(
    actor: Actor,
    *,
    act: str = "",
    words: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    subjects: Iterable[tuple[str, uuid.UUID]] | None = None,
) -> QuerySet[AuditEvent]:
    """The acts the actor's organization is a party to, newest first.

    ``act`` is a whole act or its beginning (`application:`), ``words`` looks in the names of actor and subject, the
    days are in UTC and both included. ``subjects`` are (kind, id); without it the acts on everything are given. The
    caller has checked the right (``trail:view``).
    """
    if actor.kind is ActorKind.SYSTEM:
        rows = AuditEvent.objects.all()
    elif actor.organization_id is None:
        rows = AuditEvent.objects.none()
    else:
        rows = AuditEvent.objects.filter(organizations__contains=[actor.organization_id])
    if act:
        rows = rows.filter(act__startswith=act)
    if words:
        rows = rows.filter(Q(actor_label__icontains=words) | Q(subject_label__icontains=words))
    if subjects is not None:
        of_these = [Q(subject_kind=kind, subject_id=subject_id) for kind, subject_id in subjects]
        rows = rows.filter(reduce(or_, of_these)) if of_these else rows.none()
    if since:
        rows = rows.filter(at__gte=dt.datetime.combine(since, dt.time.min, dt.UTC))
    if until and until < dt.date.max:
        rows = rows.filter(at__lt=dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, dt.UTC))
    return rows.order_by("-id")
