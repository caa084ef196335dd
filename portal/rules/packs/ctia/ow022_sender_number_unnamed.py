"""OW022: The call to action does not name the number that texts come from."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CONSENT, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)

_BY_KEYWORD = frozenset({"sms_keyword", "qr_code"})


def _applies(wording: OptInWording, context: Context) -> bool:
    return wording.method in _BY_KEYWORD or bool(context.limit("later_public_rules"))


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    found = consent_words.names_sender_number(normalize(wording.text).folded)
    yield from absent(found, "The wording does not name the number or short code that the messages come from.")


RULE = Rule(
    id="OW022",
    name="sender-number-unnamed",
    authority="ctia",
    citation="CTIA messaging principles, section 5.1.1",
    severity=Verdict.ADVICE,
    subjects=(OptInWording,),
    check=_check,
    what="The call to action does not name the number that texts come from.",
    why="People should recognise the sender's number; where a keyword is advertised, they cannot even join without it.",
    fix='Name it: "Text JOIN to 555-234-5678", "messages come from 12345".',
    field="opt_in_wording",
    applies=_applies,
    good=(
        {
            "kind": "opt_in_wording",
            "method": "sms_keyword",
            "text": "Text JOIN to 555-234-5678 to get offers from Acme.",
        },
        {
            "kind": "opt_in_wording",
            "method": "sms_keyword",
            "text": "Text \u201cJOIN\u201d to 24680 for offers from Acme.",
        },
        {
            "kind": "opt_in_wording",
            "method": "qr_code",
            "text": "Scan the QR code to get order updates by text from Acme.",
        },
        {"kind": "opt_in_wording", "method": "web_form", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "method": "sms_keyword", "text": "Join our text club and get offers from Acme."},
        {
            "kind": "opt_in_wording",
            "method": "qr_code",
            "text": "Get order updates from Acme by text. Reply STOP to opt out.",
        },
        {"kind": "opt_in_wording", "profile": "current", "text": GOOD_CONSENT},
    ),
)
