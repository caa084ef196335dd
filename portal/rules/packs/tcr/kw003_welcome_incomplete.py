"""KW003: The opt-in confirmation lacks one of its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from portal.rules.facts import names, signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import classify
from portal.rules.kit import (
    ACME,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    KeywordReply,
)

# "HELP for support" offers help and names no kind of message.
_HELPING = re.compile(
    r"\b(?:for|get|need) (?:customer )?(?:support|help|assistance|info(?:rmation)?)\b|\bcustomer support\b"
)


def _message_type(folded: str) -> object:
    bare = _HELPING.sub(" ", folded)
    return signs.message_type(bare) or classify(bare)


_PARTS: dict[str, Callable[[str], object]] = {
    "what messages come": _message_type,
    "how often messages come": signs.frequency,
    "that rates may apply": signs.rates_line,
    "how to opt out": signs.stop_line,
    "how to get help": signs.help_line,
}


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(reply.text)
    if reply.brand is not None and reply.brand.names:
        yield from absent(names.find_name(text, reply.brand), "The confirmation does not name the brand.")
    for words, sign in _PARTS.items():
        yield from absent(sign(text.folded), f"The confirmation does not say {words}.")
    contact = signs.links(text.folded) or signs.phones(text.folded) or signs.emails(text.folded)
    missing = "The confirmation gives no address to read more or to reach the sender."
    yield from absent(contact, missing, severity=Verdict.ADVICE)


RULE = Rule(
    id="KW003",
    name="welcome-incomplete",
    authority="tcr",
    citation="source 004, step 5.5",
    severity=Verdict.ERROR,
    subjects=(KeywordReply,),
    check=_check,
    what="The opt-in confirmation lacks one of its parts.",
    why="The first message must name the brand, the messages, their frequency, the rates, STOP and HELP.",
    fix=(
        'Use: "Acme: Welcome! You are now subscribed to receive promotional offers. Expect up to 4 messages per '
        'month. Msg & data rates may apply. Reply STOP anytime to opt out, HELP for support."'
    ),
    codes=(
        "twilio:30540",
        "dca2:611",
    ),
    field="opt_in_message",
    applies=lambda reply, context: reply.keyword.upper() == "JOIN",
    good=(
        {
            "kind": "keyword_reply",
            "keyword": "JOIN",
            "text": "Acme: You get OTP messages, one message per login. Msg & data rates may apply. Reply HELP for help, STOP to "
            "cancel. acme.com/sms",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "JOIN",
            "text": "Acme appointment alerts: msg frequency varies, msg & data rates may apply. Text HELP for help or call "
            "217-555-0100, STOP to cancel.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "Join",
            "text": "ACME: You\u2019re in for order updates (2 msgs per order). Message and data rates may apply. Reply "
            "\u201cSTOP\u201d to end or \u201cHELP\u201d for help. https://acme.com/sms",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "JOIN",
            "text": "Acme: Welcome! You are now subscribed to receive promotional offers. Expect up to 4 messages per month. Msg & data rates may apply. Reply STOP anytime to opt out, HELP for support. acme.com/sms",
            "brand": ACME,
        },
    ),
    bad=(
        {
            "kind": "keyword_reply",
            "keyword": "JOIN",
            "text": "Acme: Welcome to our promotional offers! Reply STOP to opt out, HELP for help. acme.com/sms",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "join",
            "text": "Welcome! You get order updates, 1 msg per order. Msg & data rates may apply. Reply STOP to end, HELP for help.",
            "brand": ACME,
        },
        {"kind": "keyword_reply", "keyword": "JOIN", "text": "Welcome! You are in.", "brand": ACME},
    ),
)
