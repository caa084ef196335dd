"""KW011: The answer to STOP asks people to do something more before it takes effect."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import KeywordReply

_AGAIN = pattern(
    r"\b(?:reply|text|txt|send|press|answer|respond)(?: with)? [\"'(]{0,2}(?:yes|y|ok|1|stop|confirm|stop ?all)\b[\"')]{0,2} "
    r"(?:again )?(?:to|2|if you (?:really |still )?want to) (?:confirm|unsub|opt[- ]?out|stop|complete|finali[sz]e|be removed|end)"
    r"|\bare you sure\b|\bconfirm (?:your )?(?:opt[- ]?out|unsubscription|removal|that you want)"
    r"|\b(?:visit|go to|click|log ?in)\b[^.!?]{0,60}\bto (?:complete|finish|confirm|unsub[a-z]*|opt[- ]?out|be removed)\b"
    r"|\bto (?:complete|finish|confirm) (?:your )?(?:opt[- ]?out|unsubscription|removal|request)\b"
)
# Asking which messages are meant is allowed once the person is out of all of them.
_DONE = pattern(
    r"\b(?:you (?:have been|are|were|'re)|you've been) (?:now |successfully )?(?:unsubscribed|opted[- ]?out|removed)\b"
)


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(reply.text)
    match = _AGAIN.search(text.folded)
    if match and not _DONE.search(text.folded):
        yield at(text, match.span(), "The opt-out waits for a second step.")


RULE = Rule(
    id="KW011",
    name="stop-asks-again",
    authority="tcr",
    citation="source 004, steps 5.5 and 6.2; 47 CFR 64.1200(a)(12)",
    severity=Verdict.ERROR,
    subjects=(KeywordReply,),
    check=_check,
    what="The answer to STOP asks people to do something more before it takes effect.",
    why="STOP counts at once; one confirmation follows and nothing else may be asked for.",
    fix='Confirm: "You have been unsubscribed. No further messages will be sent."',
    codes=("tcr:9106", "twilio:30887"),
    field="opt_out_message",
    applies=lambda reply, context: reply.keyword.upper() == "STOP",
    good=(
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: You have been unsubscribed. Reply START to return.",
        },
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: You are opted out of all messages. Meant only offers? Reply ORDERS to keep order updates.",
        },
        {"kind": "keyword_reply", "keyword": "HELP", "text": "Acme: Reply STOP to unsubscribe."},
    ),
    bad=(
        {"kind": "keyword_reply", "keyword": "STOP", "text": "Acme: Reply YES to confirm that you want to leave."},
        {"kind": "keyword_reply", "keyword": "stop", "text": "Acme: Are you sure? We would miss you."},
        {"kind": "keyword_reply", "keyword": "STOP", "text": "Acme: Visit acme.com/texts to complete your opt-out."},
        {
            "kind": "keyword_reply",
            "keyword": "STOP",
            "text": "Acme: Text \u201cSTOP\u201d again to unsubscribe for good.",
        },
    ),
)
