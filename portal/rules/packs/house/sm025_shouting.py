# ruff: noqa: SIM905 - a word list reads better as words
"""SM025: The message shouts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_SAMPLE
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{4,}(?![\w-])")
_STACKED = re.compile(r"[!?]{3,}")
_KEYWORDS = frozenset(
    "STOP STOPALL HELP START UNSTOP JOIN QUIT CANCEL UNSUBSCRIBE INFO CONFIRM REVOKE ANNULER HIPAA NYSE".split()
)
_CAPITALS_MOST, _EMOJI_MOST = 2, 2


def _is_emoji(character: str) -> bool:
    point = ord(character)
    return 0x1F300 <= point <= 0x1FAFF or 0x2600 <= point <= 0x27BF or 0x1F1E6 <= point <= 0x1F1FF


@lru_cache(maxsize=64)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.findall(r"[A-Z]+", normalize(" ".join(names)).plain.upper()))


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    plain = normalize(message.text).plain
    words = _CAPITALS.findall(plain)
    if len(words) > _CAPITALS_MOST:
        own = _words_of(message.brand.names) if message.brand else frozenset()
        sender = _words_of((plain.split(":", 1)[0],)) if ":" in plain[:40] else frozenset()
        loud = [word for word in words if word not in _KEYWORDS and word not in own and word not in sender]
        if len(loud) > _CAPITALS_MOST:
            yield Hit(message=f"Words in capitals: {', '.join(dict.fromkeys(loud))}.")
    if _STACKED.search(plain):
        yield Hit(message="Exclamation or question marks are stacked.")
    emoji = 0 if message.text.isascii() else sum(_is_emoji(character) for character in message.text)
    if emoji > _EMOJI_MOST:
        yield Hit(message=f"The message holds {emoji} emoji.")


RULE = Rule(
    id="SM025",
    name="shouting",
    authority="house",
    citation="Clearline; public delivery guides",
    severity=Verdict.ADVICE,
    subjects=(SampleMessage,),
    check=_check,
    what="The message shouts.",
    why="Capitals, stacked marks and many emoji are signs that spam filters weigh.",
    fix="Write words in lower case, one mark at a time, and at most two emoji.",
    field="sample_messages",
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {"kind": "sample_message", "text": "ACME WIDGETS CORP: Your visit is at 3 PM. Reply STOP to opt out or HELP."},
        {"kind": "sample_message", "text": "Acme: Party time \U0001f389\U0001f38a! Reply STOP to opt out."},
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: HURRY, LAST CHANCE TODAY, everything must go. Reply STOP to opt out.",
        },
        {"kind": "sample_message", "text": "Acme: Are you coming??? Reply STOP to opt out."},
        {
            "kind": "sample_message",
            "text": "Acme: Sale \U0001f525\U0001f525\U0001f525 at acme.com Reply STOP to opt out.",
        },
    ),
)
