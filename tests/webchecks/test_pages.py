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


def page_of(cast: Cast, run: CheckRun, path: str = "") -> str:
    response = cast.client(cast.alice).get(f"/checks/{run.id}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_waiting_run_asks_again_by_itself_and_by_a_link(cast: Cast) -> None:
    run = ask(cast)
    page = page_of(cast, run)
    assert f'hx-get="/checks/{run.id}/progress?said=' in page
    assert "<noscript>" in page
    assert "Refresh" in page
    assert "<html" not in page_of(cast, run, "progress")


def test_the_step_under_way_is_marked_and_those_before_it_ticked(cast: Cast) -> None:
    run = ask(cast)
    CheckRun.objects.filter(id=run.id).update(
        state="running", attempts=1, progress=4, progress_total=8, progress_text="Reading the privacy policy"
    )
    page = page_of(cast, run)
    done, now = page.index("Asking without encryption"), page.index("Reading the privacy policy")
    assert page.count('<li class="done">') == 4
    assert 'aria-current="step"' in page[done:now]
    assert page.index("Reading the terms") > now


def test_each_step_is_announced_once(cast: Cast) -> None:
    run = ask(cast)
    heard = page_of(cast, run).split("progress?said=")[1].split('"')[0]
    assert "hx-swap-oob" not in page_of(cast, run, f"progress?said={heard}")
    assert "hx-swap-oob" in page_of(cast, run, "progress?said=other")


def test_the_result_takes_the_place_of_the_progress(cast: Cast, finished: CheckRun) -> None:
    part = page_of(cast, finished, "progress?said=5")
    assert '<div id="run"' in part
    assert "hx-get" not in part
    assert "would get this registration rejected" in part.split('id="run-said"')[1]
    assert "<title>" in part


def test_a_finished_run_begins_with_what_it_means(cast: Cast, finished: CheckRun) -> None:
    page = page_of(cast, finished)
    sentence = page.split('id="says">')[1].split("<")[0]
    assert "would get this registration rejected" in sentence
    assert page.index("Mend first") < page.index("checks in order")
    assert 'id="opt_in.form"' in page
    assert 'id="privacy_policy.content"' in page


def test_what_to_mend_stands_with_its_code_fix_and_evidence(cast: Cast, finished: CheckRun) -> None:
    page = page_of(cast, finished)
    mend = page.split('id="mend"')[1].split("</section>")[0]
    row = next(row for row in finished.checks if row["verdict"] == "error")
    assert "How to mend it" in mend
    assert "Would draw" in mend
    assert row["evidence"][0].removeprefix("sha256:")[:12] in mend


def test_a_failed_run_says_so_and_nothing_about_the_website(cast: Cast) -> None:
    run = ask(cast)
    CheckRun.objects.filter(id=run.id).update(state="failed", failure="Tried 5 times.")
    page = page_of(cast, run)
    assert "Tried 5 times." in page
    assert "Nothing is known" in page


def test_a_site_in_order_is_not_called_rejected(cast: Cast, finished: CheckRun) -> None:
    good = [row for row in finished.checks if row["verdict"] == "pass"]
    CheckRun.objects.filter(id=finished.id).update(checks=good, verdict="pass")
    page = page_of(cast, finished)
    assert "Nothing we saw would stop a reviewer." in page
    assert "Mend first" not in page
    assert 'id="passed" open' in page


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("guarded-gifts.test", "the site keeps programs out"),
        ("oldtown-hardware.test", "One thing would get this registration rejected"),
    ],
)
def test_the_sentence_says_what_the_whole_means(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int], host: str, words: str
) -> None:
    run = ask(cast, host)
    run_jobs()
    assert words in page_of(cast, run)


def test_the_page_of_a_run_asks_the_database_a_fixed_number_of_times(
    cast: Cast, finished: CheckRun, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = cast.client(cast.alice)
    client.get(f"/checks/{finished.id}/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(f"/checks/{finished.id}/")
