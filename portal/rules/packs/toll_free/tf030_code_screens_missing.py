"""TF030: The screens on which people ask for a code are missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    shown = {"otp_screens", "optin_screenshot"} & set(brief.evidence or ())
    yield from absent(shown, "No screens show how people ask for a code.")


RULE = Rule(
    id="TF030",
    name="code-screens-missing",
    authority="toll_free",
    citation="source 003, opt-in for 2FA and one-time codes",
    severity=Verdict.WARNING,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The screens on which people ask for a code are missing.",
    why="For codes the verifier wants to see the way to the first text.",
    fix="Add screenshots of the steps up to the first code.",
    codes=("toll_free_aggregator:621",),
    field="opt_in_method",
    applies=lambda brief, context: (
        brief.evidence is not None
        and (brief.category.strip().upper() == "2FA" or consent_words.sends_codes(normalize(brief.description).folded))
    ),
    good=(
        {"kind": "toll_free", "category": "2FA", "evidence": ["otp_screens"]},
        {"kind": "toll_free", "category": "2FA"},
        {"kind": "toll_free", "category": "Appointments", "evidence": []},
    ),
    bad=(
        {"kind": "toll_free", "category": "2FA", "evidence": []},
        {"kind": "toll_free", "description": "Verification codes for login.", "evidence": ["terms"]},
        {
            "kind": "toll_free",
            "description": "One-time passcodes to sign in.",
            "category": "System Alerts",
            "evidence": [],
        },
    ),
)
