"""SM028: People are told not to reply and are given no other way out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.facts import signs
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_CLOSED = pattern(
    r"\b(?:do not|don't|please don't|cannot|can't) (?:reply|respond) (?:to|back|here|directly)\b|\b(?:do not|don't) reply[.!]"
    r"|\breplies (?:to this (?:number|message|text) )?(?:are|will) not (?:be )?(?:read|monitored|answered|received|seen)\b"
    r"|\b(?:unmonitored|not monitored|no[- ]?reply (?:number|message|text))\b|\bone[- ]way (?:number|message|service)\b"
)
_LEAVE = pattern(
    r"\b(?:opt[- ]?out|unsubscribe|stop (?:these|texts|messages|getting|receiving)|manage (?:your )?(?:texts|preferences|alerts))\b"
)
_ON = {"on": "2025-04-11"}


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    match = _CLOSED.search(text.folded)
    if match is None or signs.stop_line(text.folded):
        return
    other = signs.links(text.folded) or signs.phones(text.folded) or signs.emails(text.folded)
    if not (other and _LEAVE.search(text.folded)):
        yield at(text, match.span(), "Replies are not read here, and no other way to opt out is named.")


RULE = Rule(
    id="SM028",
    name="replies-not-read",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(10)",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="People are told not to reply and are given no other way out.",
    why="Where replies cannot be received, each text must say so and name reasonable other ways to revoke consent.",
    fix="Let people reply STOP, or name a page or number where they can opt out.",
    codes=("tcr:9106",),
    field="sample_messages",
    in_force_from=date(2025, 4, 11),
    needs=lambda: (_CLOSED,),
    good=(
        {"kind": "sample_message", "text": "Acme: Replies are not read. Reply STOP to opt out.", "context": _ON},
        {
            "kind": "sample_message",
            "text": "Acme: Do not reply to this message. Opt out at acme.com/texts or 217-555-0100.",
            "context": _ON,
        },
        {"kind": "sample_message", "text": "Acme: Reply YES to confirm. Reply STOP to opt out.", "context": _ON},
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: Your order has shipped. Do not reply to this message.",
            "context": _ON,
        },
        {
            "kind": "sample_message",
            "text": "Acme: You are in line. This number is not monitored. Call 217-555-0100.",
            "context": _ON,
        },
        {"kind": "sample_message", "text": "Acme: Replies will not be read. See acme.com/help", "context": _ON},
    ),
)
