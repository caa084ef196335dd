"""Edge cases 8, 9, 10 and 17: descriptions, samples, the privacy sentence, and days of the do-not-call registry."""

import datetime as dt

import pytest

from portal.rules.engine import lint
from portal.rules.facts.moments import days_between, months_after
from portal.rules.facts.text import encoding_of, segments_of
from portal.rules.kit import GOOD_POLICY
from portal.rules.record_kit import PRACTICE
from portal.rules.result import Verdict

PASS, WARNING, ERROR = Verdict.PASS, Verdict.WARNING, Verdict.ERROR
WORDS = "GreenLeaf sends order updates to people who bought plants and asked for texts on its website. "


@pytest.mark.source(179)
@pytest.mark.entry("desc-min-length", "desc-max-length")
@pytest.mark.parametrize("letter", ["x", "\U0001f33f", "\u00e9", "\u4e16", "e\u0301"])
@pytest.mark.parametrize(
    ("length", "short", "long"), [(39, ERROR, PASS), (40, PASS, PASS), (300, PASS, PASS), (301, PASS, ERROR)]
)
def test_8_a_description_is_counted_in_characters_and_not_in_bytes(letter, length, short, long):
    checked = lint("campaign_description", {"text": letter * length}).checked
    assert (checked["CD001"], checked["CD002"]) == (short, long)


@pytest.mark.entry("desc-min-length")
@pytest.mark.parametrize(
    "text",
    [
        "\u00a0" * 30 + "x" * 39 + "\u00a0" * 30,
        "x" + " " * 200 + "y",
        "x" + "\u00a0 " * 100 + "y",
        " " * 60,
        "\u00a0" * 60,
        "\u3000\u2003\t\n" * 20,
        "x" * 20 + "\u200b" * 40 + "x" * 19,
    ],
)
def test_8_room_between_and_around_the_words_does_not_make_a_description_longer(text):
    checked = lint("campaign_description", {"text": text}).checked
    assert (checked["CD001"], checked["CD002"]) == (ERROR, PASS)


ROE = {"legal_name": "Roe & Sons, Inc.", "dba_name": "Best Widgets"}


@pytest.mark.source(184)
@pytest.mark.entry("sample-brand-at-start")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" * 8 + " Best Widgets: ready.", PASS),
        ("x" * 9 + " Best Widgets: ready.", ERROR),
        ("Roe & Sons: ready.", PASS),
        ("Roe and Sons: ready.", PASS),
        ("ROE AND SONS, INC.: ready.", PASS),
        ("Best Widgets: ready.", PASS),
        ("Worst Widgets: ready.", ERROR),
    ],
)
def test_9_the_brand_stands_at_offset_nine_at_the_latest_by_its_legal_or_trade_name(text, expected):
    data = {"text": f"{text} Reply STOP to opt out.", "brand": ROE}
    assert lint("sample_message", data).checked["SM002"] is expected


@pytest.mark.source(185)
@pytest.mark.entry("sample-stop-in-each")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Text STOP to opt out.", PASS),
        ("Text \u201cSTOP\u201d to opt out.", PASS),
        ("Text \u2018stop\u2019 to opt out.", PASS),
        ("reply stop to end", PASS),
        ("Your delivery was STOPPED.", ERROR),
        ("Text STOPPED to opt out.", ERROR),
        ("x" * 160 + ". Reply STOP to opt out.", PASS),
    ],
)
def test_9_the_way_out_is_read_in_any_quotes_and_case_and_not_out_of_stopped(words, expected):
    assert lint("sample_message", {"text": f"Acme: hello there. {words}"}).checked["SM001"] is expected


@pytest.mark.entry("sample-segments")
def test_9_one_em_dash_turns_157_characters_from_one_part_into_three():
    plain = "Acme: your order is ready - see you soon. Reply STOP to opt out. ".ljust(157, "x")
    dashed = plain.replace(" - ", " \u2014 ")
    assert (len(plain), encoding_of(plain), segments_of(plain)) == (157, "GSM-7", 1)
    assert (len(dashed), encoding_of(dashed), segments_of(dashed)) == (157, "UCS-2", 3)


SENTENCE = "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes."
AT_LENGTH = SENTENCE.replace("shared with", "shared\nwith").replace("third parties", "third\n   parties")
FOLDED = [
    f'<button aria-expanded="false" aria-controls="x p">SMS</button><div id="p" {how}><p>{SENTENCE}</p></div>'
    for how in ("hidden", 'style="display: none"', 'aria-hidden="true"', 'class="collapse"')
]


def shares(html):
    facts = lint("privacy_policy", {"html": f"<h1>Privacy</h1><h2>SMS Communications</h2>{html}"}).facts
    return facts["verbatim_sentence"], facts["no_third_party_sharing"], facts["shares_for_marketing"]


@pytest.mark.source(169)
@pytest.mark.entry("pp-not-shared-sentence")
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{AT_LENGTH}</p>",
        f"<p>{SENTENCE.replace(' with ', ' with<br>')}</p>",
        f"<p>{SENTENCE.replace(' ', '&nbsp;')}</p>",
        f"<p>{SENTENCE.replace(' ', chr(0xA0))}</p>",
        f"<p>{SENTENCE.upper()}</p>",
        f"<details><summary>SMS</summary><p>{SENTENCE}</p></details>",
        *FOLDED,
    ],
)
def test_10_the_sentence_is_found_over_lines_in_capitals_and_in_a_folded_block(html):
    assert shares(html) == (True, True, False)


def test_10_a_sentence_that_nothing_on_the_page_opens_is_not_there_to_be_read():
    assert shares(f'<p>We log visits.</p><div id="p" hidden><p>{SENTENCE}</p></div>') == (False, False, False)
    assert (
        shares(f'<div id="p" style="display:none">{SENTENCE}</div><button aria-controls="q">SMS</button>')[0] is False
    )


@pytest.mark.source(89, 169)
@pytest.mark.entry("pp-no-contradiction")
@pytest.mark.parametrize(
    "taken_back",
    [
        "We may share your phone number with partners for their marketing.",
        "WE MAY SHARE YOUR&nbsp;MOBILE NUMBER<br>WITH OUR PARTNERS FOR MARKETING.",
        "<details><summary>Partners</summary>We may share mobile numbers with partners for marketing.</details>",
        '<a aria-controls="p">Partners</a><p id="p" hidden>We may share numbers with partners for marketing.</p>',
    ],
)
def test_10_a_sentence_that_is_taken_back_elsewhere_promises_nothing(taken_back):
    assert shares(f"<p>{SENTENCE}</p><h2>Partners</h2><p>{taken_back}</p>")[1:] == (False, True)
    whole = f"{GOOD_POLICY}\n\n## Partners\n\n{taken_back}\n"
    assert lint("privacy_policy", {"markdown": whole}).verdict is ERROR


def kept(**facts):
    return {finding.rule for finding in lint("dnc_policy", {**PRACTICE, **facts}).findings}


@pytest.mark.source(237)
@pytest.mark.parametrize(("days", "fresh"), [(0, True), (31, True), (32, False)])
def test_17_registry_data_is_fresh_for_31_days(days, fresh):
    first = dt.date(2027, 1, 31)
    day = first + dt.timedelta(days=days)
    assert days_between(first, day) == days
    assert ("DN002" not in kept(registry_data_of=first.isoformat(), checked_on=day.isoformat())) is fresh


@pytest.mark.entry("dnc-ebr-windows")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-08-31", 18, "2027-02-28"),
        ("2026-08-31", 18, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-01-31", 3, "2027-04-30"),
    ],
)
def test_17_months_that_end_where_the_month_has_no_such_day_end_on_its_last(start, months, end):
    last = months_after(dt.date.fromisoformat(start), months)
    assert last.isoformat() == end
    name = "last_purchase_on" if months == 18 else "last_inquiry_on"
    assert "DN017" not in kept(**{name: start}, checked_on=end)
    assert "DN017" in kept(**{name: start}, checked_on=(last + dt.timedelta(days=1)).isoformat())


@pytest.mark.entry("dnc-ebr-windows")
def test_17_a_stop_within_the_relationship_ends_it_at_once():
    bought = {"last_purchase_on": "2026-05-01", "checked_on": "2026-06-02"}
    assert "DN017" not in kept(**bought)
    assert "DN017" in kept(**bought, stop_requested_on="2026-06-01")
    assert "DN017" not in kept(**bought, stop_requested_on="2026-04-01")
