"""When a check is asked for: once saved answers are left alone, by a button not twice in a minute, at a submit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from brands.checking import stated_in
from brands.services import brand_update
from campaigns.services import campaign_dossier, campaign_update
from portal.audit.models import AuditEvent
from portal.common import clock
from portal.common.clock import now
from portal.common.errors import WrongPerson
from portal.jobs.models import JobState
from portal.webchecks.models import CheckRun, Wait
from portal.webchecks.services import check_after_save, check_again
from tests.campaigns.scenes import BRAND, CAMPAIGN, filled, hand_in, opened
from tests.cast import Cast
from tests.verification import scenes as verification
from tests.webchecks.test_runs import SUBJECT, ask

pytestmark = pytest.mark.django_db


def saved(cast: Cast, **questions: Any) -> CheckRun | None:
    usual = {"url": "https://goodleaf-dental.test", "legal_name": "Goodleaf Dental Group LLC"}
    return check_after_save(actor=cast.alice.actor, business=cast.greenleaf, subject=SUBJECT, **{**usual, **questions})


def finished(run: CheckRun, **fields: Any) -> None:
    done = {"state": "done", "verdict": "pass", "finished_at": now(), "queued_at": now(), "waits_for": "", **fields}
    CheckRun.objects.filter(id=run.id).update(**done)


def test_saved_answers_are_checked_a_minute_after_the_last_change(cast: Cast, run_jobs: Callable[[], int]) -> None:
    first = saved(cast)
    assert first is not None
    assert (first.trigger, first.waits_for, run_jobs()) == ("save", Wait.QUIET, 0)
    with clock.at(now() + dt.timedelta(seconds=50)):
        second = saved(cast, opt_in_url="https://goodleaf-dental.test/join")
        assert second is not None
        assert (second.id, second.opt_in_url, second.not_before) == (
            first.id, "https://goodleaf-dental.test/join", now() + dt.timedelta(seconds=60),
        )  # fmt: skip
    assert CheckRun.objects.count() == 1


@pytest.mark.parametrize("missing", [{"url": ""}, {"url": "goodleaf"}, {"url": "ftp://a.test"}, {"legal_name": ""}])
def test_answers_that_lead_nowhere_are_not_checked_and_take_a_pending_check_back(
    cast: Cast, missing: dict[str, str]
) -> None:
    assert saved(cast)
    assert saved(cast, **missing) is None
    assert not CheckRun.objects.exists()
    acts = AuditEvent.objects.filter(subject_id=SUBJECT[1]).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["webcheck:run:requested", "webcheck:run:dropped"]


def test_the_same_questions_are_checked_again_after_a_day_only(cast: Cast) -> None:
    run = saved(cast)
    assert run is not None
    finished(run)
    assert saved(cast) is None
    assert saved(cast, dba_name="Goodleaf Dental") is not None
    assert saved(cast, dba_name="") is None
    with clock.at(now() + dt.timedelta(hours=25)):
        again = saved(cast, dba_name="")
        assert again is not None
        assert again.id != run.id


def test_questions_a_save_does_not_know_are_asked_as_the_last_time(cast: Cast) -> None:
    first = ask(cast, terms_url="https://goodleaf-dental.test/terms")
    finished(first)
    run = saved(cast, dba_name="Goodleaf")
    assert run is not None
    assert (run.terms_url, run.opt_in_url, run.dba_name) == (first.terms_url, first.opt_in_url, "Goodleaf")


def test_only_those_who_edit_may_have_saved_answers_checked(cast: Cast) -> None:
    with pytest.raises(WrongPerson):
        check_after_save(actor=cast.bob.actor, business=cast.greenleaf, subject=SUBJECT, url="https://a.test")


def test_the_button_makes_a_pending_check_begin_at_once(cast: Cast) -> None:
    pending = saved(cast)
    assert pending is not None
    run = check_again(actor=cast.alice.actor, run=pending, trigger="button")
    run.refresh_from_db()
    assert (run.id, run.trigger, run.waits_for, run.not_before) == (pending.id, "button", "", None)
    assert CheckRun.objects.count() == 1


def test_other_questions_replace_a_pending_check(cast: Cast) -> None:
    pending = saved(cast)
    assert pending is not None
    run = ask(cast, "northside-auto.test")
    assert list(CheckRun.objects.values_list("id", flat=True)) == [run.id]


def test_the_button_shows_a_result_again_that_is_less_than_a_minute_old(cast: Cast) -> None:
    run = ask(cast)
    finished(run)
    assert ask(cast).id == run.id
    with clock.at(now() + dt.timedelta(seconds=61)):
        assert ask(cast).id != run.id


def test_a_submit_never_takes_a_result_for_a_button(cast: Cast) -> None:
    run = ask(cast)
    finished(run)
    assert ask(cast, trigger="submit").id != run.id


def test_the_page_says_how_long_ago_the_site_was_checked(cast: Cast) -> None:
    application, campaign = filled(cast)
    address = f"/registrations/{application.reference}/website-check/"
    client = cast.client(cast.alice)
    run = CheckRun.objects.get(subject_id=campaign.id, trigger="save")
    assert client.post(address)["Location"] == f"/checks/{run.id}/"
    finished(run, finished_at=now() - dt.timedelta(seconds=20))
    page = client.post(address, follow=True)
    assert page.redirect_chain[-1][0] == f"/checks/{run.id}/"
    assert "This website was checked 2" in page.content.decode()
    assert " seconds ago" in page.content.decode()


def test_a_check_with_nothing_to_mend_leads_back_to_the_registration(cast: Cast) -> None:
    application, campaign = filled(cast)
    run = CheckRun.objects.get(subject_id=campaign.id, trigger="save")
    fine = {"check": "home.reachable", "verdict": "pass", "reason": None, "codes": [], "facts": {}, "evidence": []}
    finished(run, checks=[fine], facts={"url": run.url})
    page = cast.client(cast.alice).get(f"/checks/{run.id}/").content.decode()
    assert f'<a class="btn primary" href="/registrations/{application.reference}/">Back to the registration</a>' in page
    assert 'class="says good"' in page


def test_saving_a_brand_and_a_campaign_asks_for_one_check_with_all_their_answers(cast: Cast) -> None:
    application, campaign = opened(cast)
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values=BRAND)
    run = CheckRun.objects.get(subject_kind="campaign", subject_id=campaign.id)
    assert (run.waits_for, run.url, run.opt_in_url) == (Wait.QUIET, BRAND["website"], "")
    assert run.brand["postal_code"] == BRAND["postal_code"]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=CAMPAIGN)
    run.refresh_from_db()
    web = campaign_dossier(cast.alice.actor, application).web
    assert web is not None
    assert {name: getattr(run, name) for name in web.questions} == web.questions
    assert CheckRun.objects.count() == 1


def test_saving_what_no_website_shows_asks_for_nothing(cast: Cast) -> None:
    _application, campaign = filled(cast)
    CheckRun.objects.all().delete()
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"name": "Other"})
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values={"stock_symbol": "GRN"})
    assert not CheckRun.objects.exists()


def test_a_submit_takes_over_the_check_that_a_save_asked_for(cast: Cast) -> None:
    application, campaign = filled(cast)
    run = hand_in(cast, application)
    assert isinstance(run, CheckRun)
    assert (run.trigger, run.state, run.then_id) == ("submit", JobState.QUEUED, application.id)
    assert CheckRun.objects.filter(subject_id=campaign.id).count() == 1


def test_saving_a_brief_asks_for_its_check(cast: Cast) -> None:
    _application, brief = verification.filled(cast)
    run = CheckRun.objects.get(subject_kind="verification", subject_id=brief.id)
    assert (run.waits_for, run.url, run.brand["street"]) == (Wait.QUIET, brief.website, brief.street)


def test_addresses_of_policies_are_read_from_texts() -> None:
    found = stated_in(
        [
            ("sample message 1", "Hi! Terms: https://a.test/t. Privacy: www.a.test/p, reply STOP"),
            ("the way of consent", "See acme.com/privacy-policy and https://acme.com/menu (our menu)."),
            ("the answer to HELP", "See our terms. Order at https://acme.com/menu, or read help@acme.com/"),
        ]
    )
    assert [(row["where"], row["role"], row["url"]) for row in found] == [
        ("sample message 1", "terms", "https://a.test/t"),
        ("sample message 1", "privacy_policy", "www.a.test/p"),
        ("the way of consent", "privacy_policy", "acme.com/privacy-policy"),
    ]
