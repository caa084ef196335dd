"""Laying a deployment's own changes over the rulebook: the verb that adds one, and the rulebook that results.

The portal's requests and jobs run with what ``in_use`` gives. It asks the database one question for a request or job,
however much is judged in it, and builds the rulebook anew only when a row was added or a day has passed.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson
from portal.rules.advice.builders import CannotBuild, consent_from_template, keyword_reply
from portal.rules.engine import lint
from portal.rules.rulebook import Rulebook, packaged, using
from portal.rules.rulebook.overlay import Overlay, overlay_faults, with_overlay
from portal.tools.models import OverlayKind, RulebookOverlay

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_built: dict[tuple[int, dt.date], Rulebook] = {}
_SITE = "https://acme.com"


def as_overlay(row: RulebookOverlay) -> Overlay:
    """A row as the rulebook takes it."""
    return Overlay(
        kind=row.kind,
        key=row.key,
        data=row.data,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        source=row.source,
        author=row.author,
    )


def in_use() -> Rulebook:
    """The rulebook with the overlays of this day. Rows are only added, so their number tells whether it is current."""
    count, today = RulebookOverlay.objects.count(), now().date()
    if not count:
        return packaged()
    with _lock:
        if (count, today) not in _built:
            rows = [as_overlay(row) for row in RulebookOverlay.objects.order_by("created_at", "id")]
            _built.clear()
            _built[len(rows), today] = with_overlay(packaged(), _fitting(rows), today)
        return _built.get((count, today)) or next(iter(_built.values()))


def in_use_on(day: dt.date) -> Rulebook:
    """The rulebook as this portal has it on a day: with the overlays laid by its end that are in force then."""
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, dt.UTC)
    rows = RulebookOverlay.objects.filter(created_at__lt=end).order_by("created_at", "id")
    return with_overlay(packaged(), _fitting([as_overlay(row) for row in rows]), day)


def _fitting(rows: list[Overlay]) -> list[Overlay]:
    """The overlays that fit the published rulebook; one that a new release has outgrown is left out, and logged."""
    fitting = []
    for row in rows:
        faults = overlay_faults(packaged(), row)
        if faults:
            logger.error("overlay %s %s no longer fits the rulebook: %s", row.kind, row.key, " ".join(faults))
        else:
            fitting.append(row)
    return fitting


@transaction.atomic
def overlay_add(
    *,
    actor: Actor,
    kind: str,
    key: str,
    data: Mapping[str, Any],
    effective_from: dt.date,
    source: str,
    effective_until: dt.date | None = None,
) -> RulebookOverlay:
    """Lays a change over the rulebook for this deployment, from its day on.

    Only the platform's operator does so. Raises WrongPerson, and WrongInput with what is wrong at each field.
    """
    if actor.kind not in {ActorKind.OPERATOR, ActorKind.SYSTEM}:
        raise WrongPerson("Only the operator of the platform changes the rulebook.", permission="operator")
    typed = Overlay(kind, key.strip(), data, effective_from, effective_until, source.strip(), actor.label)
    problems = overlay_problems(typed)
    if problems:
        raise WrongInput(" ".join(text for texts in problems.values() for text in texts), fields=problems)
    row = RulebookOverlay.objects.create(
        kind=kind,
        key=typed.key,
        data=dict(data),
        effective_from=effective_from,
        effective_until=effective_until,
        source=typed.source,
        author=actor.label[:200],
    )
    record(
        Act.RULEBOOK_OVERLAID,
        actor=actor,
        subject=Subject("rulebook_overlay", row.id, str(row)),
        organizations=[],
        data=_told(row),
    )
    return row


def _told(row: RulebookOverlay) -> dict[str, Any]:
    """What the trail keeps of an overlay."""
    until = row.effective_until.isoformat() if row.effective_until else ""
    days = {"from": row.effective_from.isoformat(), "until": until}
    return {"kind": row.kind, "key": row.key, **days, "source": row.source, "data": row.data}


def overlay_problems(overlay: Overlay) -> dict[str, list[str]]:
    """What is wrong with an overlay, by field; a template must also pass the linter once it is filled."""
    problems: dict[str, list[str]] = {}
    if not overlay.source:
        problems["source"] = ["Say where this is written: an address, a notice, a letter."]
    if overlay.effective_until is not None and overlay.effective_until < overlay.effective_from:
        problems["effective_until"] = ["The last day lies before the first."]
    faults = overlay_faults(packaged(), overlay)
    if not faults and overlay.kind == OverlayKind.TEMPLATE and overlay.data:
        faults = _template_faults(overlay)
    if faults:
        problems["data"] = faults
    return problems


def _template_faults(overlay: Overlay) -> list[str]:
    shelf, _slash, slug = overlay.key.partition("/")
    changed = with_overlay(packaged(), [overlay], overlay.effective_from)
    with using(lambda: changed):
        if shelf == "replies":
            return _built_faults(lambda: keyword_reply(slug, brand="Acme", phone="217-555-0100", url="acme.com"))
        entry = next(one for one in changed.templates[shelf] if one["slug"] == slug)
        if shelf == "messages":
            return _errors("sample_message", entry["text"], entry["brand"], use_case=entry["use_case"])
        text = consent_from_template(slug, brand="Acme", privacy_url=f"{_SITE}/privacy", terms_url=f"{_SITE}/terms")
        return _errors(
            "verbal_script" if slug == "verbal" else "opt_in_wording", text, "Acme", purpose=entry["purpose"]
        )


def _built_faults(build: Any) -> list[str]:
    try:
        build()
    except CannotBuild as refusal:
        return [str(refusal)]
    return []


def _errors(kind: str, text: str, brand: str, **more: str) -> list[str]:
    report = lint(kind, {"text": text, "brand": {"legal_name": brand, "dba_name": brand}, **more})
    return [finding.message for finding in report.findings if finding.severity.value == "error"]
