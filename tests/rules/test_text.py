"""Text rules survive what people really write, and every span leads back to it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.engine import lint
from portal.rules.facts import consent_signs, signs
from portal.rules.facts.policy_signs import denies_sharing, shares_for_marketing
from portal.rules.facts.text import encoding_of, normalize, segments_of


@pytest.mark.parametrize("around", ["{}", "\u201c{}\u201d", "a  b {}", "{}\n\tnext"])
def test_an_apostrophe_counts_as_one_whatever_stands_around_it(around: str) -> None:
    assert "we don't share" in normalize(around.format("we don`t share")).plain


@pytest.mark.parametrize(
    "words",
    [
        "Reply STOP to opt out",
        "reply “STOP” to opt out",
        "TEXT STOP TO UNSUBSCRIBE",
        "txt STOP 2 end",
        "Reply\u00a0STOP\u00a0to\u00a0opt\u00a0out",
        "Reply ST\u200bOP to opt out",
        "Reply\n  STOP\tto opt out",
        "Reply SТОР to opt out",
        "Reply HELP for help, STOP to cancel",
        "To opt-out, please reply STOP",
    ],
)
@pytest.mark.source(185)
def test_an_opt_out_line_is_seen_however_it_is_typed(words: str) -> None:
    assert signs.stop_line(normalize(f"Acme: hello. {words}").folded)


@pytest.mark.parametrize("words", ["Work has STOPPED", "Do not reply STOP", "Visit our bus stop", "Non-stop fun"])
def test_other_stops_are_no_opt_out_line(words: str) -> None:
    assert signs.stop_line(normalize(words).folded) is None


@pytest.mark.source(89, 169)
@pytest.mark.parametrize(
    ("sentence", "denies", "shares"),
    [
        ("We do not share your mobile number with third parties for marketing.", True, False),
        ("We share your mobile number with third parties for marketing.", False, True),
        ("SMS consent and phone numbers are NOT shared with third parties.", True, False),
        ("We don\u2019t share SMS opt-in data with affiliates.", True, False),
        ("No mobile information will be shared with third parties/affiliates for marketing purposes.", True, False),
        ("We never share your number with partners for marketing, except our trusted partners.", False, True),
        ("We do not sell your phone number.", False, False),
        ("We share text messaging opt-in data with our affiliates so they can market to you.", False, True),
        ("We do not share personal data, however we may share phone numbers with marketing partners.", False, True),
        ("We may share data with affiliates for marketing, but SMS opt-in data is excluded.", True, False),
        ("Mobile opt-in data is never shared.", True, False),
        ("We may share phone numbers with our partners for their marketing purposes.", False, True),
        (
            (
                "All the above categories exclude text messaging originator opt-in data and consent; this information "
                "will not be shared with any third parties."
            ),
            True,
            False,
        ),
    ],
)
def test_sharing_is_judged_by_meaning(sentence: str, denies: bool, shares: bool) -> None:
    folded = normalize(sentence).folded
    assert denies_sharing(folded, sms_policy=False) is denies
    assert shares_for_marketing(folded) is shares


def test_a_span_points_at_what_the_author_typed() -> None:
    raw = "Acme:\u00a0\u00a0hello   [FIRST\u200b NAME], “hi”"
    text = normalize(raw)
    (span,) = signs.placeholders(text.folded)
    start, end = text.span(*span)
    assert raw[start:end] == "[FIRST\u200b NAME]"


@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("—" + "a" * 69, "UCS-2", 1),
        ("—" + "a" * 70, "UCS-2", 2),
        ("😀" * 35, "UCS-2", 1),
        ("😀" * 36, "UCS-2", 2),
    ],
)
def test_segments_are_counted_as_the_standard_counts_them(text: str, encoding: str, segments: int) -> None:
    assert (encoding_of(text), segments_of(text)) == (encoding, segments)


def test_bundling_is_told_from_a_help_line() -> None:
    bundled = normalize("I agree to receive texts, emails or calls from Acme").folded
    helped = normalize("Reply STOP to end texts. For help, text HELP or email us").folded
    assert consent_signs.bundled_with_email(bundled)
    assert not consent_signs.bundled_with_email(helped)


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_no_text_breaks_the_normalization(raw: str) -> None:
    text = normalize(raw)
    assert len(text.plain) == len(text.folded)
    places = [text.origin(place) for place in range(len(text.plain))]
    assert all(0 <= place <= len(raw) for place in places)
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["sample_message", "opt_in_wording", "keyword_reply"])
def test_half_a_surrogate_pair_is_read_as_an_unknown_character(kind: str) -> None:
    assert lint(kind, {"text": "Acme: \ud800 Reply STOP", "keyword": "STOP", "brand": "\udfff"}).verdict
    assert lint("privacy_policy", {"html": "<p>\ud800</p>"}).verdict


@settings(max_examples=60)
@given(
    st.sampled_from(["sample_message", "campaign_description", "opt_in_wording", "keyword_reply", "verbal_script"]),
    st.text(alphabet=string.printable + "—’“\u00a0\u200b€😀", max_size=300),
)
def test_no_text_crashes_the_linter(kind: str, raw: str) -> None:
    report = lint(kind, {"text": raw, "keyword": "STOP", "brand": "Acme"})
    for finding in report.findings:
        assert finding.span is None or 0 <= finding.span[0] <= finding.span[1] <= len(raw)


@settings(max_examples=60)
@given(st.text(alphabet="<>/=\"' abcformtelinputcheckboxlabel\n", max_size=400))
def test_no_page_crashes_the_linter(raw: str) -> None:
    for kind in ("privacy_policy", "terms", "opt_in_form"):
        assert lint(kind, {"html": f"<form>{raw}"}).verdict
