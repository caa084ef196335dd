"""Writing down what a run saw: captures by their hash, a row for each request, and the result, once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import SYSTEM
from portal.evidence.services import capture_store
from portal.jobs.services import finish, release
from portal.webchecks.archive import Evidence
from portal.webchecks.drift import as_rows, changes_between
from portal.webchecks.judging import Judgement, judge
from portal.webchecks.models import CheckRun, Observation, Stage
from portal.webchecks.questions import brand_of, ledger_years_of
from portal.webchecks.remembering import facts_as_json
from portal.webchecks.seeing import Seen
from portal.webchecks.selectors import previous_of
from portal.webchecks.telling import tell
from portal.webchecks.visiting.order import Sighting


def hand_over(run: CheckRun, attempt: int, seen: Seen) -> None:
    """Ends the first slice: what the pages showed is kept, a browser goes on from there. Raises LostLease."""
    kept = _keep(seen.evidence)
    with transaction.atomic():
        _observe(run, attempt, seen.sightings, kept)
        release(
            CheckRun,
            run.id,
            attempt,
            stage=Stage.BROWSER,
            facts=facts_as_json(seen.facts, seen.at) | {"captures": _index(run, seen)},
            addresses=list(seen.facts.addresses),
            progress=F("progress_total"),
            progress_total=F("progress_total") + 1,
            progress_text="Waiting for a browser",
        )


def end_run(run: CheckRun, attempt: int, seen: Seen) -> Judgement:
    """Judges what was seen and ends the run with it; ``seen`` has the requests of this slice only. Raises LostLease."""
    judgement = judge(
        seen.facts,
        brand_of(run),
        kind=run.subject_kind,
        profile=run.profile,
        at=seen.at,
        ledger_years=ledger_years_of(run),
    )
    kept = _keep(seen.evidence)
    before = previous_of(run)
    changes = None if before is None else changes_between(before.checks, judgement.checks)
    verdict = judgement.verdict.value
    with transaction.atomic():
        _observe(run, attempt, seen.sightings, kept)
        record(
            Act.CHECK_FINISHED,
            actor=SYSTEM,
            subject=Subject(run.subject_kind, run.subject_id, run.url[:200]),
            organizations=[run.business_id, run.business.parent_id],
            data={"url": run.url, "verdict": verdict},
        )
        finish(
            CheckRun,
            run.id,
            attempt,
            verdict=verdict,
            checks=judgement.checks,
            facts=judgement.facts | {"captures": _index(run, seen)},
            addresses=judgement.addresses,
            rulebook=judgement.rulebook,
            changes=as_rows(changes or []),
            progress=F("progress_total"),
            progress_text="Done",
        )
        tell(run, verdict, changes)
    return judgement


def _keep(evidence: Iterable[Evidence]) -> set[str]:
    """Stores the bytes, write-once and so harmless when the lease is lost; gives their names."""
    return {capture_store(data=each.data, media_type=each.media_type, kind=each.kind).sha256 for each in evidence}


def _index(run: CheckRun, seen: Seen) -> list[dict[str, str]]:
    """All evidence of the run so far, each with its kind."""
    before = [row for row in run.facts.get("captures", []) if run.stage == Stage.BROWSER]
    now_is = [{"sha256": each.sha256, "kind": each.kind, "media_type": each.media_type} for each in seen.evidence]
    return list({row["sha256"]: row for row in [*before, *now_is]}.values())


def _observe(run: CheckRun, attempt: int, sightings: Iterable[Sighting], kept: set[str]) -> None:
    """A row for each request, numbered on from those of the slice before."""
    before = run.observations.count()
    rows = [_row(run, attempt, number, seen, kept) for number, seen in enumerate(sightings, start=before + 1)]
    Observation.objects.bulk_create(rows)


def _row(run: CheckRun, attempt: int, number: int, seen: Sighting, kept: set[str]) -> Observation:
    return Observation(
        run=run,
        attempt=attempt,
        number=number,
        role=seen.role,
        url=seen.url[:2048],
        addresses=list(seen.addresses),
        dialled=seen.dialled,
        status=seen.status,
        reason=seen.reason,
        size=seen.size,
        milliseconds=seen.milliseconds,
        capture_id=seen.sha256 if seen.sha256 in kept else None,
    )
