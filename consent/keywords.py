"""What an inbound text means: leave, join, confirm, ask for help (source 004, step 5.5; 47 CFR 64.1200(a)(10))."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

CARRIER_STOP_WORDS: Final = frozenset({"stop", "end", "cancel", "unsubscribe", "quit"})
"""The five that source 004 wants treated alike."""
LAW_STOP_WORDS: Final = frozenset({"revoke", "opt out", "optout"})
"""Words that federal rules take for a revocation beyond the five."""
MORE_STOP_WORDS: Final = frozenset({"stop all", "stopall", "remove", "arret", "alto"})
"""STOPALL of the combined consent text, and the words carriers accept in other languages."""
STOP_WORDS: Final = CARRIER_STOP_WORDS | LAW_STOP_WORDS | MORE_STOP_WORDS
ALL_PROGRAMS_WORDS: Final = frozenset({"stopall", "stop all"})
"""Words that end every program of the sender whatever the program's own setting."""
START_WORDS: Final = frozenset({"start", "unstop"})
HELP_WORDS: Final = frozenset({"help", "info"})
YES_WORDS: Final = frozenset({"yes", "y", "confirm"})

_STOP_PHRASES: Final = (
    "please stop",
    "stop texting",
    "stop messaging",
    "stop sending",
    "take me off",
    "remove me",
    "dont text",
    "do not text",
    "no more texts",
    "no more messages",
    "leave me alone",
    "wrong number",
    "opt me out",
    "unsubscribe me",
    "no mas",
)
_APPROVE = re.compile(r"Approve (1\d{10})")
_SPELLED = re.compile(r"(?<!\S)\w(?: \w){2,}(?!\S)")
"""Three letters or more, each by itself: `s t o p`."""


class Meaning(StrEnum):
    """What the sender of an inbound text wants."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    YES = "yes"
    NOTHING = "nothing"


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a text, the word it was found by, and whether by the whole text, its first word or a phrase."""

    meaning: Meaning
    keyword: str = ""
    by: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Vocabulary:
    """A program's own keywords beside those that always hold."""

    stop: frozenset[str] = frozenset()
    start: frozenset[str] = frozenset()
    help: frozenset[str] = frozenset()

    @classmethod
    def of(cls, stop: Iterable[str], start: Iterable[str], help_words: Iterable[str]) -> Vocabulary:
        """From words as people typed them."""
        return cls(*(frozenset(filter(None, map(plain, words))) for words in (stop, start, help_words)))


def plain(text: str) -> str:
    """Lower case, without accents, punctuation and extra spaces: `Stop!!` and ` STOP ` are one word."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = (char for char in folded if not unicodedata.combining(char) and char not in "'’`")
    spaced = "".join(char if char.isalnum() else " " for char in letters)
    return " ".join(spaced.split())


def read(text: str, vocabulary: Vocabulary | None = None) -> Reading:
    """The meaning of an inbound text. Leaving goes before everything else; a whole text before its first word.

    Words spelled letter by letter are words.
    """
    words = vocabulary or Vocabulary()
    said = _SPELLED.sub(lambda spelled: spelled[0].replace(" ", ""), plain(text))
    first = said.split(" ", 1)[0]
    stop = STOP_WORDS | words.stop
    for candidate, by in ((said, "whole text"), (" ".join(said.split()[:2]), "first words"), (first, "first word")):
        if candidate in stop:
            return Reading(Meaning.STOP, candidate, by)
    for phrase in _STOP_PHRASES:
        if f" {phrase} " in f" {said} ":
            return Reading(Meaning.STOP, phrase, "phrase")
    for meaning, known in (
        (Meaning.HELP, HELP_WORDS | words.help),
        (Meaning.YES, YES_WORDS),
        (Meaning.START, START_WORDS | words.start),
    ):
        if said in known:
            return Reading(meaning, said, "whole text")
    return Reading(Meaning.NOTHING)


def approved_sender(text: str) -> str | None:
    """E.164 of the sender that `Approve 1XXXXXXXXXX` names; exactly that form or None (source 002, second way)."""
    match = _APPROVE.fullmatch(text)
    return f"+{match[1]}" if match else None
