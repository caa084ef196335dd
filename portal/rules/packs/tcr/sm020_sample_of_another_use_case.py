"""SM020: A sample reads like another use case than the one chosen."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import TRANSACTIONAL
from portal.rules.kit import GOOD_CARE_SAMPLE
from portal.rules.plain_kinds import plain_kind
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    if signs.promotion(normalize(message.text).folded):
        return
    kind = plain_kind(message.text)
    if kind is not None and message.use_case not in kind.mentioned:
        yield Hit(message=f"This reads as {kind.code} ({kind.words}); the use case is {message.use_case}.")


RULE = Rule(
    id="SM020",
    name="sample-of-another-use-case",
    authority="tcr",
    citation="source 004, steps 2.4 and 7.5",
    severity=Verdict.WARNING,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample reads like another use case than the one chosen.",
    why="Samples that do not fit the declared use case draw 9001, the refusal that carriers look for by machine.",
    fix="Rewrite the sample, or register a campaign of the use case that it belongs to.",
    codes=("tcr:9001", "dca2:602", "twilio:30893"),
    field="sample_messages",
    applies=lambda message, context: message.use_case in TRANSACTIONAL,
    good=(
        {"kind": "sample_message", "text": GOOD_CARE_SAMPLE, "use_case": "CUSTOMER_CARE"},
        {
            "kind": "sample_message",
            "text": "ABC Bank: Your balance is $20. Reply STOP to opt out.",
            "use_case": "CUSTOMER_CARE",
        },
        {
            "kind": "sample_message",
            "text": "Acme: Your login code is 847392. Reply STOP to end.",
            "use_case": "LOW_VOLUME",
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: Your one-time passcode is 847392. Reply STOP to opt out.",
            "use_case": "CUSTOMER_CARE",
        },
        {
            "kind": "sample_message",
            "text": "Acme: Your package has shipped. Tracking: acme.com/t Reply STOP to opt out.",
            "use_case": "2FA",
        },
        {
            "kind": "sample_message",
            "text": "Friends of Roe: The election is on Tuesday, your ballot counts. Reply STOP to opt out.",
            "use_case": "PUBLIC_SERVICE_ANNOUNCEMENT",
        },
    ),
)
