# ruff: noqa: E501 - texts under test stay whole
"""Vectors of samples and replies: each limit on both sides of its edge."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.command.fixing import fixed
from portal.rules.engine import lint
from portal.rules.facts.alphabet import plain_spelling
from portal.rules.facts.text import encoding_of, segments_of
from portal.rules.kit import ACME, GOOD_CARE_SAMPLE, GOOD_DESCRIPTION, GOOD_SAMPLE
from portal.rules.result import Verdict

PASS, ADVICE, WARNING, ERROR = Verdict.PASS, Verdict.ADVICE, Verdict.WARNING, Verdict.ERROR
NOT_APPLICABLE = Verdict.NOT_APPLICABLE


def verdict(rule: str, kind: str, data: dict[str, Any], **more: Any) -> Verdict:
    return lint(kind, data, **more).checked[rule]


@pytest.mark.source(184)
@pytest.mark.entry("sample-brand-at-start", "sample-brand-is-registered", "sample-identifies-sender-every-message")
@pytest.mark.parametrize(
    ("text", "brand", "expected"),
    [
        ("x" * 8 + " Acme sale", ACME, PASS),
        ("x" * 9 + " Acme sale", ACME, ERROR),
        ("Roe and Sons: ready", {"legal_name": "Roe & Sons, Inc."}, PASS),
        ("Roe & Sons: ready", {"legal_name": "Roe and Sons LLC"}, PASS),
        ("ROE  &  SONS: ready", {"legal_name": "Roe & Sons"}, PASS),
        ("Best Widgets: ready", {"legal_name": "Roe Ventures LLC", "dba_name": "Best Widgets"}, PASS),
        ("Roe Ventures: ready", {"legal_name": "Roe Ventures LLC", "dba_name": "Best Widgets"}, PASS),
        ("Other Shop: ready", {"legal_name": "Roe Ventures LLC", "dba_name": "Best Widgets"}, ERROR),
        ("acme.com/sale now", ACME, ERROR),
        ("\u201cAcme\u201d: sale", ACME, PASS),
        ("\u200bA\u200bcme: sale", ACME, PASS),
    ],
)
def test_the_brand_stands_within_ten_characters(text: str, brand: dict[str, str], expected: Verdict) -> None:
    assert verdict("SM002", "sample_message", {"text": f"{text}. Reply STOP to opt out.", "brand": brand}) is expected


@pytest.mark.source(185)
@pytest.mark.entry("sample-stop-in-each", "sample-no-numeric-opt-out")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Text \u201cSTOP\u201d to opt out", PASS),
        ("reply stop", PASS),
        ("Reply \u2018STOP\u2019 to end", PASS),
        ("Work on the bridge has STOPPED", ERROR),
        ("Our STOPWATCH sale", ERROR),
        ("Reply 2 to unsubscribe", ERROR),
        ("Do not reply STOP", ERROR),
        ("Visit the bus stop", ERROR),
    ],
)
def test_an_opt_out_line_is_told_from_its_likeness(words: str, expected: Verdict) -> None:
    assert verdict("SM001", "sample_message", {"text": f"Acme: hello there. {words}"}) is expected


@pytest.mark.entry("sample-stop-near-end")
@pytest.mark.parametrize(("before", "expected"), [(437, PASS), (453, PASS), (454, WARNING), (600, WARNING)])
def test_an_opt_out_line_behind_what_is_shown_is_out_of_place(before: int, expected: Verdict) -> None:
    text = "Acme:" + "x" * (before - 6 + 5) + " Reply STOP to opt out."
    assert text.index("Reply") == before + 5
    assert verdict("SM021", "sample_message", {"text": text}) is expected


@pytest.mark.entry("sample-segments")
@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("", "GSM-7", 0),
        ("x" * 160, "GSM-7", 1),
        ("x" * 161, "GSM-7", 2),
        ("x" * 306, "GSM-7", 2),
        ("x" * 307, "GSM-7", 3),
        ("\u20ac" * 80, "GSM-7", 1),
        ("\u20ac" * 81, "GSM-7", 2),
        ("x" * 152 + "\u20ac" + "x" * 152, "GSM-7", 3),
        ("\u00e9\u00e8\u00f1\u00fc\u00d8\u00c5\u00a3\u00a5\u00bf\u00a1\u0394" * 14 + "x" * 6, "GSM-7", 1),
        ("^{}[]~|\\" * 10, "GSM-7", 1),
        ("\u00e7" + "x" * 69, "UCS-2", 1),
        ("\u00ea" * 71, "UCS-2", 2),
        ("x" * 70 + "\u2019", "UCS-2", 2),
        ("\U0001f4e6" * 35, "UCS-2", 1),
        ("\U0001f4e6" * 36, "UCS-2", 2),
        ("x" * 66 + "\U0001f4e6" + "x" * 66, "UCS-2", 3),
        ("\u2014" + "x" * 156, "UCS-2", 3),
        ("x" * 157, "GSM-7", 1),
    ],
)
def test_segments_of_every_class_of_character(text: str, encoding: str, segments: int) -> None:
    assert (encoding_of(text), segments_of(text)) == (encoding, segments)


@pytest.mark.entry("sample-segments")
def test_curly_quotes_are_mended_in_one_go_and_accents_stay() -> None:
    text = "Caf\u00e9: \u201cYour table\u2019s ready\u201d\u00a0\u2026 See you at the door in ten minutes, Jane. Reply STOP to opt out."
    (finding,) = [f for f in lint("sample_message", {"text": text}).findings if f.rule == "SM009"]
    assert finding.edit is not None
    assert finding.edit.safe
    mended = finding.edit.apply(text)
    assert mended == plain_spelling(text)
    assert (encoding_of(mended), segments_of(mended)) == ("GSM-7", 1)
    assert "Caf\u00e9" in mended
    assert verdict("SM009", "sample_message", {"text": fixed("sample_message", {"text": text})["text"]}) is PASS


@pytest.mark.source(186)
@pytest.mark.entry("sample-no-placeholder")
@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("[FIRST NAME]", ERROR),
        ("{ORDER ID}", ERROR),
        ("{{code}}", ERROR),
        ("<date>", ERROR),
        ("XXXX", ERROR),
        ("%NAME%", ERROR),
        ("Sarah", PASS),
        ("Order #87234", PASS),
        ("step [1]", PASS),
        ("100%", PASS),
    ],
)
def test_placeholders_of_every_spelling(mark: str, expected: Verdict) -> None:
    assert verdict("SM003", "sample_message", {"text": f"Acme: Hi {mark}, see you. Reply STOP to opt out."}) is expected


@pytest.mark.entry("sample-length", "kw-reply-lengths")
@pytest.mark.parametrize(("length", "expected"), [(19, ERROR), (20, PASS), (1024, PASS), (1025, ERROR)])
def test_a_sample_has_twenty_to_1024_characters(length: int, expected: Verdict) -> None:
    assert verdict("SM011", "sample_message", {"text": "x" * length}) is expected


@pytest.mark.entry("kw-reply-lengths")
@pytest.mark.parametrize(
    ("length", "profile", "expected"),
    [
        (19, "as_documented", WARNING),
        (20, "as_documented", PASS),
        (320, "as_documented", PASS),
        (321, "as_documented", WARNING),
        (255, "aws", PASS),
        (256, "aws", WARNING),
    ],
)
def test_a_reply_has_twenty_to_320_characters(length: int, profile: str, expected: Verdict) -> None:
    data = {"text": "x" * length, "keyword": "HELP"}
    assert verdict("KW010", "keyword_reply", data, profile=profile) is expected


@pytest.mark.source(218)
@pytest.mark.entry("kw-stop-reply-elements", "kw-help-reply-elements", "kw-welcome-elements", "kw-restart-elements")
@pytest.mark.parametrize(
    ("keyword", "rule", "full", "part", "expected"),
    [
        ("STOP", "KW001", "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.", "Acme: ", ERROR),
        ("STOP", "KW001", "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.", "You have been unsubscribed. ", ERROR),
        ("STOP", "KW001", "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.", "No further messages will be sent. ", ERROR),
        ("STOP", "KW001", "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.", " Reply START to resubscribe.", ADVICE),
        ("HELP", "KW002", "Acme: Call 555-234-5678. Reply STOP to unsubscribe. Msg & data rates may apply.", "Acme: ", ERROR),
        ("HELP", "KW002", "Acme: Call 555-234-5678. Reply STOP to unsubscribe. Msg & data rates may apply.", " Call 555-234-5678.", ERROR),
        ("HELP", "KW002", "Acme: Call 555-234-5678. Reply STOP to unsubscribe. Msg & data rates may apply.", " Reply STOP to unsubscribe.", ERROR),
        ("HELP", "KW002", "Acme: Call 555-234-5678. Reply STOP to unsubscribe. Msg & data rates may apply.", " Msg & data rates may apply.", WARNING),
        ("START", "KW004", "Acme: You have resubscribed to order updates. Reply STOP to opt out. Msg & data rates may apply.", "Acme: ", ERROR),
        ("START", "KW004", "Acme: You have resubscribed to order updates. Reply STOP to opt out. Msg & data rates may apply.", " to order updates", WARNING),
        ("START", "KW004", "Acme: You have resubscribed to order updates. Reply STOP to opt out. Msg & data rates may apply.", " Reply STOP to opt out.", ERROR),
        ("START", "KW004", "Acme: You have resubscribed to order updates. Reply STOP to opt out. Msg & data rates may apply.", " Msg & data rates may apply.", WARNING),
    ],
)  # fmt: skip
def test_a_reply_needs_every_part(keyword: str, rule: str, full: str, part: str, expected: Verdict) -> None:
    assert verdict(rule, "keyword_reply", {"text": full, "keyword": keyword, "brand": ACME}) is PASS
    less = full.replace(part, "")
    assert less != full
    assert verdict(rule, "keyword_reply", {"text": less, "keyword": keyword, "brand": ACME}) is expected


@pytest.mark.source(218)
@pytest.mark.entry("kw-welcome-elements", "kw-welcome-ctia")
@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Acme: ", ERROR),
        ("promotional offers", ERROR),
        (" Expect up to 4 messages per month.", ERROR),
        (" Msg & data rates may apply.", ERROR),
        (" Reply STOP anytime to opt out,", ERROR),
        (" HELP for support.", ERROR),
        (" acme.com/sms", ADVICE),
    ],
)
def test_a_welcome_needs_every_part(part: str, expected: Verdict) -> None:
    full = (
        "Acme: Welcome! You now get promotional offers. Expect up to 4 messages per month. Msg & data rates may apply. "
        "Reply STOP anytime to opt out, HELP for support. acme.com/sms"
    )
    assert verdict("KW003", "keyword_reply", {"text": full, "keyword": "JOIN", "brand": ACME}) is PASS
    less = full.replace(part, "")
    assert less != full
    assert verdict("KW003", "keyword_reply", {"text": less, "keyword": "JOIN", "brand": ACME}) is expected


@pytest.mark.source(219)
@pytest.mark.entry("kw-stop-five", "kw-fcc-seven", "kw-stopall", "kw-no-collision", "kw-help-synonyms")
def test_keyword_lists_are_dated_and_may_not_collide() -> None:
    five = ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT"]
    for word in five:
        rest = [one for one in five if one != word]
        assert verdict("CM019", "campaign", {"opt_out_keywords": rest}) is ERROR
    campaign = {"opt_out_keywords": five, "opt_in_keywords": ["END"], "help_keywords": ["INFO"]}
    before = lint("campaign", campaign, context={"on": "2025-04-10"})
    after = lint("campaign", campaign, context={"on": "2025-04-11"})
    assert before.checked["CM019"] is PASS
    assert (before.checked["KW014"], after.checked["KW014"]) == (Verdict.NOT_IN_FORCE, WARNING)
    assert (after.checked["KW012"], after.checked["KW013"], after.checked["KW015"]) == (ERROR, ERROR, PASS)


@pytest.mark.entry("kw-no-exclusive-means", "sample-no-exclusive-opt-out", "kw-one-way-disclosure")
def test_revocation_by_any_reasonable_means_counts_from_its_day() -> None:
    only = {"text": "Acme: Sale today. Replying STOP is the only way to opt out."}
    closed = {"text": "Acme: Your order has shipped. Replies are not monitored."}
    for rule, sample in (("SM024", only), ("SM028", closed)):
        assert verdict(rule, "sample_message", sample, context={"on": "2025-04-11"}) is ERROR
        assert verdict(rule, "sample_message", sample, context={"on": "2025-04-10"}) is Verdict.NOT_IN_FORCE


@pytest.mark.source(183)
@pytest.mark.entry("sample-distinct", "campaign-not-duplicate")
def test_samples_that_differ_by_names_and_numbers_are_one() -> None:
    twin = GOOD_CARE_SAMPLE.replace("Patel", "Jones").replace("2pm", "4pm")
    assert verdict("CM016", "campaign", {"sample_messages": [GOOD_CARE_SAMPLE, twin]}) is WARNING
    assert verdict("CM016", "campaign", {"sample_messages": [GOOD_CARE_SAMPLE, GOOD_SAMPLE]}) is PASS
    campaign = {"use_case": "MARKETING", "description": GOOD_DESCRIPTION}
    near = {"use_case": "MARKETING", "description": GOOD_DESCRIPTION.replace("purposes", "aims")}
    assert verdict("CM004", "campaign", campaign, context={"campaigns": [campaign]}) is ERROR
    assert verdict("CM004", "campaign", campaign, context={"campaigns": [near]}) in {WARNING, PASS}


@pytest.mark.source(158, 188)
@pytest.mark.entry(
    "use-case-mismatch", "sample-aligns-marketing", "sample-aligns-transactional", "desc-no-undeclared-use-case"
)
@pytest.mark.parametrize(
    ("use_case", "samples", "rule", "expected"),
    [
        ("MARKETING", [GOOD_SAMPLE, GOOD_CARE_SAMPLE], "CM040", PASS),
        ("MARKETING", [GOOD_CARE_SAMPLE], "CM040", ERROR),
        ("CUSTOMER_CARE", [GOOD_SAMPLE], "SM005", ERROR),
        ("CUSTOMER_CARE", [GOOD_CARE_SAMPLE], "SM005", PASS),
        ("MIXED", [GOOD_SAMPLE], "CM041", ERROR),
        ("MIXED", [GOOD_CARE_SAMPLE], "CM041", PASS),
    ],
)
def test_samples_fit_the_use_case_both_ways(use_case: str, samples: list[str], rule: str, expected: Verdict) -> None:
    parts = ["CUSTOMER_CARE", "ACCOUNT_NOTIFICATION"]
    campaign = {"use_case": use_case, "sub_use_cases": parts, "sample_messages": samples}
    assert verdict(rule, "campaign", campaign) is expected
