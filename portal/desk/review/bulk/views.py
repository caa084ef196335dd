"""Bulk actions of the queue: choosing, what they ask for, and the report that is kept."""

from __future__ import annotations

import csv
import re
import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongInput
from portal.common.forms import asks
from portal.common.ids import uuid7
from portal.common.spreadsheet import safe_cell
from portal.desk.models import BulkAction, BulkOutcome, BulkRow
from portal.desk.review.bulk import services as bulk_services
from portal.desk.review.bulk.forms import FORMS, AssignForm, BulkForm, ChangesForm
from portal.desk.review.bulk.services import MOST_ROWS, RowAsked, reference_of
from portal.desk.review.canned.views import with_note
from portal.desk.review.queue.filters import reviewers_for
from portal.desk.review.queue.place import queue_url
from portal.lifecycle import selectors
from portal.lifecycle.models import Application
from portal.lifecycle.states import State

PER_PAGE: Final = 25
_TONES: Final = {
    BulkOutcome.WAITING: "neutral",
    BulkOutcome.DONE: "good",
    BulkOutcome.PROPOSED: "info",
    BulkOutcome.REFUSED: "bad",
}


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Takes the rows chosen in the queue: claims and gives back at once, asks for what other actions need."""
    actor = actor_of(request)
    actor.require(Permission.APPLICATION_REVIEW)
    action = request.POST.get("action", "")
    chosen = request.POST.getlist("shown" if request.POST.get("page") else "row")
    if action not in BulkAction.values:
        raise NotFound()
    if not chosen:
        messages.info(request, _("Choose the rows first, or tick the box for the whole page."))
        return redirect(queue_url(request))
    if action in FORMS:
        address = QueryDict(mutable=True)
        address.setlist("row", chosen[:MOST_ROWS])
        return redirect(f"{reverse(f'desk:bulk_{action}')}?{address.urlencode()}")
    return _carried_out(actor, _token(request), action, [RowAsked(reference_of(row)) for row in chosen], {})


@require_http_methods(["GET", "HEAD", "POST"])
@asks(by=lambda request, action: [FORMS[action]])
def bulk_form(request: HttpRequest, action: str) -> HttpResponse:
    """Asks for what the action needs, beside the rows it is about, and carries it out."""
    actor = actor_of(request)
    actor.require(Permission.APPLICATION_REVIEW)
    data = request.POST if request.method == "POST" else request.GET
    seen = [_seen(text) for text in data.getlist("row")[:MOST_ROWS]]
    form = _form(request, actor, action)
    if "fill" in request.POST and isinstance(form, ChangesForm):
        form = with_note(ChangesForm(), actor, request.POST)
    elif request.method == "POST" and form.is_valid():
        try:
            return _carried_out(actor, _token(request), action, _rows(seen, form), form.arguments())
        except WrongInput as refusal:
            form.add_refusal(refusal)
    facts = {
        "form": form,
        "actor": actor,
        "suggested": (),
        "action": BulkAction(action),
        "address": reverse(f"desk:bulk_{action}"),
        "rows": _applications(actor, [row.reference for row in seen]),
        "token": request.POST.get("token") or uuid7(),
    }
    return render(request, "desk/review/queue_bulk_form.html", facts, status=422 if form.errors else 200)


@require_GET
def runs(request: HttpRequest) -> HttpResponse:
    """The reports of the reseller's bulk actions."""
    page = Paginator(bulk_services.runs_for(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/review/queue_runs.html", {"page_obj": page})


@require_GET
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The report of one bulk action, row by row."""
    actor = actor_of(request)
    found = bulk_services.run_of(actor, run_id)
    rows = bulk_services.rows_of(found)
    ends = [(BulkOutcome(end), _TONES[end], sum(row.outcome == end for row in rows)) for end in _TONES]
    facts = {
        "run": found,
        "rows": [(row, _TONES[BulkOutcome(row.outcome)]) for row in sorted(rows, key=_attention)],
        "ends": [end for end in ends if end[2]],
        "unfinished": any(row.outcome == BulkOutcome.WAITING for row in rows),
        "with_values": any(row.value for row in rows),
        "mine": found.by_id == actor.id,
    }
    return render(request, "desk/review/queue_run.html", facts)


def _attention(row: BulkRow) -> int:
    """Rows that want something of the reviewer stand first, each kind in the order in which it was chosen."""
    wanting = (BulkOutcome.REFUSED, BulkOutcome.WAITING, BulkOutcome.PROPOSED, BulkOutcome.DONE)
    return wanting.index(BulkOutcome(row.outcome))


@require_POST
def run_on(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Carries on with the rows of a run that was interrupted."""
    actor = actor_of(request)
    found = bulk_services.run_of(actor, run_id)
    bulk_services.run_carry_out(actor=actor, run=found)
    return redirect("desk:bulk_run", run_id=found.id)


@require_GET
def run_csv(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The report as a CSV file that a spreadsheet opens safely."""
    found = bulk_services.run_of(actor_of(request), run_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="{found.action}-{found.at:%Y-%m-%d}-{str(found.id)[-6:]}.csv"'
    )
    writer = csv.writer(answer)
    writer.writerow(["reference", "business", "given", "part", "outcome", "reason", "code", "at"])
    writer.writerows([safe_cell(cell) for cell in _csv_row(row)] for row in bulk_services.rows_of(found))
    return answer


def _csv_row(row: BulkRow) -> list[str]:
    business = row.application.organization.name if row.application else ""
    at = row.at.isoformat(timespec="seconds") if row.at else ""
    return [row.reference, business, row.value, row.part, row.outcome, row.reason, row.code, at]


def _carried_out(
    actor: Actor, token: uuid.UUID, action: str, rows: Sequence[RowAsked], arguments: dict[str, Any]
) -> HttpResponse:
    started = bulk_services.run_start(actor=actor, run_id=token, action=action, rows=rows, arguments=arguments)
    bulk_services.run_carry_out(actor=actor, run=started)
    return redirect("desk:bulk_run", run_id=started.id)


def _token(request: HttpRequest) -> uuid.UUID:
    """The form's own id: sent twice, it is one run."""
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid7()


def _form(request: HttpRequest, actor: Actor, action: str) -> BulkForm:
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    if action != BulkAction.ASSIGN:
        return FORMS[action](*data)
    people = [(str(member.user_id), str(member.user)) for member in reviewers_for(actor)]
    return AssignForm(*data, people=people)


def _seen(text: str) -> RowAsked:
    """`REG-2041:2` as the reference and the submission that was seen."""
    reference, _colon, number = text.partition(":")
    seen = int(number) if re.fullmatch("[0-9]{1,4}", number) else None
    return RowAsked(reference_of(reference), submission=seen)


def _rows(seen: Sequence[RowAsked], form: BulkForm) -> list[RowAsked]:
    """The chosen rows with the values pasted for them, then the rows that were only pasted."""
    numbers = {row.reference: row.submission for row in seen}
    pasted = [RowAsked(row.reference, row.value, row.part, numbers.get(row.reference)) for row in form.pasted_rows()]
    given = {row.reference for row in pasted}
    if form.action == BulkAction.FORWARD:
        by_reference = {row.reference: row for row in pasted}
        rest = [row for row in pasted if row.reference not in numbers]
        return [by_reference.get(row.reference, row) for row in seen] + rest
    return pasted + [row for row in seen if row.reference not in given]


def _applications(actor: Actor, references: Sequence[str]) -> list[Application]:
    rows = selectors.applications_for(actor).filter(reference__in=references).exclude(state=State.DRAFT)
    place = {reference: number for number, reference in enumerate(references)}
    return sorted(rows, key=lambda application: place[application.reference])
