"""Edge cases 1, 3, 4, 6, 7 and 19 once more, walked by the verbs and seen on the pages."""

import datetime as dt

import pytest

from portal.common.errors import WrongInput
from portal.lifecycle import selectors, services
from portal.lifecycle.tasks import sweep
from portal.rules.engine import lint
from tests.edges.moments import DAY, SECOND, granted, utc
from tests.lifecycle.scenes import scene, snapshot

pytestmark = pytest.mark.django_db


@pytest.mark.entry("life-review-15-20-bd", "life-business-day-definition")
@pytest.mark.parametrize("instant", ["2026-10-10T03:59:59", "2026-10-10T04:00:00", "2026-10-12T04:00:00"])
def test_1_a_submit_around_a_holiday_weekend_is_answered_in_the_same_days(cast, time_machine, instant):
    time_machine.move_to(utc(instant), tick=False)  # Friday 23:59:59, Saturday and Columbus Day 00:00:00 in New York
    application = scene(cast).submit().fresh()
    assert (application.expected_from, application.expected_by) == (dt.date(2026, 11, 2), dt.date(2026, 11, 9))
    time_machine.move_to(utc("2026-10-13T04:00:00"), tick=False)
    assert scene(cast).submit().fresh().expected_from == dt.date(2026, 11, 3)


@pytest.mark.entry("life-terminal-stops", "life-all-codes-before-resubmit")
def test_3_two_terminal_codes_count_once_and_both_have_to_be_solved(cast):
    made = scene(cast).submit().forward().reject("tcr:9106", "tcr:2002", terminal=True)
    assert (made.fresh().state, made.application.rejections) == ("rejected", 1)
    solved = {"actor": cast.rae.actor, "text": "Gone.", "evidence": ["capture"]}
    for code in ("tcr:9106", "tcr:2002"):
        with pytest.raises(WrongInput, match=r"tcr:2002 is terminal"):
            made.resubmit()
        services.application_resolve_terminal(application_id=made.id, codes=[code], **solved)
    assert made.resubmit().fresh().state == "pending"


def test_3_two_codes_one_of_them_without_eligibility_end_it_at_the_first_rejection_and_count_once(cast):
    made = scene(cast).submit()
    granted(made)
    made.forward().reject("tcr:9106", "toll_free_aggregator:501")
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 1)
    assert not selectors.temporary_is_active(made.application)


def end_of(made):
    found = selectors.temporary_end(selectors.temporaries_of(made.fresh())[0])
    return found.at, found.reason


@pytest.mark.entry("life-temp-expires-5-days-after-rejection")
@pytest.mark.source(34)
def test_4_a_second_rejection_on_day_four_starts_five_days_of_its_own(cast, time_machine):
    made = scene(cast).submit()
    issued = granted(made)
    time_machine.move_to(issued + 10 * DAY, tick=False)
    made.forward().reject()
    time_machine.move_to(issued + 13 * DAY, tick=False)
    made.resubmit()
    assert end_of(made) == (issued + 30 * DAY, "thirty_days")
    time_machine.move_to(issued + 14 * DAY, tick=False)
    made.forward().reject()
    assert end_of(made) == (issued + 19 * DAY, "rejection")


@pytest.mark.entry("life-temp-expires-30-days")
def test_4_neither_a_rejection_after_the_end_nor_its_resolution_revives_it(cast, time_machine):
    made = scene(cast).submit()
    issued = granted(made)
    made.forward()
    for after, act in ((31, made.reject), (32, made.resubmit), (33, lambda: made.forward().reject("tcr:9108"))):
        time_machine.move_to(issued + after * DAY, tick=False)
        act()
        sweep()
        assert not selectors.temporary_is_active(made.fresh())
        assert end_of(made) == (issued + 30 * DAY, "thirty_days")
    assert made.application.timeline.filter(verb="end_temporary").count() == 1


@pytest.mark.entry("life-temp-expires-5-days-after-rejection")
@pytest.mark.source(33, 34)
@pytest.mark.parametrize(("early", "active"), [(0 * SECOND, False), (SECOND, True), (-SECOND, False)])
def test_4_a_resubmission_at_the_very_end_of_the_days_of_grace_is_too_late(cast, time_machine, early, active):
    made = scene(cast).submit()
    issued = granted(made)
    made.forward()
    time_machine.move_to(issued + 10 * DAY, tick=False)
    made.reject()
    time_machine.move_to(issued + 15 * DAY - early, tick=False)
    made.resubmit()
    assert selectors.temporary_is_active(made.fresh()) is active
    assert end_of(made) == ((issued + 30 * DAY, "thirty_days") if active else (issued + 15 * DAY, "rejection"))


def test_4_a_rejection_is_resolved_by_the_submission_after_it_even_in_the_same_instant(cast, time_machine):
    time_machine.move_to(utc("2026-11-01T15:00:00"), tick=False)
    made = scene(cast).submit()
    issued = granted(made)
    made.forward().reject().resubmit()
    assert end_of(made) == (issued + 30 * DAY, "thirty_days")


@pytest.mark.entry("life-new-application-after-ineligible")
@pytest.mark.source(39)
def test_6_the_reviewer_sees_what_a_new_application_follows(cast):
    made = scene(cast).rejected().rejected().rejected().rejected()
    solved = {"tcr:9106": {"text": "Added STOP.", "evidence": ["doc-1"]}}
    successor = services.application_reapply(application_id=made.id, actor=cast.alice.actor, solved=solved)
    services.application_submit(application_id=successor.id, actor=cast.alice.actor, snapshot=snapshot())
    page = cast.client(cast.rae).get(f"/review/{successor.reference}/")
    text = " ".join(page.content.decode().split())
    assert "This application follows" in text
    assert f"/review/{made.application.reference}/" in text
    assert "(Ineligible, 4 rejections)" in text


WORDS = ["stop", "end", "cancel", "unsubscribe", "quit"]


@pytest.mark.entry("life-rule-versioning")
def test_19_a_text_judged_again_by_later_rules_differs_and_the_old_findings_stay(cast):
    def judged(day):
        report = lint("campaign", {"opt_out_keywords": WORDS}, context={"on": day})
        return report.rulebook, [one.as_dict() for one in report.findings if one.rule == "KW014"]

    version, before = judged("2025-04-10")
    made = scene(cast).submit(rulebook=f"{version} on 2025-04-10", findings=before)
    version, after = judged("2025-04-11")
    assert (before, [one["rule"] for one in after]) == ([], ["KW014"])
    made.forward().reject().resubmit(rulebook=f"{version} on 2025-04-11", findings=after)
    first, second = made.fresh().submissions.order_by("number")
    assert (first.findings, first.rulebook) == ([], f"{version} on 2025-04-10")
    assert [one["rule"] for one in second.findings] == ["KW014"]
    page = cast.client(cast.rae).get(f"/review/{made.application.reference}/").content.decode()
    assert f"{version} on 2025-04-11" in page
