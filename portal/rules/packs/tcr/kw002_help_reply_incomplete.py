"""KW002: The answer to HELP lacks the brand, a contact, the way out or the rates."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names, signs
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


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    text = normalize(reply.text)
    if reply.brand is not None and reply.brand.names:
        yield from absent(names.find_name(text, reply.brand), "The answer to HELP does not name the brand.")
    direct = signs.phones(text.folded) or signs.emails(text.folded)
    if not direct and signs.links(text.folded):
        words = "The answer to HELP gives a web address alone; a toll-free number or an e-mail address is asked for."
        if context.limit("help_contact_strict"):
            yield Hit(message=words, severity=Verdict.WARNING)
    elif not direct:
        yield Hit(message="The answer to HELP gives no phone number, e-mail or web address.")
    edit = appended(reply.text, "Reply STOP to unsubscribe.", "Add the opt-out line")
    yield from absent(signs.stop_line(text.folded), "The answer to HELP does not say how to stop.", edit=edit)
    rates = appended(reply.text, "Msg & data rates may apply.", "Add the rates line")
    found = signs.rates_line(text.folded)
    yield from absent(found, "The answer to HELP does not mention rates.", edit=rates, severity=Verdict.WARNING)


RULE = Rule(
    id="KW002",
    name="help-reply-incomplete",
    authority="tcr",
    citation="source 004, step 5.5",
    severity=Verdict.ERROR,
    subjects=(KeywordReply,),
    check=_check,
    what="The answer to HELP lacks the brand, a contact, the way out or the rates.",
    why="HELP must lead to support and repeat how to stop.",
    fix=(
        'Use: "Acme SMS Support: For assistance call 555-234-5678 or visit acme.com/help Reply STOP to '
        'unsubscribe. Msg & data rates may apply."'
    ),
    codes=(
        "tcr:9106",
        "twilio:30890",
    ),
    field="help_message",
    applies=lambda reply, context: reply.keyword.upper() == "HELP",
    good=(
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme: See acme.com/help. Reply STOP to unsubscribe. Msg & data rates may apply.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme: Write to help@acme.com. Txt \u201cSTOP\u201d to end. Message and data rates may apply.",
            "brand": ACME,
        },
        {"kind": "keyword_reply", "keyword": "STOP", "text": "Acme: Bye.", "brand": ACME},
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme SMS Support: For assistance call 555-234-5678 or visit acme.com/help Reply STOP to unsubscribe. Msg & data rates may apply.",
            "brand": ACME,
        },
    ),
    bad=(
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme: See acme.com/help. Reply STOP to unsubscribe. Msg & data rates may apply.",
            "brand": ACME,
            "profile": "current",
        },
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme: call 217-555-0100. Msg & data rates may apply.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "help",
            "text": "Call 217-555-0100. Reply STOP to unsubscribe. Msg & data rates may apply.",
            "brand": ACME,
        },
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme: call 217-555-0100. Reply STOP to unsubscribe.",
            "brand": ACME,
        },
        {"kind": "keyword_reply", "keyword": "HELP", "text": "We will get back to you.", "brand": ACME},
    ),
)
