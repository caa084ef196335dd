"""KW004: The answer to START lacks the brand, the kind of messages, the way out or the rates."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names, signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import classify
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


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(reply.text)
    if reply.brand is not None and reply.brand.names:
        yield from absent(names.find_name(text, reply.brand), "The answer to START does not name the brand.")
    kind = signs.message_type(text.folded) or classify(reply.text)
    words = "The answer to START does not say what messages come again."
    yield from absent(kind, words, severity=Verdict.WARNING)
    edit = appended(reply.text, "Reply STOP anytime to opt out.", "Add the opt-out line")
    yield from absent(signs.stop_line(text.folded), "The answer to START does not say how to opt out.", edit=edit)
    rates = appended(reply.text, "Msg & data rates may apply.", "Add the rates line")
    found = signs.rates_line(text.folded)
    yield from absent(found, "The answer to START does not mention rates.", edit=rates, severity=Verdict.WARNING)


RULE = Rule(
    id="KW004",
    name="restart-incomplete",
    authority="tcr",
    citation="source 004, step 5.5",
    severity=Verdict.ERROR,
    subjects=(KeywordReply,),
    check=_check,
    what="The answer to START lacks the brand, the kind of messages, the way out or the rates.",
    why="Whoever comes back must read again from whom, and how to leave.",
    fix=(
        'Use: "Acme: You have resubscribed to receive order updates. Reply STOP anytime to opt out. Msg & data '
        'rates may apply."'
    ),
    codes=("twilio:30540",),
    field="resubscribe_message",
    applies=lambda reply, context: reply.keyword.upper() == "START",
    good=(
        {
            "kind": "keyword_reply",
            "keyword": "start",
            "text": "Acme: Welcome back to appointment reminders. Txt STOP 2 end. Msg&data rates may apply.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "START",
            "text": "You get promotional offers again. Text STOP to opt out. Message and data rates may apply.",
        },
        {
            "kind": "keyword_reply",
            "keyword": "START",
            "text": "Acme: You have resubscribed to receive order updates. Reply STOP anytime to opt out. Msg & data rates may apply.",
            "brand": ACME,
        },
    ),
    bad=(
        {
            "kind": "keyword_reply",
            "keyword": "START",
            "text": "Acme: You have resubscribed to receive order updates. Msg & data rates may apply.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "START",
            "text": "Acme: You have resubscribed to receive order updates. Reply STOP anytime to opt out.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "START",
            "text": "Acme: You have resubscribed. Reply STOP anytime to opt out. Msg & data rates may apply.",
            "brand": ACME,
        },
        {"kind": "keyword_reply", "keyword": "START", "text": "Welcome back!", "brand": ACME},
    ),
)
