"""KW001: The answer to STOP lacks the brand, the confirmation that messages end, or the way back."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    ACME,
    absent,
    appended,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    KeywordReply,
)

_ENDED = pattern(
    r"\b(?:unsubscribed|opted[- ]?out|opt[- ]?out (?:request )?(?:is |was |has been )?(?:successful|confirmed|complete[d]?|received|processed)"
    r"|removed|stopped|cancelled|canceled|ended|you(?:'re| are| have been) (?:now )?out)\b"
)
_NO_MORE = pattern(
    r"\b(?:no (?:further|more|longer|additional|other)|not receive|won't (?:receive|get|be sent|hear|text)|will not (?:be sent|receive|get|hear|text|send)"
    r"|last (?:message|text)|final (?:message|text))\b"
)

_BACK = pattern(r"\b(?:start|unstop|join|yes|resubscribe|re-subscribe|opt back in|rejoin)\b")


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(reply.text)
    if reply.brand is not None and reply.brand.names:
        yield from absent(names.find_name(text, reply.brand), "The answer to STOP does not name the brand.")
    yield from absent(_ENDED.search(text.folded), "The answer to STOP does not confirm the opt-out.")
    yield from absent(_NO_MORE.search(text.folded), "The answer to STOP does not say that no more messages come.")
    edit = appended(reply.text, "Reply START to resubscribe.", "Tell the way back")
    back = "The answer to STOP does not say how to come back."
    yield from absent(_BACK.search(text.folded), back, edit=edit, severity=Verdict.ADVICE)


RULE = Rule(
    id="KW001",
    name="stop-reply-incomplete",
    authority="tcr",
    citation="source 004, step 5.5",
    severity=Verdict.ERROR,
    subjects=(KeywordReply,),
    check=_check,
    what="The answer to STOP lacks the brand, the confirmation that messages end, or the way back.",
    why="The answer must say who it comes from and that no more messages will follow.",
    fix='Use: "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe."',
    codes=(
        "tcr:9106",
        "twilio:30887",
    ),
    field="opt_out_message",
    applies=lambda reply, context: reply.keyword.upper() == "STOP",
    good=(
        {
            "kind": "keyword_reply",
            "keyword": "stop",
            "text": "Acme: You\u2019re opted out and won\u2019t receive further texts. Text START to rejoin.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "ACME: Your opt-out request was received. This is the last message. UNSTOP brings you back.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.",
            "brand": ACME,
        },
    ),
    bad=(
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.",
            "brand": ACME,
        },
        {"kind": "keyword_reply", "keyword": "STOP", "text": "Acme: You have been unsubscribed.", "brand": ACME},
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: Unsubscribed. No more messages will be sent.",
            "brand": ACME,
        },
        {"kind": "keyword_reply", "keyword": "STOP", "text": "OK, bye!", "brand": ACME},
    ),
)
