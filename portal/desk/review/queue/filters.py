"""A filter of the queue as it stands in an address, and the ones that reviewers keep under a name."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Membership
from portal.accounts.permissions import Permission
from portal.accounts.selectors import members_holding
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor, ActorKind
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.desk.models import SavedFilter
from portal.lifecycle.models import Kind, Submission
from portal.lifecycle.ordering import ORDERS
from portal.lifecycle.queue import QUEUE_TABS, Asked
from portal.webchecks.models import CheckRun, CheckVerdict

MOST_FILTERS: Final = 12
"""Named filters of one person; they stand as tabs, which have to fit."""
BOXES: Final = ("overdue", "temporary", "resubmission", "last_attempt", "proposed", "to_send")
_CHOICES: Final[dict[str, frozenset[str]]] = {
    "tab": frozenset(QUEUE_TABS),
    "kind": frozenset(Kind.values),
    "order": frozenset(ORDERS),
    "check": frozenset({*CheckVerdict.values, "none"}),
    **{box: frozenset({"1"}) for box in BOXES},
}
_USUAL: Final = {"tab": "waiting", "order": "due"}

Query = dict[str, str]


def query_of(data: Mapping[str, str]) -> Query:
    """What an address or form asks for, without what is not known and without what is usual anyway."""
    found: Query = {}
    for name, values in _CHOICES.items():
        value = data.get(name, "")
        if value in values and value != _USUAL.get(name):
            found[name] = value
    for name, most in (("q", 100), ("business", 60)):
        if value := data.get(name, "").replace("\0", "").strip()[:most]:
            found[name] = value
    assigned = data.get("assigned", "")
    if assigned in ("me", "nobody") or _is_id(assigned):
        found["assigned"] = assigned
    return found


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def asked_of(query: Query) -> Asked:
    """The filter as the queue understands it."""
    return Asked(
        tab=query.get("tab", "waiting"),
        text=query.get("q", ""),
        order=query.get("order", "due"),
        kind=query.get("kind", ""),
        assigned=query.get("assigned", ""),
        business=query.get("business", ""),
        also=_checked(query.get("check", "")),
        **{box: box in query for box in BOXES},
    )


def _checked(verdict: str) -> Q:
    """The website check that the last submission was handed in with."""
    if not verdict:
        return Q()
    last = Submission.objects.filter(application=OuterRef("pk"), number=OuterRef("submission_count"))
    if verdict == "none":
        return Q(Exists(last.filter(check_run=None)))
    runs = CheckRun.objects.filter(id=OuterRef("check_run"), verdict=verdict)
    return Q(Exists(last.filter(Exists(runs))))


def address_of(query: Query, **more: str) -> str:
    """The queue's address for a filter, from the question mark on."""
    return f"?{urlencode({**query, **more})}"


def url_of(query: Query) -> str:
    """The whole address of the queue's first page for a filter."""
    return reverse("desk:queue") + (address_of(query) if query else "")


def reviewers_for(actor: Actor) -> QuerySet[Membership]:
    """Whoever may review for the actor's reseller, by name. Raises WrongPerson without the right to review."""
    actor.require(Permission.APPLICATION_REVIEW)
    if actor.organization_id is None:
        return Membership.objects.none()
    return members_holding(actor.organization_id, Permission.APPLICATION_REVIEW).order_by("user__name", "user_id")


def filters_for(actor: Actor) -> QuerySet[SavedFilter]:
    """The actor's own named filters and those that colleagues of the reseller share, own ones first."""
    actor.require(Permission.APPLICATION_REVIEW)
    rows = SavedFilter.objects.filter(reseller_id=actor.organization_id).select_related("owner")
    return rows.filter(Q(owner_id=actor.id) | Q(shared=True)).order_by("created_at")


@transaction.atomic
def filter_save(*, actor: Actor, name: str, query: Query, shared: bool = False) -> SavedFilter:
    """Keeps a filter under a name that the person has not used yet. Raises WrongInput, WrongPerson."""
    actor.require(Permission.APPLICATION_REVIEW)
    if actor.kind is not ActorKind.USER or actor.id is None or actor.organization_id is None:
        raise WrongPerson(_("Only a person can keep filters."))
    name = _named(name)
    if SavedFilter.objects.filter(reseller_id=actor.organization_id, owner_id=actor.id).count() >= MOST_FILTERS:
        sentence = _("You keep %(count)s filters. Remove one before you keep another.") % {"count": MOST_FILTERS}
        raise WrongInput(sentence, code="filters_full", fields={"name": [sentence]})
    saved = SavedFilter(
        reseller_id=actor.organization_id, owner_id=actor.id, name=name, query=query_of(query), shared=shared
    )
    _write(saved)
    _record(Act.FILTER_SAVED, actor, saved, {"query": saved.query, "shared": shared})
    return saved


@transaction.atomic
def filter_change(*, actor: Actor, filter_id: uuid.UUID, name: str, shared: bool) -> SavedFilter:
    """Renames a filter of one's own, shares it or keeps it to oneself. Raises NotFound, WrongPerson, WrongInput."""
    saved = _own(actor, filter_id)
    before = {"name_before": saved.name, "shared_before": saved.shared}
    saved.name, saved.shared = _named(name), shared
    _write(saved)
    _record(Act.FILTER_CHANGED, actor, saved, {**before, "shared": shared})
    return saved


@transaction.atomic
def filter_remove(*, actor: Actor, filter_id: uuid.UUID) -> None:
    """Removes a filter of one's own; who manages settings may remove shared ones. Raises NotFound, WrongPerson."""
    saved = _own(actor, filter_id, manager=True)
    _record(Act.FILTER_REMOVED, actor, saved, {"owner": str(saved.owner), "shared": saved.shared})
    saved.delete()


def _own(actor: Actor, filter_id: uuid.UUID, *, manager: bool = False) -> SavedFilter:
    rows = SavedFilter.objects.select_for_update().filter(reseller_id=actor.organization_id, id=filter_id)
    saved = rows.filter(Q(owner_id=actor.id) | Q(shared=True)).first() if actor.organization_id else None
    if saved is None:
        raise NotFound()
    actor.require(Permission.APPLICATION_REVIEW)
    if saved.owner_id != actor.id and not (manager and actor.may(Permission.SETTINGS_MANAGE)):
        raise WrongPerson(_("%(who)s keeps this filter; ask for the change.") % {"who": saved.owner})
    return saved


def _named(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    sentence = ""
    if not name:
        sentence = _("Write a name for the filter.")
    elif len(name) > 40:
        sentence = _("A name has at most 40 characters. Shorten it.")
    if sentence:
        raise WrongInput(sentence, code="filter_name", fields={"name": [sentence]})
    return name


def _write(saved: SavedFilter) -> None:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        sentence = _("You have a filter named “%(name)s” already. Choose another name.") % {"name": saved.name}
        raise WrongInput(sentence, code="filter_name", fields={"name": [sentence]}) from error


def _record(act: Act, actor: Actor, saved: SavedFilter, data: dict[str, Any]) -> None:
    subject = Subject("saved_filter", saved.id, saved.name)
    record(act, actor=actor, subject=subject, organizations=[saved.reseller_id], data=data)
