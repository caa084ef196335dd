"""What may be read of notices and requests for help."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor, ActorKind
from portal.common.errors import WrongPerson
from portal.notices.events import Group, NoticeEvent, events_of, group_of
from portal.notices.models import EmailMode, EmailPreference, Notice, SupportRequest, SupportState


def notices_for(actor: Actor) -> QuerySet[Notice]:
    """The person's own notices in the organization acted for, unread first, then newest first."""
    if actor.kind is not ActorKind.USER or actor.id is None or actor.organization_id is None:
        return Notice.objects.none()
    rows = Notice.objects.filter(user_id=actor.id, organization_id=actor.organization_id)
    return rows.order_by(F("read_at").desc(nulls_first=True), "-id")


def unread_count(actor: Actor) -> int:
    """How many notices the person has not read in the organization acted for."""
    return notices_for(actor).filter(read_at=None).count()


def mode_of(event: NoticeEvent, chosen: Mapping[str, str]) -> str:
    """How a person is told of an event, ``chosen`` being their stored choices (event -> mode).

    An event that came after the choice follows the rest of its group; where that differs, the choice that tells most.
    """
    if event in chosen:
        return chosen[event]
    rest = (chosen[other] for other in NoticeEvent if other in chosen and group_of(other) == group_of(event))
    return min(rest, key=EmailMode.values.index, default=EmailMode.AT_ONCE.value)


def group_modes(user_id: uuid.UUID) -> dict[Group, str]:
    """Group -> how the person is told; where single events differ, the choice that tells most."""
    chosen = dict(EmailPreference.objects.filter(user_id=user_id).values_list("event", "mode"))
    return {
        group: min((mode_of(event, chosen) for event in events_of(group)), key=EmailMode.values.index)
        for group in Group
    }


def support_requests_for(actor: Actor) -> QuerySet[SupportRequest]:
    """Requests of the tenant: the business's own, or those of the reseller's businesses. Raises WrongPerson."""
    _require_part(actor)
    return visible_to(actor, _requests())


def support_queue_for(actor: Actor) -> QuerySet[SupportRequest]:
    """Requests that wait for the reseller's answer, the first due first. Raises WrongPerson."""
    actor.require(Permission.SUPPORT_ANSWER)
    return support_requests_for(actor).filter(state=SupportState.OPEN).order_by("due_at", "id")


def support_request_for(actor: Actor, reference: str) -> SupportRequest:
    """One request of the tenant with its thread. Raises NotFound, WrongPerson."""
    found = get_for(actor, _requests().prefetch_related("posts__author"), reference=reference)
    _require_part(actor)
    return found


def _requests() -> QuerySet[SupportRequest]:
    return SupportRequest.objects.select_related("business", "opened_by")


def _require_part(actor: Actor) -> None:
    if not (actor.may(Permission.SUPPORT_OPEN) or actor.may(Permission.SUPPORT_ANSWER)):
        raise WrongPerson(
            _("Your role does not include requests for help. An owner can ask, or change your role."),
            permission=Permission.SUPPORT_OPEN,
        )
