"""CM057: A brief for one-time codes does not show the screens that lead to the first text."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)

_ABOUT_CODES = ("2fa", "one-time", "one time", "verification code", "two-factor", "otp")


def _applies(brief: TollFreeBrief, context: Context) -> bool:
    return brief.evidence is not None and any(word in brief.category.lower() for word in _ABOUT_CODES)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    shown = {"otp_screens", "optin_screenshot"} & set(brief.evidence or ())
    yield from absent(shown, "No picture shows the way to the first code.")


RULE = Rule(
    id="CM057",
    name="code-screens-missing",
    authority="toll_free",
    citation="source 003, opt-in evidence (2FA)",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="A brief for one-time codes does not show the screens that lead to the first text.",
    why="The verifier wants to see what people do and read before the first code is sent.",
    fix="Add screenshots of each step up to the first text.",
    codes=("toll_free_aggregator:621",),
    field="opt_in_method",
    applies=_applies,
    good=(
        {"kind": "toll_free", "category": "2FA", "evidence": ["otp_screens"]},
        {"kind": "toll_free", "category": "Appointments", "evidence": []},
        {"kind": "toll_free", "category": "2FA"},
    ),
    bad=(
        {"kind": "toll_free", "category": "2FA", "evidence": []},
        {"kind": "toll_free", "category": "OTP and sign-in", "evidence": ["paper_form"]},
        {"kind": "toll_free", "category": "Two-Factor Authentication", "evidence": ["keyword_material"]},
    ),
)
