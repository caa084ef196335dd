"""The pages of a run: live while it runs, whole without scripts, and closed to other tenants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.webchecks.models import CheckRun
from tests.cast import Cast
from tests.webchecks.test_runs import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(cast: Cast, demo_world: object, run_jobs: Callable[[], int]) -> CheckRun:
    run = ask(cast, "brightside-salon.test")
    run_jobs()
    run.refresh_from_db()
    return run


def test_a_waiting_run_asks_again_by_itself_and_by_a_link(cast: Cast) -> None:
    run = ask(cast)
    page = cast.client(cast.alice).get(f"/checks/{run.id}/").content.decode()
    assert f'hx-get="/checks/{run.id}/progress"' in page
    assert "Refresh" in page
    part = cast.client(cast.alice).get(f"/checks/{run.id}/progress")
    assert part.status_code == 200
    assert "<html" not in part.content.decode()


def test_a_finished_run_shows_verdicts_fixes_codes_and_hashes(cast: Cast, finished: CheckRun) -> None:
    page = cast.client(cast.alice).get(f"/checks/{finished.id}/").content.decode()
    assert "opt_in.form" in page
    assert "9607" in page
    assert finished.checks[0]["evidence"][0].removeprefix("sha256:")[:12] in page
    assert "hx-trigger" not in page.split('id="check-progress"')[1].split(">")[0]
    part = cast.client(cast.alice).get(f"/checks/{finished.id}/progress")
    assert part["HX-Refresh"] == "true"


def test_evidence_is_a_file_to_save_that_cannot_run(cast: Cast, finished: CheckRun) -> None:
    sha256 = finished.checks[0]["evidence"][0].removeprefix("sha256:")
    answer = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{sha256}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_another_tenant_gets_nothing(cast: Cast, finished: CheckRun) -> None:
    sha256 = finished.checks[0]["evidence"][0].removeprefix("sha256:")
    client = cast.client(cast.charlie)
    for path in ("", "progress", f"evidence/{sha256}"):
        assert client.get(f"/checks/{finished.id}/{path}").status_code == 404
    assert cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{'0' * 64}").status_code == 404
    assert cast.client().get(f"/checks/{finished.id}/").status_code == 302


def test_a_failed_run_says_so_and_nothing_about_the_website(cast: Cast) -> None:
    run = ask(cast)
    CheckRun.objects.filter(id=run.id).update(state="failed", failure="Tried 5 times.")
    page = cast.client(cast.alice).get(f"/checks/{run.id}/").content.decode()
    assert "Tried 5 times." in page
    assert "Nothing is known" in page
