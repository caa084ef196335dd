"""Pages of a run: what it means, how far it is, and the evidence it kept.

What runs have to do with each other is in ``history_views``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.clock import now
from portal.evidence.selectors import capture_bytes
from portal.evidence.storage import BytesAltered
from portal.jobs.models import JobState
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import applications_for
from portal.webchecks.archive import ENDINGS, PEM, PNG, WARC
from portal.webchecks.models import CheckRun, Observation
from portal.webchecks.selectors import capture_of, observations_of, observations_with, previous_of, run_for
from portal.webchecks.services import COOLDOWN
from portal.webchecks.showing.comparison import check_changes
from portal.webchecks.showing.leaves import chain_of, excerpt, leaves_of
from portal.webchecks.showing.run import Kept, telling_of
from portal.webchecks.showing.steps import progress_of

_PNG_MAGIC: Final = b"\x89PNG\r\n\x1a\n"
_SANDBOX: Final = "sandbox; default-src 'none'"


@require_GET
def run_page(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002 - the name of the address's part
    """One run by urgency: what it means, what to mend with its proof, what nobody could see, and the rest."""
    run = run_for(actor_of(request), id)
    return render(request, "webchecks/run.html", _run_context(request, run))


@require_GET
def run_progress(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """The part of the page that is asked for again each second; once the run is over, its result in the same place.

    ``said`` names the step the listener has heard of, so that each is announced once.
    """
    run = run_for(actor_of(request), id)
    context = _run_context(request, run)
    progress = context.get("progress")
    context["announce"] = progress is None or progress.key != request.GET.get("said")
    return render(request, "webchecks/_live.html", context)


@require_GET
def evidence(request: HttpRequest, id: uuid.UUID, sha256: str) -> HttpResponse:  # noqa: A002
    """What was kept, as a file to save; our own pictures alone are shown. Nothing of it runs in a browser."""
    run = run_for(actor_of(request), id)
    capture = capture_of(run, sha256)
    try:
        data = capture_bytes(capture)
    except BytesAltered:
        return render(request, "webchecks/evidence_gone.html", {"run": run, "capture": capture}, status=410)
    is_picture = capture.media_type == PNG and data.startswith(_PNG_MAGIC)
    response = HttpResponse(data, content_type=PNG if is_picture else "text/plain; charset=utf-8")
    kept_as = "inline" if is_picture else "attachment"
    name = f"{sha256[:16]}.{ENDINGS.get(capture.media_type, 'bin')}"
    response["Content-Disposition"] = f'{kept_as}; filename="{name}"'
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def evidence_view(request: HttpRequest, id: uuid.UUID, sha256: str) -> HttpResponse:  # noqa: A002
    """What a piece of evidence is: which request, who answered, its headers and first lines, as text."""
    run = run_for(actor_of(request), id)
    capture = capture_of(run, sha256)
    context: dict[str, Any] = {"run": run, "application": application_of(request, run)}
    context |= {"capture": capture, "observations": observations_with(run, sha256)}
    try:
        data = capture_bytes(capture)
    except BytesAltered:
        context["is_gone"] = True
        return render(request, "webchecks/evidence.html", context)
    match capture.media_type:
        case media if media == WARC:
            context["leaves"] = leaves_of(data)
        case media if media == PEM:
            context["chain"] = chain_of(data)
        case media if media == PNG:
            context["is_picture"] = data.startswith(_PNG_MAGIC)
        case _:
            context["text"] = excerpt(data.decode("utf-8", errors="replace"))
    return render(request, "webchecks/evidence.html", context)


def application_of(request: HttpRequest, run: CheckRun) -> Application | None:
    """The registration whose website a run looked at, if the reader may see it."""
    return applications_for(actor_of(request)).filter(subject_id=run.subject_id).first()


def _run_context(request: HttpRequest, run: CheckRun) -> dict[str, Any]:
    """What the page of a run and its live part show."""
    actor = actor_of(request)
    application = application_of(request, run)
    context: dict[str, Any] = {
        "run": run,
        "application": application,
        "may_check": application is not None
        and actor.may(Permission.REGISTRATION_EDIT)
        and actor.organization_kind == "business",
    }
    if not run.is_over:
        return {**context, "progress": progress_of(run)}
    previous = previous_of(run)
    observations = list(observations_of(run))
    return {
        **context,
        "telling": telling_of(Kept(run, observations, _chain_names(run))) if run.state == JobState.DONE else None,
        "previous": previous,
        "changes": check_changes(previous, run) if previous and run.state == JobState.DONE else (),
        "observations": observations,
        "captures": _captures(run, observations),
        "pictures": _pictures(run),
        "wait_until": _wait_until(run),
        "is_officer": actor.role == "compliance_officer",
    }


def _captures(run: CheckRun, observations: list[Observation]) -> list[dict[str, str]]:
    """All evidence of a run by its hash, each with its media type."""
    requests = {seen.capture_id: seen.capture.media_type for seen in observations if seen.capture}
    more = {row["sha256"]: row["media_type"] for row in (run.facts or {}).get("captures") or []}
    return [{"sha256": sha256, "media_type": media} for sha256, media in (requests | more).items()]


def _pictures(run: CheckRun) -> list[dict[str, str]]:
    """The screenshots of a run with the addresses they show."""
    drawn = [page for page in (run.facts or {}).get("rendered") or [] if page.get("screenshot_sha256")]
    return [{"sha256": page["screenshot_sha256"], "url": page.get("final_url") or page["url"]} for page in drawn]


def _wait_until(run: CheckRun) -> dt.datetime | None:
    """Until when the button shows this very result again; None when it asks anew."""
    until = run.finished_at + COOLDOWN if run.finished_at and run.state == JobState.DONE else None
    return until if until and until > now() else None


def _chain_names(run: CheckRun) -> tuple[str, ...]:
    """The subjects of the certificates sent, the server's own first; none when they cannot be read any more."""
    sha256 = ((run.facts or {}).get("tls") or {}).get("pem_sha256")
    if sha256:
        with contextlib.suppress(BytesAltered):
            return tuple(link.subject for link in chain_of(capture_bytes(sha256)))
    return ()
