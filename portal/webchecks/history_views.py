"""Pages on what runs have to do with each other: what changed, all checks of a subject, a run judged again."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.accounts.scoping import actor_of
from portal.common.errors import NotFound
from portal.evidence.selectors import capture_bytes
from portal.evidence.storage import BytesAltered
from portal.jobs.models import JobState
from portal.lifecycle.papers import SUBJECT_KINDS
from portal.lifecycle.selectors import applications_for
from portal.webchecks.models import CheckRun
from portal.webchecks.replaying import CannotReplay, differences, replay
from portal.webchecks.scheduling import next_check_of
from portal.webchecks.selectors import previous_of, run_for, runs_for
from portal.webchecks.showing.comparison import CheckChange, check_changes, drift_of
from portal.webchecks.showing.leaves import leaves_of
from portal.webchecks.views import application_of

RUNS_A_PAGE: Final = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A run in the history of its subject, with what changed since the run before."""

    run: CheckRun
    before: CheckRun | None
    worse: tuple[CheckChange, ...] = ()
    better: tuple[CheckChange, ...] = ()
    other: tuple[CheckChange, ...] = ()

    @property
    def changed(self) -> int:
        """How many checks say something else."""
        return len(self.worse) + len(self.better) + len(self.other)


@require_GET
def compare(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """What changed from the run before, or from the one named by ``with``, to this one."""
    actor = actor_of(request)
    run = run_for(actor, id)
    other = _other(request, run)
    context: dict[str, Any] = {"run": run, "application": application_of(request, run)}
    if other is None or run.state != JobState.DONE or other.state != JobState.DONE:
        return render(request, "webchecks/compare.html", context)
    before, after = (other, run) if other.id < run.id else (run, other)
    drift = drift_of(before, after, _visible_text)
    context |= {"before": before, "after": after, "drift": drift}
    return render(request, "webchecks/compare.html", context)


def _other(request: HttpRequest, run: CheckRun) -> CheckRun | None:
    """The run to compare with; another subject's is none. Raises NotFound."""
    named = request.GET.get("with", "").strip()
    if not named:
        return previous_of(run)
    try:
        other = run_for(actor_of(request), uuid.UUID(named))
    except ValueError as error:
        raise NotFound() from error
    if (other.subject_kind, other.subject_id) != (run.subject_kind, run.subject_id) or other.id == run.id:
        raise NotFound()
    return other


def _visible_text(sha256: str) -> str | None:
    """The wording of the page at the end of a kept fetch; None when the file is gone, altered or no archive."""
    try:
        leaves = leaves_of(capture_bytes(sha256))
    except BytesAltered:
        return None
    return leaves[-1].visible if leaves else None


@require_GET
def history(request: HttpRequest, kind: str, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """Every check of one subject, newest first, each with what changed since the one before."""
    actor = actor_of(request)
    if actor.organization_id is None:
        raise NotFound()  # to somebody who belongs nowhere no subject is there
    runs = runs_for(actor, subject=(kind, id)).order_by("-id").defer("facts", "brand", "stated")
    own = [application_kind for application_kind, name in SUBJECT_KINDS.items() if name == kind]
    application = applications_for(actor).filter(subject_id=id, kind__in=own).first()
    paginator = Paginator(runs, RUNS_A_PAGE)
    if application is None and not paginator.count:
        raise NotFound()
    page = paginator.get_page(request.GET.get("page"))
    first = (page.number - 1) * RUNS_A_PAGE
    rows = list(runs[first : first + RUNS_A_PAGE + 1])
    context = {
        "application": application,
        "next_check": next_check_of((kind, id)),
        "page_obj": page,
        "entries": _entries(rows)[:RUNS_A_PAGE],
        "host": rows[0].host or rows[0].url if rows else "",
    }
    return render(request, "webchecks/history.html", context)


def _entries(rows: list[CheckRun]) -> list[Entry]:
    return [_entry(run, rows[place + 1 :]) for place, run in enumerate(rows)]


def _entry(run: CheckRun, older: list[CheckRun]) -> Entry:
    before = next((each for each in older if each.state == JobState.DONE and each.host == run.host), None)
    if before is None or run.state != JobState.DONE:
        return Entry(run, before)
    changes = check_changes(before, run)
    ways = (tuple(each for each in changes if each.direction == way) for way in ("worse", "better", "other"))
    return Entry(run, before, *ways)


@require_GET
def replayed(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """A finished run judged once more from what it kept, by the rulebook in use now; nothing is asked of the site."""
    run = run_for(actor_of(request), id)
    context: dict[str, Any] = {"run": run, "application": application_of(request, run)}
    if run.state != JobState.DONE:
        return render(request, "webchecks/replay.html", context | {"refusal": _("This check has not finished yet.")})
    try:
        again = replay(run)
    except CannotReplay as refusal:
        return render(request, "webchecks/replay.html", context | {"refusal": refusal.message})
    found = differences(run.checks, again.checks)
    weighty = [each for each in found if "verdict" in each.what]
    context |= {"again": again, "weighty": weighty, "wording": [each for each in found if each not in weighty]}
    return render(request, "webchecks/replay.html", context)
