# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""Signs that consent wording carries: bundling, sharing, force, implied consent."""

from __future__ import annotations

from portal.rules.patterns import pattern
from portal.rules.signs import Span

_JOIN = r"(?:,? (?:and/or|and|or|as well as)|,|/| ?&) ?(?:(?:by|and|or|marketing|automated|promotional|pre-?recorded|autodialed|phone|voice|via|to|receive|make) ){0,4}"
_TEXTS = r"(?:texts?|text messages?|sms(?: messages?| texts?)?|mms)"
_MAILS = r"e-?mails?"
_CALLS = r"(?:phone )?calls?"
_WITH_MAILS = pattern(
    r"\b"
    + _TEXTS
    + _JOIN
    + r"(?:[a-z ]{0,12}, )?"
    + _MAILS
    + r"\b|\b"
    + _MAILS
    + _JOIN
    + _TEXTS
    + r"\b|\bcall, (?:text|sms),? (?:and|or|&)? ?"
    + _MAILS
)
_WITH_CALLS = pattern(
    r"\b"
    + _TEXTS
    + _JOIN
    + r"(?:"
    + _MAILS
    + r",? (?:and|or) )?"
    + _CALLS
    + r"\b|\b"
    + _CALLS
    + _JOIN
    + r"(?:"
    + _MAILS
    + r",? (?:and|or|, ) ?)?"
    + _TEXTS
    + r"\b"
)
_HELP_BEFORE = pattern(r"\b(?:help|assistance|support|questions?|contact us|info)\b[^.;]{0,40}$")
_SHARED = pattern(
    r"\b(?:and|or|from|by|with|to)\b (?:(?:its|our|their|selected|trusted|participating|marketing|business|other|any|third[- ]party|up|two|\d) ){0,4}"
    r"(?:partners|affiliates|third[- ]parties|sponsors|advertisers|network of [a-z]+)\b"
)
_SHARE_DENIED = pattern(r"\b(?:not|never|no)\b[^.]{0,80}\b(?:partners|affiliates|third[- ]part)")
_FORCED = pattern(
    r"\b(?:must|have to|need to|required to) (?:agree|consent|opt[- ]?in)\b|\bconsent (?:to (?:texts?|sms|text messages|receive)[^.]{0,40})?is (?:required|mandatory|necessary)\b"
    r"|\b(?:as|is) a condition of\b|\b(?:opt[- ]?in|consent|sms consent) (?:is )?(?:required|mandatory)\b"
)
_FORCE_DENIED = pattern(r"\b(?:not|never|n't|without|no)\b[^.]{0,30}(?:required|condition|must|need|have) ?")
_IMPLIED = pattern(
    r"\bby (?:providing|entering|submitting|giving|sharing|supplying|leaving|using|visiting|continuing|placing|signing up|booking)\b"
    r"[^.]{0,90}\b(?:agree|consent|opt[- ]?in|authori[sz]e)"
)
_AGREES_TO_TERMS = pattern(r"\b(?:agree|accept)\b[^.]{0,20}\b(?:terms|conditions|privacy policy)\b")


def bundled_with_email(folded: str) -> Span | None:
    """One consent covers texts and e-mails."""
    match = _WITH_MAILS.search(folded)
    return match.span() if match and not _HELP_BEFORE.search(folded[: match.start()]) else None


def bundled_with_calls(folded: str) -> Span | None:
    """One consent covers texts and calls."""
    match = _WITH_CALLS.search(folded)
    return match.span() if match and not _HELP_BEFORE.search(folded[: match.start()]) else None


def shared_consent(folded: str) -> Span | None:
    """The consent names partners, affiliates or third parties beside the brand."""
    match = _SHARED.search(folded)
    return match.span() if match and not _SHARE_DENIED.search(folded) else None


def forced(folded: str) -> Span | None:
    """The wording makes consent a must."""
    denied = [match.span() for match in _FORCE_DENIED.finditer(folded)]
    for match in _FORCED.finditer(folded):
        if not any(start <= match.end() and match.start() <= end for start, end in denied):
            return match.span()
    return None


def implied(folded: str) -> Span | None:
    """Consent is taken from something else the person does, such as giving a number."""
    match = _IMPLIED.search(folded)
    return match.span() if match else None


def accepts_terms(folded: str) -> Span | None:
    """The same act accepts terms or another agreement."""
    match = _AGREES_TO_TERMS.search(folded)
    return match.span() if match else None
