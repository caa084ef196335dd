"""The public tools: the linter's answer to pasted text, for anybody, with and without scripts."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.rules.rulebook import load
from portal.tools.limits import PER_MINUTE

pytestmark = pytest.mark.django_db

AGREED = "I agree to receive promotional text messages from Acme. Reply STOP to opt out."
SILENT = "GreenLeaf Dental: your cleaning is Wed Nov 6 at 2pm. Confirm: reply YES."


@pytest.mark.source(185)
def test_a_message_without_a_way_out_draws_code_9106() -> None:
    page = Client().post("/tools/message/", {"text": SILENT, "brand": "GreenLeaf Dental", "use_case": ""})
    assert page.status_code == 200
    assert "/codes/tcr/9106/" in page.content.decode()
    assert "GSM-7" in page.content.decode()


def test_the_live_answer_is_the_report_alone() -> None:
    page = Client().post("/tools/message/", {"text": SILENT, "use_case": ""}, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "/codes/tcr/9106/" in page.content.decode()


def test_an_empty_message_is_asked_for_in_plain_words() -> None:
    page = Client().post("/tools/message/", {"text": "", "use_case": ""})
    assert page.status_code == 422
    assert "Enter the message to check" in page.content.decode()
    assert "<title>Error:" in page.content.decode()


def test_a_mend_is_applied_without_scripts() -> None:
    client = Client()
    before = client.post("/tools/message/", {"text": SILENT, "brand": "GreenLeaf Dental", "use_case": ""})
    offered = [one for one in before.context["judgement"].findings if one["edit"] and one["edit"]["safe"]]
    assert offered
    sent = {"text": SILENT, "brand": "GreenLeaf Dental", "use_case": "", "mend": offered[0]["rule"]}
    after = client.post("/tools/message/", sent)
    assert offered[0]["rule"] not in [one["rule"] for one in after.context["judgement"].findings]
    assert offered[0]["edit"]["text"].strip() in after.context["form"].data["text"]


def test_markup_in_a_message_stays_text() -> None:
    page = Client().post("/tools/message/", {"text": "<script>alert(1)</script> Reply STOP", "use_case": ""})
    assert "<script>alert" not in page.content.decode()


@pytest.mark.source(282)
def test_a_description_is_told_its_use_case() -> None:
    text = (
        "GreenLeaf Dental sends appointment reminders and rescheduling notices to patients who signed up at the desk."
    )
    page = Client().post("/tools/description/", {"text": text})
    assert page.context["judgement"].use_cases
    assert page.context["judgement"].use_cases[0]["title"] in page.content.decode()


@pytest.mark.source(169, 290)
def test_a_policy_is_checked_element_by_element() -> None:
    text = "Privacy policy. We share your data with partners for their marketing. Reply STOP to opt out."
    page = Client().post("/tools/privacy-policy/", {"text": text})
    found = {element.label: element.found for element in page.context["judgement"].elements}
    assert found["How to stop (STOP)"]
    assert not found["Mobile numbers and consent are not shared"]
    assert page.context["judgement"].verdict == "error"


@pytest.mark.source(289)
def test_a_ticked_box_is_found_in_pasted_html() -> None:
    html = f'<form><input type="tel" name="phone"><label><input type="checkbox" checked> {AGREED}</label></form>'
    page = Client().post("/tools/opt-in-form/", {"text": html})
    found = {element.label: element.found for element in page.context["judgement"].elements}
    assert not found["The box starts empty"]


def test_too_many_checks_in_a_minute_are_slowed_down() -> None:
    client = Client()
    for _check in range(PER_MINUTE):
        assert client.post("/tools/message/", {"text": "Hi", "use_case": ""}).status_code == 200
    late = client.post("/tools/message/", {"text": "Hi", "use_case": ""})
    assert late.status_code == 429
    assert "Wait a minute" in late.content.decode()
    assert late.context["form"].data["text"] == "Hi"


@pytest.mark.source(138)
@pytest.mark.parametrize("path", ["/tools/", "/tools/message/", "/tools/privacy-policy/", "/codes/"])
def test_every_tool_says_that_it_is_no_legal_advice(path: str) -> None:
    page = Client().get(path).content.decode()
    assert "Operational guidance, not legal advice" in page
    assert load().version in page
