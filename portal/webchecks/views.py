"""Pages of website checks: a run with what it found, its live progress, and the evidence it kept."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.accounts.scoping import actor_of
from portal.evidence.selectors import capture_bytes
from portal.lifecycle.selectors import applications_for
from portal.webchecks.archive import PEM
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import capture_of, changes_since, observations_of, previous_of, run_for
from portal.webchecks.titles import GROUPS, TITLES

_ORDER = ("error", "could_not_check", "warning", "advice", "pass", "not_applicable", "not_in_force")


@require_GET
def run_page(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002 - the name of the address's part
    """One run: every check with its verdict, what changed since the run before, and the requests made."""
    actor = actor_of(request)
    run = run_for(actor, id)
    previous = previous_of(run)
    context = {
        "run": run,
        "application": applications_for(actor).filter(subject_id=run.subject_id).first(),
        "counts": _counts(run),
        "groups": _groups(run),
        "previous": previous,
        "changes": [(TITLES.get(change.check, change.check), change) for change in changes_since(previous, run)],
        "observations": observations_of(run) if run.is_over else [],
    }
    return render(request, "webchecks/run.html", context)


@require_GET
def run_progress(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """The part of the page that is asked for again each second; once over, the whole page is loaded anew."""
    run = run_for(actor_of(request), id)
    response = render(request, "webchecks/_progress.html", {"run": run})
    if run.is_over:
        response["HX-Refresh"] = "true"
    return response


@require_GET
def evidence(request: HttpRequest, id: uuid.UUID, sha256: str) -> HttpResponse:  # noqa: A002
    """What a foreign server sent, as a file to keep: never shown, never run."""
    run = run_for(actor_of(request), id)
    capture = capture_of(run, sha256)
    ending = "pem" if capture.media_type == PEM else "warc.gz"
    response = HttpResponse(capture_bytes(capture), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sha256[:16]}.{ending}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _counts(run: CheckRun) -> list[tuple[str, int]]:
    """How many checks came to each verdict, the worst first; verdicts that nothing came to are left out."""
    counted = Counter(row["verdict"] for row in run.checks)
    return [(verdict, counted[verdict]) for verdict in _ORDER if counted[verdict]]


def _groups(run: CheckRun) -> list[dict[str, Any]]:
    """The checks by what they look at, the worst first in each group."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in run.checks:
        name = row["check"].split(".", 1)[0]
        shown = {
            **row,
            "title": TITLES.get(row["check"], row["check"]),
            "findings": row["facts"].get("findings", []),
            "evidence": [text.removeprefix("sha256:") for text in row["evidence"]],
        }
        groups.setdefault(str(GROUPS.get(name, name.replace("_", " ").capitalize())), []).append(shown)
    for rows in groups.values():
        rows.sort(key=lambda row: _ORDER.index(row["verdict"]))
    return [{"title": title, "checks": rows} for title, rows in groups.items()]
