"""SM004: A link goes through a public link shortener."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.reported import shortener_hosts
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_SAMPLE,
    at,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    for span, host in shortener_hosts(text.folded):
        yield at(text, span, f"{host} is a public shortener.")


RULE = Rule(
    id="SM004",
    name="public-shortener",
    authority="tcr",
    citation="source 004, step 4.3; source 003, code 543",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A link goes through a public link shortener.",
    why="Shared short domains hide where a link leads; filters stop them on sight.",
    fix="Use the full address on your own domain, or no link.",
    codes=(
        "toll_free_aggregator:543",
        "twilio:30892",
    ),
    field="sample_messages",
    needs=lambda: (signs.LINK,),
    good=(
        {"kind": "sample_message", "text": "Acme: see bitly-tips.acme.com Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: write to jane@bit.ly. Reply STOP to opt out."},
        {"kind": "sample_message", "text": GOOD_SAMPLE},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: see www.bit.ly/3xYz Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: 20% off, see https://bit.ly/3xYz Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: see TinyURL.com/abc Reply STOP to opt out."},
    ),
)
