"""OW024: Consent at a financial firm names neither account matters nor privacy."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words, signs
from portal.rules.facts.text import normalize
from portal.rules.kit import ACME, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)

_FINANCE = frozenset({"FINANCIAL", "FINANCE", "BANKING", "INSURANCE"})


def _applies(wording: OptInWording, context: Context) -> bool:
    marked = wording.brand is not None and wording.brand.vertical.upper() in _FINANCE
    return marked and wording.use_case != "2FA"


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    folded = normalize(wording.text).folded
    named = consent_words.names_account_matters(folded)
    yield from absent(named, "The wording does not name the account matters that texts are about.")
    yield from absent(signs.privacy_mention(folded), "The wording does not speak of privacy.")


RULE = Rule(
    id="OW024",
    name="financial-matters-unnamed",
    authority="vertical",
    citation="source 004, appendix B",
    severity=Verdict.WARNING,
    subjects=(OptInWording,),
    check=_check,
    what="Consent at a financial firm names neither account matters nor privacy.",
    why="Financial messages are looked at closely; consent names the kinds of alerts and leads to the privacy notice.",
    fix='Name the alerts ("account alerts, fraud notifications, payment reminders") and the privacy policy.',
    field="opt_in_wording",
    applies=_applies,
    good=(
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "ABC Bank", "vertical": "FINANCIAL"},
            "text": "I consent to account alerts by text from ABC Bank. Privacy Policy: abcbank.com/privacy.",
        },
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "ABC Bank", "vertical": "FINANCIAL"},
            "use_case": "2FA",
            "text": "Text me a sign-in code from ABC Bank.",
        },
        {"kind": "opt_in_wording", "brand": ACME, "text": "I agree to receive offers from Acme."},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "ABC Bank", "vertical": "FINANCIAL"},
            "text": "I agree to receive texts from ABC Bank. Reply STOP to opt out.",
        },
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "ABC Bank", "vertical": "FINANCIAL"},
            "text": "I agree to receive payment reminders from ABC Bank. Reply STOP to opt out.",
        },
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "ABC Bank", "vertical": "FINANCIAL"},
            "text": "Keep me informed by SMS. See the Privacy Policy.",
        },
    ),
)
