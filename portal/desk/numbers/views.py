"""Pages of the numbers: the inventory, its file, one number with what may be done to it, a number that moved here."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable, Iterator
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import CampaignNumber
from campaigns.numbering import number_associate, number_record_failure, number_record_test
from campaigns.vocabulary import NumberState
from portal.accounts.forms import VerbForm
from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.accounts.selectors import organizations_for
from portal.common.actor import Actor
from portal.common.clock import day_in, now
from portal.common.errors import NotFound, WrongInput, WrongState
from portal.common.forms import asks
from portal.common.phone import for_people
from portal.common.spreadsheet import safe_cell
from portal.desk.numbers.forms import AttemptsForm, CarrierTestForm, FailureForm, MovedForm
from portal.desk.numbers.inventory import SHOWN, Choice, number_for, numbers_for, read, read_all
from portal.desk.numbers.reading import NumberRow
from portal.desk.numbers.rules import BRAND_STOPS
from portal.rules.rulebook import load
from verification.counters import pacific_day
from verification.models import TollFreeNumber
from verification.moving import Move, attempts_record, number_moved_in, retest_open

PER_PAGE: Final = 50
COLUMNS: Final = (
    "number",
    "kind",
    "business",
    "registration",
    "registration_state",
    "used_for",
    "standing",
    "since",
    "how_known",
    "can_send",
    "why",
    "what_to_do",
    "can_send_to_canada",
    "t_mobile",
    "att",
    "verizon",
    "ported_from",
    "retest_due",
)


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """Every number of the tenant, orphans first, with its registration, class and whether it can send."""
    actor, choice = actor_of(request), _choice(request)
    page = Paginator(numbers_for(actor, choice), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": read(page.object_list),
        "choice": choice,
        "shown": SHOWN.items(),
        "businesses": _businesses(actor),
        "chosen": bool(choice.words or choice.show or choice.business),
        "may_move": _may_write(actor),
    }
    return render(request, "desk/customer/numbers.html", context)


@require_GET
def numbers_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same numbers as a file, streamed; a spreadsheet computes nothing in it."""
    actor = actor_of(request)
    actor.require(Permission.REGISTRATION_VIEW)
    rows = read_all(actor, _choice(request))
    zone = request.membership.organization.time_zone  # type: ignore[attr-defined]
    answer = StreamingHttpResponse(_lines(rows, zone), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="numbers-{day_in(zone)}.csv"'
    return answer


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: Iterator[NumberRow], zone: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for row in rows:
        yield str(writer.writerow([safe_cell(cell) for cell in _cells(row, zone)]))


def _cells(row: NumberRow, zone: str) -> list[object]:
    tests = {test["carrier"]: test["text"] for test in row.tests}
    moved = row.row if isinstance(row.row, TollFreeNumber) else None
    return [
        for_people(row.number),
        row.kind,
        row.business,
        row.registration.reference if row.registration else "",
        row.registration.state_label if row.registration else "",
        row.label,
        row.standing_text,
        day_in(zone, row.since).isoformat(),
        row.known,
        "yes" if row.answer.can else "no",
        row.answer.why,
        row.answer.step,
        "yes" if row.canada.can else "no",
        *(tests.get(name, "") for name in ("t_mobile", "att", "verizon")),
        moved.ported_from if moved else "",
        "yes" if moved and moved.retest_due else "",
    ]


@require_GET
def number(request: HttpRequest, number_id: uuid.UUID) -> HttpResponse:
    """One number: its standing, whether it can send and why, its counters or carrier tests, and what may be done."""
    return _number_page(request, number_for(actor_of(request), number_id))


@require_POST
@asks(CarrierTestForm, FailureForm, AttemptsForm)
def number_act(request: HttpRequest, number_id: uuid.UUID, act: str) -> HttpResponse:
    """Does one thing to a number: associate, test, failed, attempts or retest."""
    actor = actor_of(request)
    row = number_for(actor, number_id)
    if act not in _ACTS:
        raise NotFound()
    form_class, verb, done = _ACTS[act]
    form = form_class(request.POST)
    if form.is_valid():
        try:
            made = verb(actor, row, form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        except WrongState as refusal:
            messages.error(request, refusal.message)
            return redirect("desk:number", row.id)
        else:
            messages.success(request, _(done))
            return redirect("desk:registration", made) if act == "retest" else redirect("desk:number", row.id)
    return _number_page(request, number_for(actor, number_id), {act: form}, status=422)


def _associate(actor: Actor, row: NumberRow, data: dict[str, Any]) -> None:
    number_associate(actor=actor, number_id=row.id)


def _test(actor: Actor, row: NumberRow, data: dict[str, Any]) -> None:
    results = {data["carrier"]: data["result"]}
    number_record_test(actor=actor, number_id=row.id, results=results, sent_on=data["sent_on"], note=data["note"])


def _failed(actor: Actor, row: NumberRow, data: dict[str, Any]) -> None:
    number_record_failure(actor=actor, number_id=row.id, reason=data["reason"])


def _attempts(actor: Actor, row: NumberRow, data: dict[str, Any]) -> None:
    attempts_record(actor=actor, number_id=row.id, day=data["day"], attempts=data["attempts"])


def _retest(actor: Actor, row: NumberRow, data: dict[str, Any]) -> str:
    return retest_open(actor=actor, number_id=row.id).reference


Act = tuple[type[VerbForm], Callable[[Actor, NumberRow, dict[str, Any]], str | None], str]
_ACTS: Final[dict[str, Act]] = {
    "associate": (VerbForm, _associate, "Carriers are being told; the number is active in 15 to 30 minutes."),
    "test": (CarrierTestForm, _test, "The test message is recorded."),
    "failed": (FailureForm, _failed, "Recorded. Associate the number again, or ask for help."),
    "attempts": (AttemptsForm, _attempts, "The messages are counted."),
    "retest": (VerbForm, _retest, "The number is on this request, with its earlier tickets and papers."),
}


@require_http_methods(["GET", "POST"])
@asks(MovedForm)
def number_moved(request: HttpRequest) -> HttpResponse:
    """Writes that a toll-free number moved here from another provider."""
    actor = actor_of(request)
    if not _may_write(actor):
        actor.require(Permission.REGISTRATION_EDIT)
    form = MovedForm(request.POST if request.method == "POST" else None, businesses=_businesses(actor))
    if form.is_valid():
        data = dict(form.cleaned_data)
        business = data.pop("business", None)
        moved = data.pop("number")
        business_id = business.id if business else request.membership.organization_id  # type: ignore[attr-defined]
        try:
            row = number_moved_in(actor=actor, business_id=business_id, number=moved, move=Move(**data))
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The number is recorded. Ask for its verification anew to avoid the retest."))
            return redirect("desk:number", row.id)
    return render(request, "desk/customer/numbers_moved.html", {"form": form}, status=422 if form.is_bound else 200)


def _number_page(
    request: HttpRequest, row: NumberRow, bound: dict[str, VerbForm] | None = None, *, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    context: dict[str, Any] = {
        "row": row,
        "forms": _forms(row, bound or {}),
        "form": next(iter((bound or {}).values()), None),
    }
    context |= {"may_write": _may_write(actor), "may_edit": actor.may(Permission.REGISTRATION_EDIT)}
    if isinstance(row.row, CampaignNumber):
        context["history"] = list(row.row.tests.all()[:50])
        waits = row.standing in (NumberState.REQUESTED, NumberState.FAILED)
        context["stopped"] = row.answer.rule in BRAND_STOPS
        context["may_associate"] = waits and not row.orphan and not context["stopped"]
    else:
        toll_free = load().documents["toll_free"]
        context |= {"meaning": toll_free["classes"][row.standing], "benefits": toll_free["benefits"]}
    return render(request, "desk/customer/numbers_number.html", context, status=status)


def _forms(row: NumberRow, bound: dict[str, VerbForm]) -> dict[str, forms.Form]:
    usual: dict[str, forms.Form] = {
        "test": CarrierTestForm(initial={"sent_on": day_in(row.business.reseller.time_zone)}, auto_id="id_test_%s"),
        "failed": FailureForm(auto_id="id_failed_%s"),
        "attempts": AttemptsForm(initial={"day": pacific_day(now())}, auto_id="id_attempts_%s"),
    }
    return usual | bound


def _choice(request: HttpRequest) -> Choice:
    business = request.GET.get("business", "")
    try:
        chosen = uuid.UUID(business) if business else None
    except ValueError:
        chosen = None
    show = request.GET.get("show", "")
    return Choice(request.GET.get("q", "").replace("\x00", "")[:100], show if show in SHOWN else "", chosen)


def _businesses(actor: Actor) -> Any:
    """The businesses a reseller chooses among; None for a business itself."""
    if actor.organization_kind != OrganizationKind.RESELLER:
        return None
    return organizations_for(actor).filter(kind=OrganizationKind.BUSINESS).order_by("name")


def _may_write(actor: Actor) -> bool:
    return actor.may(Permission.REGISTRATION_EDIT) or actor.may(Permission.APPLICATION_REVIEW)
