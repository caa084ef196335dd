"""Reading a rejection notice: which words are codes, and which numbers are not; whatever the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.errors import WrongInput
from portal.desk.intake.files import words_of
from portal.desk.intake.reading import NAMES, codes_in, spellings_of
from portal.evidence.wording import decoded, without_surrogates, words_of_html, words_of_mail
from portal.rules.rulebook import load

PDF_WITH_TEXT = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 58>>stream
BT /F1 12 Tf 20 100 Td (Rejected with code 9106, sample 2.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
MAIL = b"""From: desk@registry.example
To: rae@lakeside.example
Subject: Campaign rejected
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<style>p{}</style><p>Code <b>9108</b>: policy.</p><p>CAMPAIGN_MISMATCH</p>
--x
Content-Type: text/plain
Content-Disposition: attachment; filename=more.txt

TF501
--x--
"""


def keys(text: str) -> list[str]:
    return [one.key for one in codes_in(text).found]


@pytest.mark.parametrize("authority", sorted(load().authorities))
def test_every_spelling_of_every_code_is_found_in_a_sentence(authority: str) -> None:
    assert authority in NAMES
    for code in load().codes.values():
        if code.authority != authority:
            continue
        for spelling in spellings_of(code):
            found = codes_in(f"Your campaign was rejected with code {spelling}. Call us.").found
            meant = {key for one in found for key in ((one.key, *one.others) if spelling == code.code else (one.key,))}
            assert code.key in meant, spelling


@pytest.mark.parametrize(
    "text",
    [
        "Call (614) 280-2000, 614-280-2101, 800 555 1101 or +1 800 555 9106.",
        "The fee is $1,003.00, or 2100 USD; 9106% of nothing.",
        "Since 2003 and 2005; Copyright 2004; on 2001-10-11, May 4, 2006 and 10/11/2002 at 10:15.",
        "Ticket #9106, case no. 2101, order 30004, ref. 9108, account 2104, REG-2041, INC-9607.",
        "1101 Main Street, Suite 2100, Columbus OH 43215; EIN 12-3456789; step 2.1; version 9.106.",
        "25,000 messages, 300 characters, 502 days, a 501(c)(3), 15-20 business days, 2101 recipients.",
    ],
)
def test_numbers_that_are_no_codes_are_not_taken_for_codes(text: str) -> None:
    assert keys(text) == []


def test_codes_of_several_authorities_come_with_the_sentence_each_stands_in() -> None:
    text = "Two faults. DCA2 702 names the site; Twilio 30 882 the terms! TF501, and codes 9106, 9108 and 2003."
    found = {one.key: one.sentence for one in codes_in(text).found}
    assert list(found) == [
        "dca2:702",
        "twilio:30882",
        "toll_free_aggregator:501",
        "tcr:9106",
        "tcr:9108",
        "tcr:2003",
    ]
    assert found["dca2:702"] == "DCA2 702 names the site; Twilio 30 882 the terms!"


def test_the_authority_named_in_the_notice_decides_whose_number_it_is() -> None:
    assert keys("Reason code 2101") == ["tcr:2101"]
    assert keys("Bandwidth vetting says: reason code 2101") == ["bandwidth_vetting:2101"]
    assert codes_in("Reason code 2101").found[0].others == ("bandwidth_vetting:2101",)
    assert keys("https://www.twilio.com/docs/api/errors/30896") == ["twilio:30896"]


def test_what_is_spelled_like_a_code_and_unknown_is_told_apart() -> None:
    unknown = codes_in("Error code 8123, reason FOO_BAR_BAZ.").unknown
    assert [one.spelling for one in unknown] == ["8123", "FOO_BAR_BAZ"]


@given(st.text(max_size=400) | st.text("0123456789 -.,:;#()/$TFCODE_\n", max_size=200))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for one in codes_in(text).found:
        assert one.key in load().codes


@given(st.binary(max_size=300), st.sampled_from([b"", MAIL[:170], MAIL]))
def test_no_bytes_make_the_file_reader_fail(data: bytes, before: bytes) -> None:
    words = words_of_mail(before + data, lambda pdf: pdf.decode("latin-1"))
    without_surrogates(words + words_of_html(decoded(before + data) or "")).encode()


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"\x00", b" \n", b"<html>"])
def test_what_holds_no_words_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(WrongInput, match=r"Bring|Paste|no text"):
        words_of(data, "n.html" if data == b"<html>" else "n.txt")


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 50_000,
        b"Subject: " + b"a " * 500_000,
        b"Content-Type: text/plain" + b";" * 500_000,
        b"Content-Type: text/plain; " + b"(" * 50_000,
        b"Content-Type: text/plain; charset=punycode",
    ],
)
def test_a_mail_with_endless_headers_is_read_all_the_same(header: bytes) -> None:
    mail = b"From: a@example.com\r\nDate: today\r\n" + header + b"\r\n\r\nError code 9106"
    assert keys(words_of_mail(mail, lambda _pdf: "")) == ["tcr:9106"]


@pytest.mark.django_db
def test_markup_and_mails_made_to_choke_their_reader_end_soon() -> None:
    assert "9106" in words_of_html("<p>9106</p>" + "<div>" * 1_000_000)
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(600))
    with pytest.raises(WrongInput, match="more than 500 parts"):
        words_of(b"From: a@example.com\r\nDate: today\r\n" + nested + b"\r\n9106", "n.eml")
    assert len(codes_in("code 9106 and " * 15_000).found) == 1


@pytest.mark.django_db
def test_a_pdf_with_text_is_read() -> None:
    assert keys(words_of(PDF_WITH_TEXT)) == ["tcr:9106"]


@pytest.mark.django_db
def test_an_html_mail_is_read_with_its_attachment() -> None:
    text = words_of(MAIL)
    assert keys(text) == ["tcr:9108", "aws:CAMPAIGN_MISMATCH", "toll_free_aggregator:501"]
    assert "p{}" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (PDF_WITH_TEXT.replace(b"Tj", b"  "), "pictures only"),
        (b"%PDF-1.7 broken", "damaged"),
        (bytes(range(256)), "cannot be read"),
    ],
)
def test_a_file_without_words_says_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        words_of(data)
    assert told in refusal.value.message
