"""What runs have to do with each other: drift, history, and a run judged again."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest

from portal.webchecks.models import CheckRun
from portal.webchecks.showing.comparison import compared
from tests.cast import Cast
from tests.lifecycle.scenes import scene
from tests.webchecks.test_evidence_pages import kept, lose
from tests.webchecks.test_runs import SUBJECT, ask

pytestmark = pytest.mark.django_db

Made = Callable[..., CheckRun]


@pytest.fixture
def made(cast: Cast, demo_world: object, run_jobs: Callable[[], int]) -> Made:
    """A finished check of a demo site; never an earlier result shown again."""

    def make(host: str, **changes: object) -> CheckRun:
        run = ask(cast, host, trigger="submit", **changes)
        run_jobs()
        run.refresh_from_db()
        return run

    return make


def shown(cast: Cast, path: str) -> str:
    response = cast.client(cast.alice).get(f"/checks/{path}")
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


@pytest.mark.source(167)
def test_changed_wording_stands_side_by_side_with_the_words_marked(cast: Cast, made: Made) -> None:
    good, salon = made("goodleaf-dental.test"), made("brightside-salon.test")
    page = shown(cast, f"{salon.id}/compare/?with={good.id}")
    policy = page.split("<h2>Privacy policy</h2>")[1].split("</section>")[0]
    assert re.search(r"<del>[^<]*NOT shared", policy)
    assert re.search(r"<ins>[^<]*share your mobile", policy)


def test_a_check_that_got_worse_stands_first_with_what_is_new(cast: Cast, made: Made) -> None:
    good, salon = made("goodleaf-dental.test"), made("brightside-salon.test")
    checks = shown(cast, f"{salon.id}/compare/?with={good.id}").split('id="checks-title"')[1].split("</section>")[0]
    assert f"/checks/{salon.id}/#privacy_policy.content" in checks
    assert "New:" in checks
    assert checks.index('class="found bad"') >= 0


def test_the_older_run_is_the_one_before_whichever_is_named(cast: Cast, made: Made) -> None:
    good, salon = made("goodleaf-dental.test"), made("brightside-salon.test")
    one, other = (
        shown(cast, f"{a.id}/compare/?with={b.id}").split("<main")[1].split("<h2")[1]
        for a, b in ((salon, good), (good, salon))
    )
    assert one == other


def test_nothing_changed_is_said(cast: Cast, made: Made) -> None:
    made("goodleaf-dental.test")
    again = made("goodleaf-dental.test")
    assert "Nothing changed" in shown(cast, f"{again.id}/compare/")
    assert "No check says anything else than last time" in shown(cast, f"{again.id}/")


def test_the_first_check_has_nothing_to_be_compared_with(cast: Cast, made: Made) -> None:
    assert "Nothing to compare with" in shown(cast, f"{made('goodleaf-dental.test').id}/compare/")


def test_a_run_of_another_subject_is_not_compared(cast: Cast, made: Made) -> None:
    run, other = made("goodleaf-dental.test"), made("goodleaf-dental.test", subject=("campaign", uuid.uuid4()))
    client = cast.client(cast.alice)
    for named in (other.id, run.id, uuid.uuid4(), "nothing"):
        assert client.get(f"/checks/{run.id}/compare/?with={named}").status_code == 404


def test_wording_that_was_lost_is_not_called_unchanged(cast: Cast, made: Made) -> None:
    good, salon = made("goodleaf-dental.test"), made("brightside-salon.test")
    lose(kept(good, "privacy_policy"))
    page = shown(cast, f"{salon.id}/compare/?with={good.id}")
    assert "could not be compared" in page.split("<h2>Privacy policy</h2>")[1].split("</section>")[0]


def test_foreign_words_are_escaped_in_a_comparison() -> None:
    rows, more = compared("one <b>two</b> three", "one <i>two</i> three")
    assert (rows[0].before, rows[0].after, more) == (
        "one <del>&lt;b&gt;two&lt;/b&gt; </del>three",
        "one <ins>&lt;i&gt;two&lt;/i&gt; </ins>three",
        0,
    )


def test_a_comparison_of_long_texts_is_bounded() -> None:
    old = "\n".join(f"line {number} of the old text" for number in range(5_000))
    rows, more = compared(old, old.replace("old", "new"))
    assert len(rows) == 60
    assert more == 1_140


def test_the_history_lists_every_check_with_its_cause(cast: Cast, made: Made) -> None:
    runs = [made("goodleaf-dental.test"), made("goodleaf-dental.test")]
    page = shown(cast, f"of/campaign/{SUBJECT[1]}/")
    assert all(f"/checks/{run.id}/" in page for run in runs)
    assert "First check of this website" in page
    assert "No check says anything else" in page
    assert "A registration was submitted" in page


def test_nobody_else_sees_the_history(cast: Cast, made: Made) -> None:
    made("goodleaf-dental.test")
    assert cast.client(cast.charlie).get(f"/checks/of/campaign/{SUBJECT[1]}/").status_code == 404
    assert cast.client(cast.alice).get(f"/checks/of/campaign/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize(("kind", "status"), [("campaign", 200), ("verification", 404), ("zebra", 404)])
def test_a_registration_has_no_history_under_a_kind_that_is_not_its_own(cast: Cast, kind: str, status: int) -> None:
    address = f"/checks/of/{kind}/{scene(cast).campaign.id}/"
    assert cast.client(cast.rae).get(address).status_code == status


def test_a_longer_history_asks_the_database_no_more_often(
    cast: Cast, made: Made, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    run = made("goodleaf-dental.test")
    for _ in range(30):
        run.pk = uuid.uuid4()
        run.save(force_insert=True)
    client = cast.client(cast.alice)
    client.get(f"/checks/of/campaign/{SUBJECT[1]}/")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        page = client.get(f"/checks/of/campaign/{SUBJECT[1]}/").content.decode()
    assert "1 to 20 of 31" in page


def test_a_run_judged_again_by_the_same_rules_comes_out_the_same(cast: Cast, made: Made) -> None:
    run = made("brightside-salon.test")
    page = shown(cast, f"{run.id}/replay/")
    assert "Every check comes out the same today." in page
    assert run.rulebook in page


def test_a_run_judged_again_names_what_differs(cast: Cast, made: Made) -> None:
    run = made("brightside-salon.test")
    row = next(row for row in run.checks if row["check"] == "opt_in.form")
    row["verdict"], row["message"] = "pass", "Nobody minded then."
    CheckRun.objects.filter(id=run.id).update(checks=run.checks, rulebook="2025.1")
    page = shown(cast, f"{run.id}/replay/")
    assert "1 check would come out differently today." in page
    assert "2025.1" in page
    assert "Nobody minded then." in page
    assert f"/checks/{run.id}/#opt_in.form" in page


def test_a_run_whose_evidence_was_lost_is_not_judged_again(cast: Cast, made: Made) -> None:
    run = made("brightside-salon.test")
    lose(kept(run, "home"))
    page = shown(cast, f"{run.id}/replay/")
    assert "cannot be judged again" in page
    assert "Nothing was judged" in page
