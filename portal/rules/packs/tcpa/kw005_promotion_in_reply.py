"""KW005: The answer to STOP or HELP promotes something."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    KeywordReply,
)


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(reply.text)
    span = signs.promotion(text.folded)
    if span:
        yield at(text, span, f"\u201c{quoted(reply.text, span, text)}\u201d is promotional.")


RULE = Rule(
    id="KW005",
    name="promotion-in-reply",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(12)",
    severity=Verdict.ERROR,
    subjects=(KeywordReply,),
    check=_check,
    what="The answer to STOP or HELP promotes something.",
    why="A confirmation may confirm and nothing else.",
    fix="Take the offer out.",
    codes=("twilio:30887",),
    field="opt_out_message",
    applies=lambda reply, context: reply.keyword.upper() in {"STOP", "HELP"},
    good=(
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme promotional alerts: call 217-555-0100. Reply STOP to end. Msg & data rates may apply.",
        },
        {"kind": "keyword_reply", "keyword": "JOIN", "text": "Acme: Welcome! Use code HELLO10 for 10% off."},
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: You have been unsubscribed. No further messages will be sent.",
        },
    ),
    bad=(
        {"kind": "keyword_reply", "keyword": "HELP", "text": "Acme: Shop now at acme.com! Reply STOP to end."},
        {"kind": "keyword_reply", "keyword": "stop", "text": "Acme: Unsubscribed, no more texts. Last chance: $5 OFF!"},
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: You are unsubscribed and get no more messages. Come back for 20% off!",
        },
    ),
)
