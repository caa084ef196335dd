"""Pages of website checks: a run with what it found, its live progress, and the evidence it kept."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from portal.accounts.scoping import actor_of
from portal.evidence.selectors import capture_bytes
from portal.webchecks.archive import PEM
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import capture_of, changes_since, observations_of, previous_of, run_for

_GROUPS = {
    "home": _("The site"),
    "tls": _("Encryption"),
    "redirect": _("Encryption"),
    "identity": _("Who runs it"),
    "contact": _("Who runs it"),
    "social": _("Who runs it"),
    "privacy_policy": _("Privacy policy"),
    "terms": _("Terms"),
    "opt_in": _("Opt-in page"),
}
_TITLES = {
    "home.reachable": _("Does the home page open for everybody?"),
    "home.language": _("Is the home page in English?"),
    "tls.certificate": _("Do browsers trust the certificate?"),
    "tls.expiry": _("Does the certificate stay valid long enough?"),
    "redirect.https": _("Does the plain address lead to the encrypted one?"),
    "identity.name": _("Does the site name the business?"),
    "contact.visible": _("Is a telephone number or e-mail address shown?"),
    "social.page": _("Is a LinkedIn or Facebook page linked?"),
    "privacy_policy.found": _("Is there a privacy policy that everybody can read?"),
    "privacy_policy.content": _("Does the privacy policy say what it must?"),
    "terms.found": _("Are there terms that everybody can read?"),
    "terms.content": _("Do the terms say what they must?"),
    "opt_in.found": _("Does the opt-in page open for everybody?"),
    "opt_in.form": _("Is the opt-in form sound?"),
}
"""What each check asks."""
_ORDER = ("error", "could_not_check", "warning", "advice", "pass", "not_applicable", "not_in_force")


@require_GET
def run_page(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002 - the name of the address's part
    """One run: every check with its verdict, what changed since the run before, and the requests made."""
    run = run_for(actor_of(request), id)
    previous = previous_of(run)
    context = {
        "run": run,
        "groups": _groups(run),
        "previous": previous,
        "changes": [(_TITLES.get(change.check, change.check), change) for change in changes_since(previous, run)],
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


def _groups(run: CheckRun) -> list[dict[str, Any]]:
    """The checks by what they look at, the worst first in each group."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in run.checks:
        name = row["check"].split(".", 1)[0]
        shown = {
            **row,
            "title": _TITLES.get(row["check"], row["check"]),
            "findings": row["facts"].get("findings", []),
            "evidence": [text.removeprefix("sha256:") for text in row["evidence"]],
        }
        groups.setdefault(str(_GROUPS.get(name, name.replace("_", " ").capitalize())), []).append(shown)
    for rows in groups.values():
        rows.sort(key=lambda row: _ORDER.index(row["verdict"]))
    return [{"title": title, "checks": rows} for title, rows in groups.items()]
