"""SM005: A sample of a transactional campaign sells something."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import TRANSACTIONAL
from portal.rules.kit import (
    GOOD_CARE_SAMPLE,
    GOOD_SAMPLE,
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    span = signs.promotion(text.folded)
    if span:
        codes = ("toll_free_aggregator:548",) if context.channel == "toll_free" else None
        words = quoted(message.text, span, text)
        yield at(text, span, f"\u201c{words}\u201d is promotional; this campaign may not promote.", codes=codes)


RULE = Rule(
    id="SM005",
    name="promotion-in-transactional",
    authority="tcr",
    citation="source 004, steps 2.4, 4.3 and 7.5",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample of a transactional campaign sells something.",
    why=(
        "Carriers compare live messages with the use case; sales content under a transactional one is refused and "
        "remembered."
    ),
    fix="Take the offer out, or register a separate Marketing campaign for it.",
    codes=(
        "tcr:9001",
        "tcr:2005",
    ),
    field="sample_messages",
    applies=lambda message, context: message.use_case in TRANSACTIONAL or message.purpose == "informational",
    needs=lambda: (signs.PROMOTION,),
    good=(
        {
            "kind": "sample_message",
            "text": "Acme: Your order has shipped, no promotional messages follow. Reply STOP to opt out.",
            "use_case": "DELIVERY_NOTIFICATION",
        },
        {"kind": "sample_message", "text": GOOD_CARE_SAMPLE, "use_case": "CUSTOMER_CARE"},
        {"kind": "sample_message", "text": GOOD_SAMPLE, "use_case": "MARKETING"},
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "TechCorp: Your code is 847392. Shop now at techcorp.com! Reply STOP to opt out.",
            "use_case": "2FA",
        },
        {
            "kind": "sample_message",
            "text": "Acme: See you on Monday. Refer a friend and get $10 off. Reply STOP to opt out.",
            "use_case": "CUSTOMER_CARE",
        },
        {
            "kind": "sample_message",
            "text": "Acme: Your order has shipped. Enjoy 20% off your next one! Reply STOP to opt out.",
            "use_case": "DELIVERY_NOTIFICATION",
        },
    ),
)
