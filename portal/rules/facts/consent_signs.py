# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""Signs that consent wording carries: bundling, sharing, force, implied consent."""

from __future__ import annotations

from portal.rules.facts.patterns import Pattern, pattern
from portal.rules.facts.signs import Span

# A list of channels, such as "calls, texts and e-mails" or "by phone, SMS or email".
_BESIDE = r"(?:marketing|automated|automatic|promotional|pre-?recorded|prerecorded|autodialed|auto-dialed|recurring|voice|via|by|through|to|receive|receiving|make|and|or|your|my|the|our|other|informational|transactional|service|live|artificial|ai|any|me|us|you)"
_JOIN = (
    r"(?: \((?:sms|mms)(?:[/ ,&]+(?:and |or )?(?:sms|mms))?\))?(?: ?(?:,|/|&|\+|;)| (?:and/or|and|or|as well as|plus|along with|in addition to))(?: ?(?:,|/|&|and/or|and|or|then))* ?(?:"
    + _BESIDE
    + r" ){0,4}"
)
_CHANNEL = r"(?:texts?(?: messages?| messaging| alerts?| updates?)?|sms(?:/mms)?(?: text)?(?: messages?| texts?| messaging| alerts?| updates?)?|mms(?: messages?)?|e-?mails?(?: messages?| updates?| communications?)?|(?:phone |voice |telephone |telemarketing |robo)?calls?|call(?:ing)?|phone|telephone|voice(?:mails?| messages?)?|texting|texted|emailing|emailed|called|(?:pre-?recorded|artificial)(?: voice)? messages?|mail|push notifications?)"
_CHANNELS = pattern(r"\b" + _CHANNEL + r"(?:" + _JOIN + _CHANNEL + r"\b)+")
_TEXT_CHANNEL = pattern(r"\b(?:texts?|texting|texted|sms|mms)\b")
_MAIL_CHANNEL = pattern(r"\be-?mail(?:s|ed|ing)?\b")
_CALL_CHANNEL = pattern(r"\b(?:calls?|called|calling|phone|telephone|robocalls?|voicemails?|voice)\b")
_IN_ANOTHER_ROLE = pattern(r"^ ?(?:number|address|field|numbers|addresses|plan|carrier|app|notifications? settings)")
_CELL_BEFORE = pattern(r"\b(?:cell|cellular|mobile|smart|wireless|home|my|your|the|work) ?$")
_THEY_CALL = pattern(r"\byou (?:may|can|could|should)\b[^.;]{0,30}$")
_DENIED_BEFORE = pattern(
    r"\b(?:not|never|no|without|won't|don't|separate|separately|rather than|instead of)\b[^.;]{0,40}$"
)
_ASKS = pattern(
    r"\b(?:consent|agree|receive|contact|authori[sz]e|opt[- ]?in|sign up|subscribe|send|reach|permission|allow|notify|notified|want|yes|get|via|by|through|okay|ok to|may|can|might|updates|alerts|notifications|offers|news|be sent)\b"
)
_HELP_BEFORE = pattern(r"\b(?:help|assistance|support|questions?|contact us|info)\b[^.;]{0,40}$")
_WHOSE = r"(?:its|our|their|selected|trusted|participating|marketing|business|other|any|third[- ]party|up|to|two|three|four|five|six|ten|\d+)"
_SHARED = pattern(
    r"(?:\b(?:and/or|and|or|from|by|with|to) (?:" + _WHOSE + r" ){0,5}|(?:,|&) (?:" + _WHOSE + r" ){1,5})"
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
    return _bundled(folded, _MAIL_CHANNEL)


def bundled_with_calls(folded: str) -> Span | None:
    """One consent covers texts and calls."""
    return _bundled(folded, _CALL_CHANNEL)


def _bundled(folded: str, other: Pattern) -> Span | None:
    """A list of channels that a sentence asks consent for and that holds texts and another one."""
    for match in _CHANNELS.finditer(folded):
        start, end = match.span()
        before = folded[max(0, start - 160) : start]
        sentence = before[max(before.rfind(mark) for mark in ".!?") + 1 :]
        named = match.group()
        if not (_TEXT_CHANNEL.search(named) and other.search(named) and _ASKS.search(sentence + named)):
            continue
        if not (_of_no_consent(sentence, named) or _IN_ANOTHER_ROLE.search(folded[end : end + 24])):
            return start, end
    return None


def _of_no_consent(sentence: str, named: str) -> bool:
    """Whether the words before a list of channels show that nobody consents: help, denial, the person's own call."""
    if named.startswith("phone") and _CELL_BEFORE.search(sentence):
        return True
    return any(one.search(sentence) for one in (_HELP_BEFORE, _DENIED_BEFORE, _THEY_CALL))


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
