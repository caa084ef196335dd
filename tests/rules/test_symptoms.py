"""The symptom checker: what people tell leads to the cause, its codes and the next steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice.symptoms import diagnose, questions
from portal.rules.rulebook import load


@pytest.mark.source(287)
@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ("Messages not delivered", "unregistered"),
        ("30007", "spam_filter"),
        ("T-Mobile filters what we send", "spam_filter"),
        ("Since this morning nothing goes out; yesterday was our Black Friday blast", "volume_spike"),
        ("People keep getting texts after STOP", "stop_not_honoured"),
        ("Opt-out rate went up, lots of unsubscribes", "opt_out_rate"),
        ("Campaign rejected, samples flagged", "samples_no_stop"),
        ("They say our privacy policy shares data with third parties", "policy"),
        ("Error 1103", "website_tls"),
        ("the ssl certificate expired", "website_tls"),
        ("Site says coming soon", "website_down"),
        ("EIN and legal name do not match the IRS", "ein_mismatch"),
        ("I have no EIN, I am a sole proprietor", "sole_proprietor"),
        ("Message is not delivered. Number is in DNC registry", "dnc"),
        ("Sends are queued and throttled, daily cap reached", "rate_exceeded"),
        ("Half of the list bounces, many landlines", "dead_numbers"),
        ("our links are bit.ly", "short_links"),
        ("The number was just assigned and the first message fails", "propagating"),
        ("In review for weeks, no news", "still_waiting"),
        ("toll free verification, code 4795", "toll_free_unverified"),
        ("The box was pre-ticked", "checkbox"),
        ("They want the script we read over the phone", "verbal_script"),
        ("Same campaign already exists", "duplicate"),
        ("The use case is a mismatch", "use_case_mismatch"),
        ("Our temporary registration ran out after 30 days", "temporary_over"),
    ],
)
def test_symptoms_lead_to_their_cause(told: str, cause: str) -> None:
    found = diagnose(told)
    assert cause in [one.slug for one in found.causes[:2]], [(one.slug, one.share) for one in found.causes]
    first = found.causes[0]
    assert first.steps
    assert first.because


@pytest.mark.source(287)
def test_an_error_number_is_named_and_planned_for() -> None:
    found = diagnose("Rejected: 9106 and 9108, what now?")
    assert [code.key for code in found.named] == ["tcr:9106", "tcr:9108"]
    assert {code.key for group in found.plan.groups for code in group.codes} == {"tcr:9106", "tcr:9108"}


@pytest.mark.source(287)
def test_answers_alone_lead_to_a_plan() -> None:
    found = diagnose(answers={"what": "campaign_rejected", "flagged": "samples"})
    assert found.causes[0].slug == "samples_no_stop"
    assert "tcr:9106" in {code.key for group in found.plan.groups for code in group.codes}


def test_the_questionnaire_is_short_enough_for_a_minute() -> None:
    assert len(questions()) <= 8
    reached = {cause for one in questions() for option in one["options"] for cause in option["causes"]}
    worded = {cause for one in load().documents["symptoms"]["symptoms"] for cause in one["causes"]}
    assert {cause["slug"] for cause in load().documents["symptoms"]["causes"]} == reached | worded


def test_a_message_out_of_nowhere_is_said_to_be_unclear() -> None:
    assert diagnose("").causes == ()
    assert diagnose("", {"what": "no such answer", "no such question": "x"}).causes == ()


@given(st.text(max_size=500))
def test_any_text_gets_falling_shares(text: str) -> None:
    shares = [cause.share for cause in diagnose(text).causes]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
