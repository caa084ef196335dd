"""OW023: Consent at a healthcare provider does not speak of health-related messages and of the HIPAA notice."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import ACME, GOOD_CONSENT, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
    VerbalScript,
)

_HEALTH = frozenset({"HEALTHCARE", "HEALTH"})


def _applies(wording: OptInWording | VerbalScript, context: Context) -> bool:
    marked = wording.brand is not None and wording.brand.vertical.upper() in _HEALTH
    return marked and wording.use_case != "2FA"


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    lacks = consent_words.lacks_health_notice(normalize(wording.text).folded)
    yield from absent(not lacks, f"The wording does not speak of {' and '.join(lacks)}.")


RULE = Rule(
    id="OW023",
    name="health-notice-missing",
    authority="vertical",
    citation="source 004, section 8.1 and appendix B",
    severity=Verdict.WARNING,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="Consent at a healthcare provider does not speak of health-related messages and of the HIPAA notice.",
    why="People must know that texts may touch their health, and where the notice about it stands.",
    fix='Write "Messages may include health-related information" and "Privacy Policy (including HIPAA notices)".',
    field="opt_in_wording",
    applies=_applies,
    good=(
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "HEALTHCARE"},
            "text": "I consent to appointment reminders and healthcare texts from GreenLeaf Dental. Privacy Policy (including HIPAA notices): greenleaf.com/privacy.",
        },
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "HEALTHCARE"},
            "text": "GreenLeaf Dental may text me about my treatment. See our Notice of Privacy Practices.",
        },
        {"kind": "opt_in_wording", "brand": ACME, "text": GOOD_CONSENT},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "HEALTHCARE"},
            "text": "I agree to receive appointment reminders from GreenLeaf Dental. Reply STOP to opt out.",
        },
        {
            "kind": "opt_in_wording",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "HEALTHCARE"},
            "text": "I agree to healthcare texts from GreenLeaf Dental. Privacy Policy: greenleaf.com/privacy.",
        },
        {
            "kind": "verbal_script",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "HEALTHCARE"},
            "text": "May GreenLeaf Dental text you about visits? Our HIPAA notice is online.",
        },
    ),
)
