"""SM023: A link holds a bare address number or a user name."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_SAMPLE, at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import KeywordReply, SampleMessage

_NUMBER = pattern(
    r"\bhttps?://(?:\d{1,3}\.){3}\d{1,3}\b[^\s]*|\bhttps?://\[[0-9a-f:]+\][^\s]*|\bhttps?://\d{8,10}\b[^\s]*"
)
_USER = pattern(r"\bhttps?://[^/@\s]{1,200}@[^\s]*")


def _check(subject: SampleMessage | KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(subject.text)
    if "://" not in text.folded:
        return
    for match in _NUMBER.finditer(text.folded):
        yield at(text, match.span(), "The link holds a bare address number instead of a domain.")
    for match in _USER.finditer(text.folded):
        yield at(text, match.span(), "The link holds a user name in front of the domain.")


RULE = Rule(
    id="SM023",
    name="link-of-a-phisher",
    authority="tcr",
    citation="Clearline; CTIA 5.3.2 (a link shows who owns it)",
    severity=Verdict.ERROR,
    subjects=(SampleMessage, KeywordReply),
    check=_check,
    what="A link holds a bare address number or a user name.",
    why="Both hide where a link leads; filters block them.",
    fix="Link to your own domain.",
    codes=("twilio:30891",),
    field="sample_messages",
    needs=lambda: (_NUMBER, _USER),
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {"kind": "sample_message", "text": "Acme: Router 192.168.0.1 is back. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: See https://acme.com/@jane Reply STOP to opt out."},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: See http://203.0.113.7/pay Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: See https://acme.com:pay@evil.example/x Reply STOP to opt out."},
        {"kind": "keyword_reply", "keyword": "HELP", "text": "Acme: https://support@acme.com Reply STOP to opt out."},
    ),
)
