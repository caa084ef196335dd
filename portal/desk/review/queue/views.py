"""The reviewer's queue: tabs, search, filters, pages by key, named filters, and "claim the next"."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any, Final
from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.common.ids import uuid7
from portal.desk.models import BulkAction, SavedFilter
from portal.desk.review.queue import filters
from portal.desk.review.queue.filters import Query
from portal.desk.review.queue.place import remember, remembered
from portal.lifecycle import services
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.models import Kind
from portal.lifecycle.queue import (
    COUNT_LIMIT,
    QUEUE_TABS,
    queue_claimable,
    queue_counts_for,
    queue_exact,
    queue_page,
    queue_proposed,
    queue_to_send,
)
from portal.notices.services import notices_mark_read
from portal.webchecks.models import CheckVerdict

PER_PAGE: Final = 25
_BOXES: Final = {
    "overdue": "Overdue",
    "resubmission": "Handed in again",
    "last_attempt": "Last attempt",
    "temporary": "Asks for a temporary registration",
    "proposed": "Waits for a second reviewer",
    "to_send": "A part is to be sent",
}
_ORDERS: Final = {"due": "Due first", "risk": "Riskiest first", "oldest": "Oldest first"}


@dataclasses.dataclass(frozen=True, slots=True)
class Saving:
    """What was typed to keep or change a named filter, and what is to be said of it."""

    name: str = ""
    shared: bool = False
    error: str = ""


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """A page of the queue; a reference or an id of the registry, typed in full, leads straight to its application."""
    actor = actor_of(request)
    query = filters.query_of(request.GET.dict())
    if "q" in query and not request.GET.get("after") and not request.GET.get("before"):
        exact = queue_exact(actor, query["q"])
        if exact:
            return redirect("desk:review", reference=exact.reference)
    return _queue(request, actor, query)


@require_POST
def claim_next(request: HttpRequest) -> HttpResponse:
    """Claims the first waiting application under the filter, in its order, and opens it."""
    actor = actor_of(request)
    return to_the_next(request, actor, _given(request) if "in" in request.POST else remembered(request))


def to_the_next(request: HttpRequest, actor: Actor, query: Query) -> HttpResponse:
    """Claims the first that waits under a filter and leads to it; to the queue when nothing waits there."""
    for application in queue_claimable(actor, filters.asked_of(query)):
        try:
            services.application_claim(application_id=application.id, actor=actor)
        except (WrongState, WrongPerson):  # somebody was faster, or the reviewer's own submission
            continue
        notices_mark_read(actor=actor, subject_id=application.id)
        return redirect("desk:review", reference=application.reference)
    told = _("Nothing more waits under this filter.") if query else _("Nothing waits for review.")
    messages.info(request, told)
    return redirect(filters.url_of(query))


@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    """Keeps the present filter under a name."""
    actor, query = actor_of(request), _given(request)
    given = Saving(request.POST.get("name", ""), "shared" in request.POST)
    try:
        saved = filters.filter_save(actor=actor, name=given.name, query=query, shared=given.shared)
    except WrongInput as refusal:
        return _queue(request, actor, query, saving=dataclasses.replace(given, error=refusal.message))
    messages.success(request, _("“%(name)s” stands among the tabs now.") % {"name": saved.name})
    return redirect(_address(saved))


@require_POST
def filter_change(request: HttpRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Renames a named filter, shares it or keeps it to oneself."""
    actor = actor_of(request)
    given = Saving(request.POST.get("name", ""), "shared" in request.POST)
    try:
        saved = filters.filter_change(actor=actor, filter_id=filter_id, name=given.name, shared=given.shared)
    except WrongInput as refusal:
        kept = filters.filters_for(actor).get(id=filter_id)
        changing = dataclasses.replace(given, error=refusal.message)
        return _queue(request, actor, filters.query_of(kept.query), changing=changing, current=filter_id)
    messages.success(request, _("Changed."))
    return redirect(_address(saved))


@require_POST
def filter_remove(request: HttpRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Takes a named filter away; the applications stay where they are."""
    filters.filter_remove(actor=actor_of(request), filter_id=filter_id)
    messages.success(request, _("The filter is gone; no registration changed."))
    return redirect("desk:queue")


def _given(request: HttpRequest) -> Query:
    return filters.query_of(dict(parse_qsl(request.POST.get("in", "")[:2000])))


def _address(saved: SavedFilter) -> str:
    return reverse("desk:queue") + filters.address_of(filters.query_of(saved.query), saved=str(saved.id))


def _queue(
    request: HttpRequest,
    actor: Actor,
    query: Query,
    *,
    saving: Saving | None = None,
    changing: Saving | None = None,
    current: uuid.UUID | None = None,
) -> HttpResponse:
    """The page; with what was typed and refused when a filter's name was not taken."""
    place = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = queue_page(actor, filters.asked_of(query), size=PER_PAGE, **place)
    if not page.rows and any(place.values()):  # whatever stood on this page has moved on
        return redirect(filters.url_of(query))
    named, unsent = list(filters.filters_for(actor)), queue_to_send(page.rows)
    kept = _current(named, query, str(current or request.GET.get("saved", "")))
    if "business" not in query:  # looking at one business is a look aside
        remember(request, filters.address_of(query, **_standing(place, kept)))
    facts = {
        "page": page,
        "rows": [(row, attempt_budget(row), unsent.get(row.id, "")) for row in page.rows],
        "proposed": queue_proposed(page.rows),
        "links": {
            side: filters.address_of(query, **_standing({side: key}, kept)) for side, key in _neighbours(page) if key
        },
        "first_page": filters.address_of(query, **_standing({}, kept)),
        "query": query,
        "in": filters.address_of(query)[1:],
        "tabs": _tabs(actor, query, named, kept),
        "kept": kept,
        "may_remove": kept and (kept.owner_id == actor.id or actor.may("settings:manage")),
        "saving": saving or Saving(),
        "changing": changing or (Saving(kept.name, kept.shared) if kept else Saving()),
        "token": uuid7(),
        "bulk_actions": BulkAction,
        "now": now(),
        **_choices(actor, query),
    }
    return render(request, "desk/review/queue.html", facts, status=422 if saving or changing else 200)


def _standing(place: dict[str, str], kept: SavedFilter | None) -> dict[str, str]:
    """What an address says beside the filter: the page, and the name that the filter is kept under."""
    return {side: key for side, key in place.items() if key} | ({"saved": str(kept.id)} if kept else {})


def _neighbours(page: Any) -> list[tuple[str, str]]:
    return [("before", page.before), ("after", page.after)]


def _choices(actor: Actor, query: Query) -> dict[str, Any]:
    """What can be chosen in the filters, and whether one beyond tab and order is set."""
    people = [(str(member.user_id), str(member.user)) for member in filters.reviewers_for(actor)]
    return {
        "kinds": Kind.choices,
        "orders": [(value, _(label)) for value, label in _ORDERS.items()],
        "people": [
            ("me", _("Me")),
            ("nobody", _("Nobody")),
            *((key, name) for key, name in people if key != str(actor.id)),
        ],
        "checks": [*CheckVerdict.choices, ("none", _("No website"))],
        "boxes": [(name, _(label), name in query) for name, label in _BOXES.items()],
        "narrowed": bool(set(query) - {"tab", "order"}),
        "folded": not set(query) & {"assigned", "check", "business", *_BOXES},
    }


def _current(named: list[SavedFilter], query: Query, wanted: str) -> SavedFilter | None:
    """The named filter that is looked at: the one asked for, as long as nothing in it was changed."""
    same = [kept for kept in named if str(kept.id) == wanted]
    return same[0] if same and filters.query_of(same[0].query) == query else None


def _tabs(actor: Actor, query: Query, named: list[SavedFilter], kept: SavedFilter | None) -> list[dict[str, Any]]:
    counts = queue_counts_for(actor)
    tab = query.get("tab", "waiting")
    tabs: list[dict[str, Any]] = [
        {
            "label": _(label),
            "url": filters.address_of({"tab": name}),
            "current": kept is None and name == tab,
            "count": f"{COUNT_LIMIT:,}+" if counts[name] > COUNT_LIMIT else f"{counts[name]:,}",
        }
        for name, (label, _states) in QUEUE_TABS.items()
    ]
    return tabs + [{"label": one.name, "url": _address(one), "current": one == kept, "count": None} for one in named]
