"""Twice the input takes about twice the work: counted in calls, so that a busy machine changes nothing."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.inputs import PAGE_KINDS

LABEL = (
    '<form><label for="p">Mobile number</label><input type="tel" id="p"><input type="checkbox" id="c">'
    '<label for="c">I agree to receive promotional text messages from Acme. '
)
UNITS = {
    "headings": "<h2>SMS",
    "labels that never end": LABEL,
    "nested blocks": "<div><label>sms <input>",
    "boxes": "<div>SMS text <input type=checkbox checked> I agree to texts ",
    "phone fields": "<input type=tel>",
    "links": '<a href="/privacy">Privacy SMS ',
    "bold words": "<p><strong>SMS</strong> text",
    "sharing": "We do not share SMS data except with partners. ",
    "lists": "share, sms, ",
    "open marks": "{{",
    "open brackets": "[name ",
    "foreign": "\u0410a\u200b\u2014 ",
    "addresses": "http://a.",
    "numbers": "$1 555-",
    "stops": "Do not reply STOP ",
}
TEXT_KINDS = ("sample_message", "campaign_description", "opt_in_wording", "keyword_reply", "verbal_script")


def calls(kind: str, text: str) -> int:
    """How many calls the linter makes for this input."""
    count = 0

    def seen(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        lint(kind, {"text": text, "brand": "Acme"})
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("kind", [*TEXT_KINDS, *PAGE_KINDS])
def test_twice_the_input_is_about_twice_the_work(kind: str, unit: str) -> None:
    text = UNITS[unit]
    calls(kind, text)
    once, twice = (calls(kind, text * (size // len(text))) for size in (3_000, 6_000))
    assert twice < 2.6 * once + 2_000


def test_labels_inside_each_other_do_not_multiply_the_words_of_a_form() -> None:
    report = lint("opt_in_form", {"html": LABEL * 150})
    assert len(str(report.as_dict())) < 200_000
