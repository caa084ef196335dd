"""How a run is told: the sentence at the top, the order by urgency, the proof beside each point."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from portal.webchecks.models import CheckRun, Observation, Stage
from portal.webchecks.showing.leaves import chain_of, leaves_of
from portal.webchecks.showing.proofs import certificate_of, header_of, picture_of, quote_of
from portal.webchecks.showing.run import Kept, telling_of
from portal.webchecks.showing.steps import progress_of
from portal.webchecks.showing.words import seen_value, sentence
from portal.webchecks.templatetags.checks import dn


def row(check: str, verdict: str, **more: Any) -> dict[str, Any]:
    usual = {"check": check, "verdict": verdict, "reason": "", "codes": [], "facts": {}, "evidence": []}
    return {**usual, "message": f"{check} says {verdict}.", "fix": "", **more}


@pytest.mark.parametrize(
    ("errors", "warnings", "reasons", "words"),
    [
        (1, 3, [], "One thing would get this registration rejected."),
        (2, 0, ["bot_wall"], "Two things would get this registration rejected; one more could not be looked at."),
        (0, 1, ["bot_wall"] * 3, "We could not look at three things: the site keeps programs out."),
        (0, 0, ["bot_wall", "bot_wall", "timed_out"], "most of them because the site keeps programs out."),
        (0, 0, ["expired", "wrong_host"], "We could not look at two things: the secured connection fails."),
        (0, 2, [], "Nothing here gets it rejected by itself; two things may make a reviewer ask."),
        (0, 0, [], "Nothing we saw would stop a reviewer."),
    ],
)
def test_one_sentence_says_what_it_means(errors: int, warnings: int, reasons: list[str], words: str) -> None:
    assert sentence(errors, warnings, reasons).endswith(words)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"privacy_policy": "/privacy", "terms": "/terms"}, "Privacy policy /privacy, Terms /terms"),
        ("2015-12-10T21:08:12+00:00", '<time datetime="2015-12-10">Dec 10, 2015</time>'),
        ("rdap", "the public register of domains"),
        (["sms", "terms"], "sms, terms"),
        (True, "yes"),
    ],
)
def test_a_fact_is_told_in_words(value: Any, words: str) -> None:
    assert seen_value(value) == words


def test_what_could_not_be_looked_at_is_never_called_fine() -> None:
    told = telling_of(Kept(CheckRun(checks=[row("home.reachable", "could_not_check", reason="bot_wall")])))
    assert "Nothing" not in told.sentence
    assert told.tone == "warn"
    assert not told.passed


def test_what_no_source_says_is_named_and_leaves_a_good_check_good() -> None:
    checks = [row("tls.certificate", "pass"), row("tls.revocation", "could_not_check", reason="not_said")]
    told = telling_of(Kept(CheckRun(checks=checks)))
    assert (told.tone, told.first, told.sentence) == ("good", (), "Nothing we saw would stop a reviewer.")
    assert [item.check for group in told.unsaid for item in group.items] == ["tls.revocation"]
    assert [item.check for item in told.passed] == ["tls.certificate"]


def test_each_finding_of_a_page_is_one_thing_under_the_anchor_of_its_check() -> None:
    findings = [
        {"severity": "advice", "message": "Could be nicer.", "rule": "OF009"},
        {"severity": "error", "message": "The box is ticked.", "rule": "OF002", "codes": ["tcr:9607"]},
    ]
    checks = [row("home.links", "pass"), row("opt_in.form", "error", facts={"findings": findings})]
    told = telling_of(Kept(CheckRun(checks=checks)))
    assert [(item.message, item.anchor) for item in told.mend] == [("The box is ticked.", "opt_in.form")]
    assert [(item.message, item.anchor) for item in told.advice] == [("Could be nicer.", "")]
    assert [item.anchor for item in told.passed] == ["home.links"]


def test_what_nobody_could_see_is_told_by_reason_with_what_a_person_can_do() -> None:
    checks = [row(name, "could_not_check", reason="bot_wall") for name in ("home.reachable", "terms.found")]
    checks.append(row("domain.age", "could_not_check", reason="not_said"))
    told = telling_of(Kept(CheckRun(checks=checks)))
    assert [(group.reason, len(group.items)) for group in told.unseen] == [("bot_wall", 2)]
    assert "private window" in told.unseen[0].way_out
    assert [group.reason for group in told.unsaid] == ["not_said"]


def test_a_passage_is_marked_where_its_words_stand_in_the_page() -> None:
    quote = quote_of({"quote": "We may share your number.", "span": [107, 112], "quote_start": 100})
    assert quote is not None
    assert [quote.text[start:end] for start, end in quote.spans] == ["share"]


@pytest.mark.parametrize("span", [None, [5], ["a", "b"], [900, 950], [3, 1], "text"])
def test_a_passage_without_a_place_is_shown_unmarked(span: object) -> None:
    quote = quote_of({"quote": "We may share your number.", "span": span, "quote_start": 100})
    assert quote is not None
    assert quote.spans == ()


def test_a_long_passage_is_cut_around_its_words() -> None:
    text = "before " * 200 + "SHARED" + " after" * 200
    quote = quote_of({"quote": text, "span": [1_400, 1_406], "quote_start": 0})
    assert quote is not None
    assert len(quote.text) < 800
    assert [quote.text[start:end] for start, end in quote.spans] == ["SHARED"]


def test_a_redirect_is_shown_hop_by_hop() -> None:
    seen = [
        Observation(role="http_redirect", url="http://a.test/", status=301),
        Observation(role="http_redirect", url="https://a.test/", status=200),
        Observation(role="home", url="https://a.test/", status=200),
    ]
    told = telling_of(Kept(CheckRun(checks=[row("redirect.https", "error")]), seen))
    hops = told.mend[0].proof.hops
    assert [(hop.url, hop.answer) for hop in hops] == [("http://a.test/", "301"), ("https://a.test/", "200")]


def test_a_certificate_says_how_many_days_it_had_left() -> None:
    at = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    tls = {"subject": "CN=a.test", "names": ["a.test"], "not_after": "2026-10-23T00:00:00Z", "key_bits": 2048}
    certificate = certificate_of(tls, at)
    assert certificate is not None
    assert (certificate.days_left, certificate.days_over) == (-30, 30)
    assert certificate_of(None, at) is None
    assert certificate_of({"reason": "no_tls"}, at) is None


def test_headers_and_pictures_are_taken_as_they_are_given() -> None:
    assert header_of({"header": "location: https://a.test/"}) == "location: https://a.test/"
    assert header_of({"header": {"a": 1}}) == "a: 1"
    assert header_of({"header": 7}) == ""
    assert picture_of({"picture": "sha256:" + "a" * 64}) == "a" * 64
    assert picture_of({"picture": "../../etc/passwd"}) == ""


@pytest.mark.parametrize("data", [b"", b"WARC/1.1", b"\x1f\x8bbroken", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END"])
def test_evidence_that_cannot_be_opened_gives_nothing(data: bytes) -> None:
    assert leaves_of(data) == []
    assert chain_of(data) == []


def test_a_name_is_read_as_people_write_it() -> None:
    assert dn(r"CN=Demo\, Issuing,O=Clearline,C=US") == "Demo, Issuing (Clearline)"
    assert dn("CN=a.test") == "a.test"
    assert dn("odd") == "odd"


@pytest.mark.parametrize(
    ("fields", "waiting"),
    [
        ({}, "nothing has been asked of the website yet"),
        ({"waits_for": "turn", "waits_at": "a.test"}, "Another check of this site"),
        ({"waits_for": "retry", "progress_text": "The server did not answer. Asked once more at 10:04 UTC."}, "10:04"),
        ({"stage": Stage.BROWSER}, "waits for the browser"),
    ],
)
def test_a_waiting_run_says_what_it_waits_for(fields: dict[str, Any], waiting: str) -> None:
    progress = progress_of(CheckRun(state="queued", url="https://a.test", **fields))
    assert waiting in progress.waiting
    assert not any(step.state == "now" for step in progress.steps)
