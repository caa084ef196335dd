"""A run: asked for once, carried out once, kept with its evidence, shown to its own tenant."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from portal.audit.models import AuditEvent
from portal.common.actor import SYSTEM
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.egress.wire.decoding import decode
from portal.evidence.models import Capture, Document
from portal.evidence.selectors import capture_bytes
from portal.jobs.models import JobState
from portal.jobs.services import LostLease, claim
from portal.notices.models import Notice
from portal.webchecks.archive import exchanges_in
from portal.webchecks.drift import changes_between
from portal.webchecks.models import CheckRun, Observation
from portal.webchecks.performing import check_perform
from portal.webchecks.selectors import latest_finished, previous_of, runs_for
from portal.webchecks.services import check_request
from portal.webchecks.world.sites import site_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SUBJECT = ("campaign", uuid.UUID("01890000-0000-7000-8000-000000000001"))


def ask(cast: Cast, host: str = "goodleaf-dental.test", **changes: Any) -> CheckRun:
    site = site_of(host)
    given = {
        "actor": cast.alice.actor,
        "business_id": cast.greenleaf.id,
        "subject": SUBJECT,
        "url": site.url,
        "legal_name": site.legal_name,
        "dba_name": site.dba,
        "opt_in_url": site.opt_in_url,
        "trigger": "button",
        "profile": "as_documented",
    }
    return check_request(**{**given, **changes})


@pytest.mark.source(167)
def test_a_run_is_carried_out_and_kept_with_its_evidence(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int]
) -> None:
    run = ask(cast)
    assert run_jobs() == 1
    run.refresh_from_db()
    assert (run.state, run.verdict in {"pass", "advice"}) == (JobState.DONE, True)
    assert run.addresses == ["127.0.0.1"]
    assert run.progress == run.progress_total
    assert [seen.number for seen in run.observations.all()] == list(range(1, run.observations.count() + 1))
    named = {text.removeprefix("sha256:") for row in run.checks for text in row["evidence"]}
    assert named
    assert named == set(Capture.objects.filter(sha256__in=named).values_list("sha256", flat=True))
    assert {"tls", "home", "http_redirect", "privacy_policy", "terms", "opt_in", "robots", "domain"} == set(
        Observation.objects.filter(run=run).values_list("role", flat=True)
    )
    chain = Capture.objects.get(observations__run=run, kind="certificates")
    assert capture_bytes(chain).startswith(b"-----BEGIN CERTIFICATE-----")


@pytest.mark.entry("ev-9607-package")
def test_the_portals_own_copy_of_the_opt_in_page_stands_apart_from_what_people_upload(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int]
) -> None:
    run = ask(cast)
    run_jobs()
    copy = run.observations.get(role="opt_in")
    assert copy.url == run.opt_in_url
    assert run.queued_at < copy.at
    assert copy.capture is not None
    [answer] = exchanges_in(capture_bytes(copy.capture))
    assert (answer.url, answer.status) == (run.opt_in_url, 200)
    assert run.queued_at < answer.started < copy.at
    assert b"tel" in decode(answer.wire, answer.header("content-encoding"), 2_000_000).body
    assert not Document.objects.filter(sha256=copy.capture_id).exists()


def test_asking_and_finishing_are_in_the_trail(cast: Cast, demo_world: object, run_jobs: Callable[[], int]) -> None:
    ask(cast)
    run_jobs()
    acts = list(AuditEvent.objects.filter(subject_id=SUBJECT[1]).order_by("id").values_list("act", flat=True))
    assert acts == ["webcheck:run:requested", "webcheck:run:finished"]


def test_asking_twice_gives_the_same_run(cast: Cast) -> None:
    assert ask(cast).id == ask(cast).id


def test_other_questions_make_another_run(cast: Cast) -> None:
    assert ask(cast).id != ask(cast, "northside-auto.test").id


def test_a_waiting_run_takes_over_what_follows(cast: Cast) -> None:
    run = ask(cast)
    again = ask(cast, trigger="submit", then_task="campaigns.complete_submit", then_id=SUBJECT[1])
    assert (again.id, again.then_task) == (run.id, "campaigns.complete_submit")
    other = ask(cast, trigger="submit", then_task="campaigns.complete_submit", then_id=uuid.uuid4())
    assert other.id != run.id


def test_a_run_is_claimed_once_and_a_stale_worker_writes_nothing(cast: Cast, demo_world: object) -> None:
    run = ask(cast)
    first = claim(CheckRun, run.id)
    assert first is not None
    assert claim(CheckRun, run.id) is None
    CheckRun.objects.filter(id=run.id).update(lease_until=run.queued_at)
    second = claim(CheckRun, run.id)
    assert second == first + 1
    with pytest.raises(LostLease):
        check_perform(run, first)
    check_perform(run, second)
    run.refresh_from_db()
    assert run.state == JobState.DONE
    assert set(run.observations.values_list("attempt", flat=True)) == {second}


def test_a_site_that_attacks_ends_as_a_verdict(cast: Cast, demo_world: object, run_jobs: Callable[[], int]) -> None:
    run = ask(cast, "redirect-loopback.hostile.test", opt_in_url="")
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.verdict) == (JobState.DONE, "error")


def test_an_inside_address_is_a_verdict_and_nothing_is_dialled(cast: Cast, run_jobs: Callable[[], int]) -> None:
    run = ask(cast, url="http://169.254.169.254/latest/meta-data/", opt_in_url="")
    run_jobs()
    run.refresh_from_db()
    assert (run.verdict, run.facts["refused"]) == ("error", "metadata")
    assert not Observation.objects.filter(run=run).exclude(dialled="").exists()


@pytest.mark.parametrize(("url", "words"), [("", "Enter the address"), ("https://a.test/" + "x" * 2048, "2,048")])
def test_an_address_that_cannot_be_asked_about_is_refused_in_words(cast: Cast, url: str, words: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        ask(cast, url=url)
    assert words in refusal.value.fields["website"][0]


def test_only_those_who_edit_or_review_may_ask(cast: Cast) -> None:
    with pytest.raises(WrongPerson):
        ask(cast, actor=cast.bob.actor)
    assert ask(cast, actor=cast.rae.actor).asked_by == "Rae Lindqvist"
    with pytest.raises(NotFound):
        ask(cast, actor=cast.charlie.actor)


def test_runs_are_compared_with_the_run_before(cast: Cast, demo_world: object, run_jobs: Callable[[], int]) -> None:
    first = ask(cast)
    run_jobs()
    second = ask(cast, opt_in_url=site_of("brightside-salon.test").opt_in_url)
    run_jobs()
    second.refresh_from_db()
    previous = previous_of(second)
    assert previous is not None
    assert previous.id == first.id
    changed = {one.check: (one.before, one.after) for one in changes_between(previous.checks, second.checks)}
    assert changed["opt_in.form"] == ("pass", "error")
    latest = latest_finished(SUBJECT)
    assert latest is not None
    assert latest.id == second.id


@pytest.mark.parametrize(
    ("trigger", "host", "count"),
    [
        ("schedule", "brightside-salon.test", 4),
        ("schedule", "goodleaf-dental.test", 0),
        ("button", "brightside-salon.test", 0),
    ],
)
def test_a_scheduled_check_that_finds_something_tells_the_business(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int], trigger: str, host: str, count: int
) -> None:
    ask(cast, host, actor=SYSTEM, trigger=trigger)
    run_jobs()
    assert Notice.objects.filter(event="check_finished", organization=cast.greenleaf).count() == count


def test_a_run_is_seen_by_its_business_and_reseller_only(cast: Cast) -> None:
    run = ask(cast)
    for person, count in [(cast.alice, 1), (cast.rae, 1), (cast.charlie, 0), (cast.dora, 0)]:
        assert runs_for(person.actor).filter(id=run.id).count() == count
