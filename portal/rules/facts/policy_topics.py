# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""Which topics a privacy policy or terms touch at all: collecting, using, sharing, security, contact, how data came."""

from __future__ import annotations

from portal.rules.facts import signs
from portal.rules.facts.lines import Grep, Lines, fold_lines
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize, sentences_of
from portal.rules.subjects import PolicyPage

_TOPICS = {
    "collecting": pattern(r"\b(?:collect(?:s|ed|ing|ion)?|gather(?:s|ed|ing)?|obtain(?:s|ed|ing)?|receiv(?:e|es|ed) from you|(?:information|data|details) (?:that )?you (?:provide|give|submit|enter)|we ask (?:you )?for|capture[sd]?|stor(?:es?|ed|ing)|uploads?|we (?:record|keep|hold|log)|information (?:used|we have)|provided by you)\b"),
    "using": pattern(r"\b(?:us(?:e|es|ed|ing)|process(?:es|ed|ing)?|utiliz(?:e|es|ed|ing))\b"),
    "sharing": pattern(r"\b(?:shar(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure|ures)|sell(?:s|ing)?|sold|transfer(?:s|red|ring)?|third[- ]part(?:y|ies)|pass(?:ed)? (?:it|them|your [a-z ]+) on)\b"),
}  # fmt: skip
_EXTRA = {
    "the kinds of data": pattern(r"\b(?:name|e-?mail(?: address)?|phone number|ip address|cookies?|device|payment|location|address)\b"),
    "security": pattern(r"\b(?:secur(?:e|ed|ely|ity)|safeguards?|encrypt(?:ed|ion|s)?|protect(?:s|ed|ing|ion)? (?:your|the|this|personal|it|them)|unauthori[sz]ed)\b"),
}  # fmt: skip
_COLLECTS = pattern(r"\b(?:collect|obtain|gather|receive|record|store|keep)[a-z]*\b")
_NUMBER = pattern(
    r"\b(?:(?:mobile|phone|cell|telephone|cellular|wireless)(?: phone)? (?:numbers?|information|data)|numbers?|sms|text messag[a-z]*)\b"
)
_ON_OPT_IN = pattern(
    r"\b(?:opt[- ]?(?:ing )?(?:in|into)|opted[- ]in|opt[- ]in|sign(?:s|ed|ing)?[- ]?up|subscrib[a-z]*|enrol[a-z]*|consent(?:s|ed|ing)?|agree(?:s|d|ing)?|you (?:provide|give|submit|enter|join)|join(?:s|ed|ing)?|register(?:s|ed|ing)?)\b"
)
_OBTAINED = pattern(
    r"\b(?:(?:not|never) (?:\w+ ){0,3}(?:obtain|purchase|buy|acquire|receive|rent|collect)[a-z]*\b[^.]{0,80}\b(?:third part|others?|brokers?|lists?|vendors?)|(?:obtain|acquire|collect)ed (?:directly|only) from (?:you|the (?:person|consumer|customer))|directly from (?:you|consumers|customers|individuals))"
)


_SECTION = pattern(r"\b(?:sms communications?|text messag(?:e|es|ing)(?: program)?)\b")


_COLLECTED_ON_OPT_IN = (_NUMBER, _ON_OPT_IN, _COLLECTS)
_COLLECTED_LINES = tuple(Grep(one) for one in _COLLECTED_ON_OPT_IN)


def missing_topics(text: str) -> tuple[str, ...]:
    """Which of collecting, using and sharing the text never speaks of (source 000, privacy policy)."""
    folded = normalize(text).folded
    return tuple(topic for topic, sign in _TOPICS.items() if not sign.search(folded))


def missing_extras(text: str) -> tuple[str, ...]:
    """What reviewers also look for and do not find: kinds of data, security, a contact."""
    folded = normalize(text).folded
    found = [topic for topic, sign in _EXTRA.items() if not sign.search(folded)]
    if not (signs.phones(folded) or signs.emails(folded) or "contact us" in folded):
        found.append("a contact for questions")
    return tuple(found)


def is_whole_policy(page: PolicyPage, context: object = None) -> bool:
    """Whether this is a policy and not the section about texts alone, as it is put into one."""
    headings = [normalize(heading).folded for heading in page.headings]
    return not (len(headings) == 1 and _SECTION.search(headings[0]))


def says_collected_on_opt_in(text: str) -> bool:
    """A sentence says that numbers are collected when people opt in (source 004, step 3.3)."""
    lines = list(zip(fold_lines(text), text.split("\n"), strict=True))
    for grep in _COLLECTED_LINES:
        lines = [lines[place] for place in sorted(grep.places(Lines(folded for folded, _ in lines)))]
    for _, line in lines:
        for sentence in sentences_of(line):
            words = normalize(sentence).folded
            if all(sign.search(words) for sign in _COLLECTED_ON_OPT_IN):
                return True
    return False


def says_not_obtained_elsewhere(text: str) -> bool:
    """The text says that numbers and consent do not come from others."""
    return _OBTAINED.search(normalize(text).folded) is not None
