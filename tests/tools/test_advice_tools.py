"""The advising tools: for anybody, without scripts, with an answer in words to whatever is sent."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.rules.advice.readiness import CHECKS
from portal.rules.kit import GOOD_CARE_SAMPLE
from portal.rules.rulebook import load
from portal.tools.limits import PER_MINUTE

pytestmark = pytest.mark.django_db

SENT: dict[str, dict[str, str]] = {
    "use-case": {"description": "Appointment reminders for patients and now and then an offer", "daily": "200"},
    "build-description": {
        "brand": "Acme",
        "message_type": "promotional offers",
        "audience": "opted-in customers",
        "purpose": "customer retention",
    },
    "readiness": {"website": "yes", "footer": "no"},
    "trust-score": {"duns": "no", "use_case": "MARKETING", "https": "yes"},
    "symptoms": {"text": "Messages are filtered, error 30007"},
    "plan": {"codes": "We got 9106 and 9108."},
}
ODD = [
    "",
    "x" * 100_000,
    "\x00\x01\x07\x1b[31m",
    "<script>alert(1)</script>",
    "\ud800 half",
    "{{ 7*7 }} %s %(a)s",
    "\u202e",
]


@pytest.mark.parametrize("tool", SENT)
def test_every_tool_opens_for_anybody_and_is_linked(tool: str) -> None:
    page = Client().get(f"/tools/{tool}/")
    assert page.status_code == 200
    assert "Operational guidance, not legal advice" in page.content.decode()
    assert f'href="/tools/{tool}/"' in Client().get("/tools/").content.decode()


@pytest.mark.parametrize("tool", SENT)
def test_every_tool_answers_without_scripts_and_live(tool: str) -> None:
    whole = Client().post(f"/tools/{tool}/", SENT[tool])
    assert whole.status_code == 200
    assert whole.context["advised"]
    live = Client().post(f"/tools/{tool}/", SENT[tool], headers={"HX-Request": "true"})
    assert "<html" not in live.content.decode()
    assert live.context["advised"]


@pytest.mark.parametrize("tool", SENT)
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_input_gets_words_and_never_a_fault(tool: str, odd: str) -> None:
    client = Client(raise_request_exception=True)
    fields = client.get(f"/tools/{tool}/").context["form"].fields
    sent = dict.fromkeys(fields, odd.encode("utf-8", "replace").decode())
    page = client.post(f"/tools/{tool}/", sent)
    assert page.status_code in {200, 422}
    text = page.content.decode()
    assert "<script>alert" not in text
    for sentences in page.context["form"].errors.values():
        assert all(not {"invalid", "please"} & set(str(one).lower().split()) for one in sentences)


def test_a_hundred_thousand_characters_are_told_their_bound() -> None:
    page = Client().post("/tools/use-case/", {"description": "x" * 100_000})
    assert page.status_code == 422
    assert "Keep it to 4096 characters" in page.content.decode()


def test_too_many_answers_in_a_minute_are_slowed_down() -> None:
    client = Client()
    for _check in range(PER_MINUTE):
        assert client.get("/tools/plan/", {"codes": "9106"}).status_code == 200
    assert client.get("/tools/plan/", {"codes": "9106"}).status_code == 429


@pytest.mark.source(157, 282)
def test_the_selector_shows_words_time_and_rate() -> None:
    text = Client().post("/tools/use-case/", SENT["use-case"]).content.decode()
    assert "Low volume mixed" in text
    assert "2 to 4 business days" in text
    assert "60 messages a minute" in text
    assert "belong in two campaigns" in text


@pytest.mark.source(283)
def test_the_builder_gives_a_description_to_copy_or_says_what_is_in_the_way() -> None:
    good = Client().post("/tools/build-description/", SENT["build-description"])
    assert (
        "Acme sends promotional offers to opted-in customers for customer retention purposes." in good.content.decode()
    )
    vague = Client().post(
        "/tools/build-description/", {**SENT["build-description"], "message_type": "various messages"}
    )
    assert vague.status_code == 422
    assert "too vague" in vague.content.decode()


def test_a_part_without_words_is_told_at_its_own_field() -> None:
    page = Client().post("/tools/build-description/", {**SENT["build-description"], "audience": "..."})
    assert page.status_code == 422
    assert page.context["form"].errors == {"audience": ["The audience is empty."]}


@pytest.mark.source(154, 281)
def test_the_estimate_is_called_one_and_ranks_what_would_raise_it() -> None:
    page = Client().post("/tools/trust-score/", SENT["trust-score"])
    text = page.content.decode()
    assert "not the score that the registry" in text
    gains = [one.improvement.gain[1] for one in page.context["planned"]]
    assert gains == sorted(gains, reverse=True)
    assert all(one.milestones or one.improvement.effect for one in page.context["planned"])
    assert "message parts a day" in text


@pytest.mark.source(160, 161, 280)
def test_readiness_has_twelve_dated_verdicts() -> None:
    page = Client().post("/tools/readiness/", {**SENT["readiness"], "samples": "Hi there\n" + GOOD_CARE_SAMPLE})
    ready = page.context["ready"]
    assert [check.slug for check in ready.checks] == list(CHECKS)
    verdicts = {check.slug: check.verdict.value for check in ready.checks}
    assert (verdicts["website"], verdicts["footer"], verdicts["samples"]) == ("pass", "error", "error")
    assert verdicts["ein_letter"] == "could_not_check"
    assert "As of" in page.content.decode()
    assert "Could not check" in page.content.decode()


@pytest.mark.source(245, 247, 292)
def test_the_plan_answers_every_code_pasted_or_picked() -> None:
    page = Client().post("/tools/plan/", {"codes": "Rejected: 9106, foo_1", "pick": ["tcr:1103"], "attempts": "2"})
    text = page.content.decode()
    assert all(f"/codes/tcr/{number}/" in text for number in ("9106", "1103"))
    assert "foo_1" in text
    assert [phase.open for phase in page.context["plan"].phases] == [True, True, True, True]


@pytest.mark.source(248)
def test_a_terminal_code_says_stop() -> None:
    text = Client().get("/tools/plan/", {"codes": "TF501"}).content.decode()
    assert "Do not send it in again yet" in text


def test_a_notice_without_codes_says_what_codes_look_like() -> None:
    page = Client().post("/tools/plan/", {"codes": "they said no"})
    assert page.status_code == 422
    assert "No code was found in this text" in page.content.decode()


@pytest.mark.source(287)
def test_symptoms_lead_to_a_cause_and_on_to_the_plan() -> None:
    client = Client()
    page = client.post("/tools/symptoms/", {"what": "campaign_rejected", "flagged": "samples"})
    assert page.context["diagnosis"].causes[0].slug == "samples_no_stop"
    link = next(part for part in page.content.decode().split('"') if part.startswith("/tools/plan/?codes="))
    assert "tcr:9106" in {code.key for group in client.get(link).context["plan"].groups for code in group.codes}


def test_every_code_of_the_directory_has_a_plan_page() -> None:
    keys = [code.key for code in load().codes.values()]
    for start in range(0, len(keys), 40):
        page = Client(REMOTE_ADDR="192.0.2.7").get("/tools/plan/", {"codes": " ".join(keys[start : start + 40])})
        assert page.status_code == 200
        assert not page.context["plan"].unknown
