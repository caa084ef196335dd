"""OW025: The consent wording does not name the purpose of the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CONSENT
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
    VerbalScript,
)

_WRITTEN = frozenset({"MARKETING", "CHARITY"})


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    if consent_words.serves(wording.use_case, normalize(wording.text).folded) is False:
        title = context.rulebook.use_cases[wording.use_case]["title"]
        codes = ("tcr:2101",) if wording.use_case in _WRITTEN else ("bandwidth_vetting:2102",)
        yield Hit(
            message=f"The words say nothing of what {title} messages are for.",
            codes=(*codes, "toll_free_aggregator:548"),
        )


RULE = Rule(
    id="OW025",
    name="purpose-not-named",
    authority="tcpa",
    citation="source 004, steps 5.2 and 7.4; source 003, code 548",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent wording does not name the purpose of the campaign.",
    why="Consent holds for the purpose it was given for: consent to order updates does not carry offers, and the other way round.",
    fix="Name what the campaign sends in the words that people agree to.",
    codes=("tcr:2101", "bandwidth_vetting:2102", "toll_free_aggregator:548"),
    field="opt_in_wording",
    applies=lambda wording, context: consent_words.serves(wording.use_case, "") is not None,
    good=(
        {"kind": "opt_in_wording", "use_case": "MARKETING", "text": GOOD_CONSENT},
        {
            "kind": "opt_in_wording",
            "use_case": "DELIVERY_NOTIFICATION",
            "text": "I agree to get shipping updates by text from Acme.",
        },
        {"kind": "opt_in_wording", "use_case": "2FA", "text": "Text me a one-time passcode from TechCorp."},
        {"kind": "opt_in_wording", "use_case": "MIXED", "text": "I agree to texts from Acme."},
        {"kind": "verbal_script", "use_case": "CUSTOMER_CARE", "text": "May we text you about your visit?"},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "use_case": "MARKETING",
            "text": "I agree to receive order confirmations and shipping updates by text from Acme.",
        },
        {
            "kind": "opt_in_wording",
            "use_case": "2FA",
            "text": "I agree to receive special offers from TechCorp by text.",
        },
        {
            "kind": "opt_in_wording",
            "use_case": "DELIVERY_NOTIFICATION",
            "text": "I agree to receive weekly deals from ShipFast.",
        },
        {"kind": "verbal_script", "use_case": "MARKETING", "text": "May Acme text you reminders of your appointments?"},
    ),
)
