"""OW021: Marketing consent does not say that messages are sent by automated means."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CONSENT, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    found = consent_words.automated(normalize(wording.text).folded)
    yield from absent(found, "The wording does not say that the messages are recurring or sent by automated means.")


RULE = Rule(
    id="OW021",
    name="automation-not-disclosed",
    authority="tcpa",
    citation="47 CFR 64.1200(f)(9)",
    severity=Verdict.WARNING,
    subjects=(OptInWording,),
    check=_check,
    what="Marketing consent does not say that messages are sent by automated means.",
    why="Written consent to marketing texts authorises messages sent with an autodialer; the wording has to say so. The sources' own promotional template does not, so only later profiles ask for it.",
    fix='Write "recurring automated promotional text messages".',
    codes=("tcr:2101",),
    field="opt_in_wording",
    applies=lambda wording, context: (
        bool(context.limit("later_public_rules")) and checks.is_marketing_consent(wording, context)
    ),
    good=(
        {
            "kind": "opt_in_wording",
            "profile": "current",
            "purpose": "marketing",
            "text": GOOD_CONSENT.replace("promotional text", "recurring automated promotional text"),
        },
        {"kind": "opt_in_wording", "purpose": "marketing", "text": GOOD_CONSENT},
        {
            "kind": "opt_in_wording",
            "profile": "current",
            "purpose": "informational",
            "text": "I agree to receive order updates by text from Acme.",
        },
        {
            "kind": "opt_in_wording",
            "profile": "current",
            "text": "I agree that Acme may text me offers with an automatic telephone dialing system.",
        },
    ),
    bad=(
        {"kind": "opt_in_wording", "profile": "current", "text": GOOD_CONSENT},
        {
            "kind": "opt_in_wording",
            "profile": "current",
            "purpose": "marketing",
            "text": "Yes! Text me deals from Acme. Reply STOP to opt out.",
        },
        {
            "kind": "opt_in_wording",
            "profile": "current",
            "purpose": "marketing",
            "text": "I consent to promotional SMS from Acme\u2019s store.",
        },
    ),
)
