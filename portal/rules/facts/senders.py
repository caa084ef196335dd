# ruff: noqa: E501, SIM905 - a pattern reads better on one line, a word list reads better as words
"""Who a page belongs to, and whether words name a sender when nobody told us the brand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.rules.facts.names import core_name
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import Text

if TYPE_CHECKING:
    from portal.rules.facts.pages import Page

_PARTS = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022:»-]+\s+|\s*[|»\u2022\u00b7]\s*|: ")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-\u2013]\s*(?:\d{4}|present))?)?,?\s*(?:by\s+)?([A-Z0-9][^|©\u00b7\u2022\n]{1,60}?)(?:\.\s|\.?$|\s+[|\u00b7\u2022\u2014-]|,?\s+all rights|\s+privacy|\s+terms)",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "home contact us about privacy policy terms of service and conditions sms mms text texts texting message messages messaging opt in optin opt-in out sign up signup join "
    "subscribe subscription form page welcome get started free quote request info information book now consent consents our the a to for your you we my program alerts alert updates update "
    "notifications notification reminders reminder club landing index untitled document app mobile phone enrollment enroll registration register account login create thank thanks "
    "online web website site logo image icon newsletter marketing promotional communications communication copyright all rights reserved inc llc appointment appointments order orders "
    "customer customers daily weekly verification verify demo test default title new daily chore household services service schedule contact-us received".split()
)
_WORD = re.compile(r"[a-z0-9][a-z0-9'&\-]*")
# A sender named behind "from" or before "may text you", with a capital letter.
_SENDER = pattern(
    r"\b(?:[Ff]rom|FROM|[Bb]y|[Tt]o|[Ww]ith|[Vv]ia|[Aa]llow|[Aa]uthori[sz]e|[Pp]ermission (?:for|to)|[Bb]ehalf of|[Ff]or)\s+(?:The |the )?(?:[A-Z0-9][A-Za-z0-9&'.\-]+)"
    r"|\b(?:[Tt]hat|[Aa]uthori[sz]e|[Aa]llow|[Cc]onsent to) (?:the |The )?[A-Z][\w&'.\-]+(?: [A-Z][\w&'.\-]+){0,4},? (?:[Ll][Ll][Cc],? |[Ii]nc\.?,? )?(?:may|can|will|to|sending|texting|contacting|messaging) ?(?:send|text|contact|message|use|me|you)?"
    r"|\b[A-Z][A-Za-z0-9&'.\-]+(?: (?:of|and|&|for|the|[A-Z][A-Za-z0-9&'.\-]+)){0,5} (?:will|may|can|sends|texts|uses) (?:only )?(?:send|text|message|you|use|[a-z]+ (?:reminders?|alerts?|updates?|texts?|messages?))\b"
    r"|\bMay (?:we at |the )?[A-Z][A-Za-z0-9&'.\-]+(?: [A-Z][A-Za-z0-9&'.\-]+){0,4} (?:text|message|send|contact)\b"
    r"|\b(?i:receive|get|join|opt in to|subscribe to|sign up for|enroll in)\s+(?:the |recurring |automated |promotional |marketing |occasional )*[A-Z][A-Za-z0-9&.\-]+(?:'s)?(?: [A-Z][A-Za-z0-9&'.\-]+){0,4} (?:text|sms|SMS|Text|mobile|alerts?|updates?|notifications?|messages?|reminders?|VIP|texting)\b"
    r"|\b[A-Z][A-Za-z0-9&'.\-]+(?: [A-Z][A-Za-z0-9&'.\-]+){0,4},? (?:LLC|Inc\.?|Corp\.?|Co\.|PLLC|L\.L\.C\.)"
)
_NO_SENDER = frozenset(
    "sms stop help mms terms privacy policy text texts us you reply view our this number receive get opt time your my me be any message messages consent cancel end unsubscribe join the "
    "these all a an data for start msg yes no i we it see read more info information marketing promotional call calls email emails phone mobile help. stop. opt-out opt-in twilio contact "
    "check checking submit submitting click clicking providing entering sign signing agree agreeing communications notifications alerts updates reminders appointment service services "
    "time-to-time carrier carriers usa u.s. america united states english details questions support assistance confirm receiving learn and or in of on at as if not that what when where "
    "recurring automated automatic transactional informational customer customers account order orders faster everyone anyone third dealership people".split()
)


def page_names(page: Page) -> tuple[str, ...]:
    """What the page calls its owner: site name, parts of the title, the logo's words, the copyright line."""
    if page.tree is None:
        return ()
    tree = page.tree
    said = [*_PARTS.split(page.title)[:6]]
    metas = tree.css("meta[property='og:site_name'], meta[name='application-name'], meta[name='author']")
    said += [node.attributes.get("content") or "" for node in metas[:5]]
    for node in tree.css("img[alt]")[:60]:
        alt = node.attributes.get("alt") or ""
        if "logo" in f"{alt} {node.attributes.get('class') or ''} {node.attributes.get('src') or ''}".lower():
            said.append(re.sub(r"\blogo\b", "", alt, flags=re.IGNORECASE))
    marks = tree.css("[class*=logo], [class*=brand], [id*=logo]")
    said += [node.text(deep=True, separator=" ") for node in marks[:10]]
    for line in page.text.split("\n")[-60:]:
        said += [match.group(1) for match in _COPYRIGHT.finditer(line[:400])][:2]
    names = (" ".join(one.split()).strip(" .,-|") for one in said)
    return tuple(dict.fromkeys(name for name in names if 2 < len(name) <= 60 and _distinctive(name)))[:12]


def _distinctive(name: str) -> bool:
    words = _WORD.findall(core_name(name))
    return any(word not in _GENERIC and len(word) > 1 for word in words)


def named_in(names: tuple[str, ...], words: Text) -> bool:
    """Whether one of the names stands in the words as whole words."""
    return any(re.search(rf"(?<![a-z0-9]){re.escape(core)}(?![a-z0-9])", words.folded) for core in _cores(names))


def _cores(names: tuple[str, ...]) -> list[str]:
    return [core for core in (core_name(name) for name in names) if len(core) > 2]


def somebody_named(words: Text) -> bool:
    """Whether the words name a sender at all, judged by grammar and capital letters."""
    for match in _SENDER.finditer(words.plain):
        named = [word.lower().strip(".,") for word in re.findall(r"\b[A-Z0-9][A-Za-z0-9&'.\-]*", match.group())]
        if any(_could_be_name(word) for word in named):
            return True
    return False


def _could_be_name(word: str) -> bool:
    if word in _NO_SENDER or word.removesuffix("s") in _NO_SENDER or not word:
        return False
    digits = sum(one.isdigit() for one in word)
    starters = {
        "from",
        "by",
        "to",
        "with",
        "via",
        "allow",
        "authorize",
        "authorise",
        "permission",
        "behalf",
        "that",
        "for",
    }
    return digits * 2 <= len(word) and word not in starters
