"""The pages of a website check in a real browser: in progress, failed with proof, not seen, passed, and over time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from portal.evidence.services import capture_store
from portal.webchecks.models import CheckRun, Observation
from portal.webchecks.world.serving import served_in_thread
from tests.campaigns.scenes import filled, submitted
from tests.cast import Cast
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, look
from tests.webchecks.test_runs import ask

HOSTS = ("goodleaf-dental.test", "oldtown-hardware.test", "guarded-gifts.test", "brightside-salon.test")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with served_in_thread(tmp_path_factory.mktemp("world")) as path:
        yield path


@pytest.mark.e2e
def test_every_state_of_a_check_is_accessible(
    browser_page: Opener,
    accessible: Judge,
    cast: Cast,
    world: Path,
    settings: object,
    run_jobs: Callable[[], int],
) -> None:
    settings.EGRESS_WORLD = world  # type: ignore[attr-defined]
    application, campaign = filled(cast)
    runs = []
    for host in HOSTS:
        runs.append(ask(cast, host, subject=("campaign", campaign.id)))
        run_jobs()
    _draw(runs[-1])
    waiting = ask(cast, "summit-fitness.test", subject=("campaign", campaign.id))
    good, _expired, _guarded, salon = runs
    CheckRun.objects.filter(id=waiting.id).update(state="running", progress_text="Reading the terms")
    proof = [sha256 for sha256 in salon.observations.values_list("capture_id", flat=True) if sha256]
    home = f"/registrations/{application.reference}/"
    look(
        browser_page,
        accessible,
        cast.alice,
        [
            *(f"/checks/{run.id}/" for run in runs),
            f"/checks/{waiting.id}/",
            f"/checks/{salon.id}/compare/",
            f"/checks/{salon.id}/replay/",
            f"/checks/{salon.id}/compare/?with={good.id}",
            f"/checks/of/campaign/{campaign.id}/",
            f"/checks/{salon.id}/evidence/{proof[0]}/view/",
            f"/checks/{salon.id}/evidence/{proof[1]}/view/",
            "/",
            home,
            f"{home}website-check/",
        ],
    )


def _draw(run: CheckRun) -> None:
    """Gives a run the picture that a browser would have taken of its opt-in page."""
    run.refresh_from_db()
    data = io.BytesIO()
    Image.new("RGB", (1280, 1600), "seashell").save(data, "PNG")
    shot = capture_store(data=data.getvalue(), media_type="image/png", kind="screenshot")
    Observation.objects.create(run=run, attempt=1, number=90, role="browser", url=run.opt_in_url, capture=shot)
    run.facts["rendered"] = [
        {"role": "opt_in", "url": run.opt_in_url, "final_url": None, "reason": None, "screenshot_sha256": shot.sha256}
    ]
    for row in run.checks:
        if row["check"] == "opt_in.form":
            row["facts"]["picture"] = f"sha256:{shot.sha256}"
    run.save()


@pytest.mark.e2e
def test_the_reviewer_sees_the_worst_of_it(
    browser_page: Opener,
    accessible: Judge,
    cast: Cast,
    world: Path,
    settings: object,
    run_jobs: Callable[[], int],
) -> None:
    settings.EGRESS_WORLD = world  # type: ignore[attr-defined]
    run = ask(cast, "brightside-salon.test")
    run_jobs()
    run.refresh_from_db()
    application, _campaign = submitted(cast)
    decided_on = application.submissions.get().check_run
    CheckRun.objects.filter(id=decided_on).update(checks=run.checks, facts=run.facts, verdict=run.verdict)
    look(browser_page, accessible, cast.rae, [f"/review/{application.reference}/", f"/checks/{decided_on}/"])
    look(browser_page, accessible, cast.olga, [f"/checks/{run.id}/"])
