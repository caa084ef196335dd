"""The review queue: its tabs, filters and orders, a page of it, and how many each tab holds.

A page is put together from one ordered look into each state (``UNION ALL``), because an index gives the rows of one
state in order, and of several not: so no query sorts more than a page for each state, however long the queue is.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.accounts.scoping import visible_to
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.lifecycle.models import Application, Proposal, RegistryRecord, TemporaryRegistration, TemporaryState
from portal.lifecycle.ordering import NEVER, ORDERS
from portal.lifecycle.searching import worded
from portal.lifecycle.states import UNSENT, WAITS_FOR, PartStatus, State
from portal.lifecycle.turns import told_to_send

COUNT_LIMIT: Final = 1_000
"""A tab's count goes no further; more is shown as `1,000+`."""
_SUBMITTED: Final = tuple(state for state in State if state is not State.DRAFT)

QUEUE_TABS: Final[dict[str, tuple[str, tuple[State, ...]]]] = {
    "waiting": ("Waiting", (State.PENDING,)),
    "mine": ("Mine", (State.UNDER_REVIEW,)),
    "review": ("In review", (State.UNDER_REVIEW,)),
    "registry": ("At the registry", (State.FORWARDED,)),
    "rejected": ("Rejected", (State.REJECTED, State.INELIGIBLE, State.INFORMATION_REQUESTED)),
    "temporary": ("Temporary requests", _SUBMITTED),
    "all": ("All", _SUBMITTED),
}
"""The tabs of the queue: label and group of states."""


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What of the queue is asked for. ``assigned`` is empty, `nobody` or a person's id; ``also`` a further condition.

    ``overdue``: its due date has passed. ``resubmission``: handed in more than once. ``last_attempt``: one more
    rejection would be the last. ``temporary``: a request for a temporary registration is open. ``proposed``: a
    decision on it waits for a second reviewer. ``to_send``: at the registry, with a part whose turn has come unsent.
    """

    tab: str = "waiting"
    text: str = ""
    order: str = "due"
    kind: str = ""
    assigned: str = ""
    business: str = ""
    overdue: bool = False
    temporary: bool = False
    resubmission: bool = False
    last_attempt: bool = False
    proposed: bool = False
    to_send: bool = False
    also: Q = dataclasses.field(default_factory=Q)


@dataclasses.dataclass(frozen=True, slots=True)
class QueuePage:
    """Some rows in order; ``before`` and ``after`` are the keys of its neighbours, empty where there is none."""

    rows: list[Application]
    before: str
    after: str


class _Beyond(Func):
    """`(a, b, id) > (x, y, z)`, or `<` for the page before."""

    output_field = BooleanField()

    def __init__(self, keys: Sequence[Any], values: Sequence[Any], sign: str = ">") -> None:
        super().__init__(*keys, *(Value(value) for value in values))
        self.sign, self.width = sign, len(keys)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(expression) for expression in self.get_source_expressions()]
        left = ", ".join(sql for sql, _params in parts[: self.width])
        right = ", ".join(sql for sql, _params in parts[self.width :])
        return f"({left}) {self.sign} ({right})", [value for _sql, params in parts for value in params]


def queue_page(actor: Actor, asked: Asked, *, size: int, after: str = "", before: str = "") -> QueuePage:
    """A page of the reseller's queue that begins after, or ends before, a row's key.

    Raises WrongPerson without the right to review, WrongInput for a key that no page gave.
    """
    key, backwards = before or after, bool(before)
    rows = _merged(actor, asked, size + 1, key, backwards=backwards)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return QueuePage([], "", "")
    has_before, has_after = (more, True) if backwards else (bool(after), more)
    return QueuePage(
        rows,
        key_of(rows[0], asked.order) if has_before else "",
        key_of(rows[-1], asked.order) if has_after else "",
    )


def queue_proposed(rows: Sequence[Application]) -> set[uuid.UUID]:
    """Those of a page's rows on which a decision waits for a second reviewer."""
    waiting = Proposal.objects.filter(application__in=[row.id for row in rows], closed_at=None)
    return set(waiting.values_list("application_id", flat=True))


def queue_to_send(rows: Sequence[Application]) -> dict[uuid.UUID, str]:
    """What lies with the reseller of those of a page's rows that are at the registry, in words."""
    parts: dict[uuid.UUID, list[RegistryRecord]] = {row.id: [] for row in rows if row.state == State.FORWARDED}
    if not parts:
        return {}
    found = RegistryRecord.objects.filter(application__in=list(parts)).prefetch_related("confirmations")
    for record in found.order_by("position"):
        parts[record.application_id].append(record)
    return {row: told for row, records in parts.items() if (told := told_to_send(records))}


def queue_claimable(actor: Actor, asked: Asked, *, most: int = 10) -> list[Application]:
    """The first waiting applications under a filter, in its order."""
    tab = asked.tab if asked.tab in ("waiting", "temporary", "all") else "waiting"
    pending = dataclasses.replace(asked, tab=tab, assigned="", also=asked.also & Q(state=State.PENDING))
    return _merged(actor, pending, most, "", states=(State.PENDING,))


def queue_counts_for(actor: Actor) -> dict[str, int]:
    """How many applications each tab holds, at most one more than ``COUNT_LIMIT``, in one query."""
    actor.require(Permission.APPLICATION_REVIEW)
    counts: list[str] = []
    params: list[Any] = []
    for tab in QUEUE_TABS:
        asked = Asked(tab=tab)
        rows = _rows(actor, asked).filter(state__in=_states(asked)).order_by().values("id")[: COUNT_LIMIT + 1]
        sql, values = rows.query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({sql}) AS bounded)")  # noqa: S608 - Django's own SQL
        params.extend(values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", params)
        found = cursor.fetchone()
    assert found is not None  # a SELECT without FROM answers one row
    return dict(zip(QUEUE_TABS, found, strict=True))


def queue_exact(actor: Actor, text: str) -> Application | None:
    """The one application whose reference, or whose part's id or ticket at its registry, is exactly this."""
    actor.require(Permission.APPLICATION_REVIEW)
    text = text.strip()
    if not text:
        return None
    rows = visible_to(actor, Application.objects.exclude(state=State.DRAFT), business="organization")
    if found := rows.filter(reference=text.upper()).first():
        return found
    parts = RegistryRecord.objects.filter(Q(external_id=text) | Q(external_reference=text))
    parts = parts.exclude(external_reference="by hand", external_id="")
    ids = list(visible_to(actor, parts, business="application__organization").values_list("application_id")[:25])
    found_rows = list(rows.filter(id__in={row[0] for row in ids})[:2])
    return found_rows[0] if len(found_rows) == 1 else None


def key_of(application: Application, order: str) -> str:
    """The place of a row within an order, for an address."""
    due = (application.due_at or NEVER).isoformat()
    match order:
        case "risk":
            parts = [str(100 - application.risk), due]
        case "oldest":
            parts = [(application.submitted_at or application.created_at).isoformat()]
        case _:
            parts = [due]
    return "~".join([*parts, str(application.id)])


def _key_values(key: str, order: str) -> list[Any]:
    given = key.split("~")
    try:
        first: list[Any] = [int(given.pop(0))] if order == "risk" else []
        moment, row = dt.datetime.fromisoformat(given[0]), uuid.UUID(given[1])
        if len(given) != 2 or moment.tzinfo is None:
            raise ValueError(key)
    except (ValueError, IndexError, OverflowError) as error:
        raise WrongInput(
            _("This page of the queue is not there. Begin at the first one."), code="key_unknown"
        ) from error
    return [*first, moment, row]


def _merged(
    actor: Actor,
    asked: Asked,
    most: int,
    key: str,
    *,
    backwards: bool = False,
    states: Sequence[State] = (),
) -> list[Application]:
    """The first ``most`` rows over all states asked for."""
    order = asked.order if asked.order in ORDERS else "due"
    keys = [expression.copy() if hasattr(expression, "copy") else expression for expression in ORDERS[order]]
    named = {f"key_{place}": expression for place, expression in enumerate(keys[:-1])}
    rows = _rows(actor, asked).annotate(**named)
    if rows.query.is_empty():
        return []
    if key:
        rows = rows.filter(_Beyond(keys, _key_values(key, order), "<" if backwards else ">"))
    ascending = [*named, "id"]
    by = [f"-{name}" for name in ascending] if backwards else ascending
    wanted = states or _states(asked)
    if _few(asked):
        return list(rows.filter(state__in=wanted).order_by(*by)[:most])
    looks = [rows.filter(state=state).order_by(*by)[:most] for state in wanted]
    joined = looks[0].union(*looks[1:], all=True).order_by(*by)[:most] if len(looks) > 1 else looks[0]
    return list(joined)


def _few(asked: Asked) -> bool:
    """Whether the filter itself names few rows, which are found first and then sorted."""
    return asked.tab == "temporary" or asked.temporary or asked.proposed or bool(asked.business)


def _states(asked: Asked) -> tuple[State, ...]:
    return QUEUE_TABS[asked.tab if asked.tab in QUEUE_TABS else "waiting"][1]


def _rows(actor: Actor, asked: Asked) -> QuerySet[Application]:
    """Every row that matches, in no order and without regard to the group of states."""
    actor.require(Permission.APPLICATION_REVIEW)
    rows = visible_to(actor, Application.objects.defer("search", "search_words"), business="organization")
    if actor.organization_id:
        rows = rows.filter(reseller_id=actor.organization_id)  # the indexes begin with it
    rows = rows.select_related("organization", "reseller", "assigned_to").filter(asked.also, _narrowed(asked, actor))
    return worded(rows, asked.text)


def _narrowed(asked: Asked, actor: Actor) -> Q:
    wanted = Q()
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.business:
        wanted &= Q(organization__slug=asked.business)
    if asked.tab == "mine" or asked.assigned == "me":
        wanted &= Q(assigned_to=actor.id)
    elif asked.assigned:
        wanted &= Q(assigned_to=None) if asked.assigned == "nobody" else Q(assigned_to=asked.assigned)
    if asked.overdue:
        wanted &= Q(due_at__lt=now())
    if asked.resubmission:
        wanted &= Q(submission_count__gt=1)
    if asked.last_attempt:
        wanted &= Q(rejections=F("rejection_cap") - 1)
    if asked.temporary or asked.tab == "temporary":
        open_ones = TemporaryRegistration.objects.filter(state=TemporaryState.REQUESTED)
        wanted &= Q(Exists(open_ones.filter(application=OuterRef("pk"))))
    if asked.proposed:
        wanted &= Q(Exists(Proposal.objects.filter(application=OuterRef("pk"), closed_at=None)))
    if asked.to_send:
        wanted &= Q(Exists(_unsent()), state=State.FORWARDED)
    return wanted


def _unsent() -> QuerySet[RegistryRecord]:
    """An application's parts that lie with nobody and wait for no other part."""
    rows = RegistryRecord.objects.filter(application=OuterRef("pk"), status__in=UNSENT)
    for later, first in WAITS_FOR.items():
        before = RegistryRecord.objects.filter(application=OuterRef("application"), part_kind=first)
        rows = rows.exclude(Q(part_kind=later) & Exists(before.exclude(status=PartStatus.APPROVED)))
    return rows
