"""The codes that a rejection notice names, each with the sentence it stands in. Pure.

A number is taken for a code only where the directory has it and the words around it speak for it. Numbers that are
something else (phones, amounts, dates, years, tickets, addresses, counts) are masked or refused by their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.desk.intake.masks import masked
from portal.lifecycle.codes import unlisted_key
from portal.rules.rulebook import Code, load

LONGEST: Final = 200_000
"""Characters of a notice that are read."""
MOST: Final = 60
"""Codes of one notice that are offered; more is no notice but a directory."""

NAMES: Final = {
    "tcr": ("TCR", "Campaign Registry"),
    "toll_free_aggregator": ("TF", "TFN", "TFV", "toll-free", "toll free", "tollfree"),
    "dca2": ("DCA2", "DCA-2", "DCA 2", "second DCA", "secondary DCA", "second connectivity aggregator"),
    "twilio": ("Twilio",),
    "telnyx": ("Telnyx",),
    "bandwidth": ("Bandwidth",),
    "bandwidth_tfv": ("Bandwidth toll-free", "Bandwidth TFV"),
    "bandwidth_vetting": ("Bandwidth vetting",),
    "infobip": ("Infobip",),
    "sinch": ("Sinch",),
    "aws": ("AWS", "Amazon", "End User Messaging"),
    "sangoma": ("Sangoma",),
    "plivo": ("Plivo",),
    "swivelcrm": ("SwivelCRM", "Swivel"),
    "vonage": ("Vonage", "Nexmo"),
    "signalwire": ("SignalWire",),
    "univerge_blue": ("UNIVERGE BLUE", "UNIVERGE"),
    "portal": ("Clearline",),
}
"""How people write each authority; the order is that in which a bare number is read where nothing else decides."""

_FILLER: Final = (
    r"(?:[\s:#.,()\[\]\"'*=\u2013-]|\b(?:errors?|err|codes?|reasons?|rejections?|rejected|denials?|denied|declined|"
    r"status|faults?|failures?|number|no|id|verification|messaging|registration|with|for|is|are|was|were)\b)"
)
_SPEAKS: Final = re.compile(
    r"\b(?:errors?|err|codes?|reasons?|rejections?|denials?|faults?|failures?|reject(?:ed)?|denied|declined)\b"
    r"(?:[\s:#.()\[\]\"'*=\u2013-]|\b(?:no|number|nr|is|are|was|were|with|for|as|being)\b){0,8}$",
    re.IGNORECASE,
)
_FOLLOWED: Final = re.compile(r"^\s{0,3}(?:\(?error|errors|codes?|rejections?|denials?)\b", re.IGNORECASE)
_LIST: Final = re.compile(r"^(?:[\s,;/&+()\[\]#]|\b(?:and|or|codes?|errors?)\b){1,12}$", re.IGNORECASE)
_LINE_HEAD: Final = re.compile(r"(?:^|\n)[\s*\u2022\u2013.)(\[#-]{0,8}$")
_LINE_TAIL: Final = re.compile(r"^[\])]?[ \t]*(?:[-:.)\u2013\u2014][ \t]{0,3}[A-Za-z]|\r?\n|$)")
_NOT_BEFORE: Final = re.compile(
    r"(?:\b(?:ticket|case|order|invoice|ref|reference|account|acct|phone|tel|fax|call|zip|suite|apt|unit|room|floor|"
    r"box|page|section|line|step|version|ext|extension|sample|about|over|nearly|than|to|least|ein|duns|id)\b|\u00a7)"
    r"[\s:.#]{0,3}(?:(?:no|number|nr|id)\b[\s:.#]{0,3})?$",
    re.IGNORECASE,
)
_NOT_AFTER: Final = re.compile(
    r"^(?:\(c\)|[\s-]{0,2}(?:percent|characters?|chars?|messages?|texts?|sms|segments?|days?|business|hours?|hrs?|"
    r"minutes?|mins?|seconds?|weeks?|months?|years?|numbers?|users?|customers?|recipients?|subscribers?|people|"
    r"dollars?|am|pm|mb|kb|st|nd|rd|th|per)\b"
    r"|[ ][A-Z][a-z]{1,20}(?:[ ][A-Z][a-z]{1,20})?[ ]"
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Drive|Dr|Lane|Ln|Way|Court)\b)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<![\w])(?:TF)?(?:\d{2} \d{3}|\d{1,6})(?![\w])", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){0,15}")
_SPACED: Final = re.compile(r"\b[A-Z]{2,20}(?:[ -][A-Z0-9]{2,20}){1,6}\b")
_KEY: Final = re.compile(r"\b([a-z][a-z0-9_]{1,24}):([A-Za-z0-9_]{1,80})", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")
_LONGEST_SENTENCE: Final = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A spelling in a notice. ``key`` is empty for one that the directory does not have.

    ``others`` are the keys that the same spelling has at other authorities.
    """

    spelling: str
    sentence: str
    key: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a notice names: known codes and what only looks like one, in the order of the text, each once."""

    found: tuple[Found, ...]
    unknown: tuple[Found, ...]

    @property
    def unlisted(self) -> dict[str, Found]:
        """What only looks like a code, by the key under which it is kept with the rejection."""
        keys: dict[str, Found] = {}
        for one in self.unknown:
            keys.setdefault(unlisted_key(one.spelling), one)
        keys.pop("", None)
        return keys


@dataclass(frozen=True, slots=True)
class _Index:
    keys: dict[str, str]
    spelled: dict[str, tuple[str, ...]]


def codes_in(text: str) -> Reading:
    """Every code that a notice names. Takes any text; one beyond ``LONGEST`` is read up to there."""
    text = text[:LONGEST].replace("\x00", " ").replace("\u00a0", " ")
    found: dict[str, tuple[int, Found]] = {}
    unknown: dict[str, tuple[int, Found]] = {}
    for start, one in (*_whole_keys(text), *_enums(text), *_numbers(text)):
        shelf, name = (found, one.key) if one.key else (unknown, one.spelling)
        if name not in shelf or start < shelf[name][0]:
            shelf[name] = (start, one)
    in_order = [tuple(one for _at, one in sorted(shelf.values(), key=lambda at: at[0])) for shelf in (found, unknown)]
    return Reading(in_order[0][:MOST], in_order[1][:MOST])


def spellings_of(code: Code) -> tuple[str, ...]:
    """How a notice may write a code: in full, behind its authority's name and, where that is telling, alone."""
    alone = (code.code,) if _tells(code.code) else ()
    toll_free = (f"TF{code.code}",) if code.authority == "toll_free_aggregator" else ()
    return (code.key, *(f"{name} {code.code}" for name in NAMES.get(code.authority, ())), *toll_free, *alone)


def _tells(spelling: str) -> bool:
    return "_" in spelling or (spelling.isdigit() and len(spelling) >= 3)


@lru_cache(maxsize=2)
def _index(version: str) -> _Index:
    place = {authority: at for at, authority in enumerate(NAMES)}
    spelled: dict[str, list[Code]] = {}
    for code in load().codes.values():
        spelled.setdefault(code.code.casefold(), []).append(code)
    return _Index(
        keys={key.casefold(): key for key in load().codes},
        spelled={
            word: tuple(code.key for code in sorted(codes, key=lambda code: place.get(code.authority, 99)))
            for word, codes in spelled.items()
        },
    )


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Authorities' names at the end of a text before a code, and anywhere; and whose each is."""
    whose = {name.casefold(): authority for authority, names in NAMES.items() for name in names}
    whose |= {str(entry["title"]).casefold(): key for key, entry in load().authorities.items() if key not in NAMES}
    any_name = "|".join(re.escape(name) for name in sorted(whose, key=len, reverse=True))
    before = re.compile(rf"(?<!\w)({any_name}){_FILLER}{{0,12}}$", re.IGNORECASE)
    return before, re.compile(rf"(?<!\w)({any_name})(?!\w)", re.IGNORECASE), whose


def _whole_keys(text: str) -> Iterator[tuple[int, Found]]:
    index = _index(load().version)
    for match in _KEY.finditer(text):
        key = index.keys.get(match.group().casefold())
        if key:
            yield match.start(), Found(match.group(), _sentence(text, match.start(), match.end()), key)


def _enums(text: str) -> Iterator[tuple[int, Found]]:
    """Words such as CAMPAIGN_MISMATCH; one without an underscore only behind its authority or the word `code`."""
    index, mentioned = _index(load().version), _mentioned(text)
    for match in (*_WORD.finditer(text), *_SPACED.finditer(text)):
        word = match.group()
        spelled = re.sub(r"[ -]", "_", word).casefold()
        keys = index.spelled.get(spelled, ())
        before = text[max(0, match.start() - 60) : match.start()]
        if not keys:
            if word.count("_") and word.isupper() and (word.count("_") > 1 or _SPEAKS.search(before)):
                yield match.start(), Found(word, _sentence(text, match.start(), match.end()))
            continue
        if "_" not in spelled and not (word.isupper() and (_SPEAKS.search(before) or _authority(before))):
            continue
        key = _chosen(keys, _authority(before), mentioned)
        yield match.start(), _known(word, key, keys, _sentence(text, match.start(), match.end()))


def _numbers(text: str) -> Iterator[tuple[int, Found]]:
    index, mentioned = _index(load().version), _mentioned(text)
    hidden, told = masked(text, lambda number: number in index.spelled)
    last_end, last_authority, last_taken = -1, "", False
    for match in _NUMBER.finditer(hidden):
        number = match.group().replace(" ", "").lower().removeprefix("tf")
        before = hidden[max(0, match.start() - 60) : match.start()]
        after = hidden[match.end() : match.end() + 60]
        authority = "toll_free_aggregator" if match.group()[:1] in "tT" else _authority(before)
        listed = last_taken and bool(_LIST.search(hidden[last_end : match.start()][:40]))
        if listed and not authority:
            authority = last_authority
        direct = bool(authority or listed or match.start() in told or _SPEAKS.search(before))
        spaced = " " in match.group()
        named = f"{authority}:{number}" in index.spelled.get(number, ())
        taken = _is_code(number, before, after, direct=direct, named=named, known=number in index.spelled)
        last_end, last_authority, last_taken = match.end(), authority, taken and (direct or not spaced)
        if not taken or (spaced and not (direct and number in index.spelled)):
            continue
        sentence = _sentence(text, match.start(), match.end())
        keys = index.spelled.get(number, ())
        if keys:
            yield match.start(), _known(match.group(), _chosen(keys, authority, mentioned), keys, sentence)
        elif not listed and _SPEAKS.search(before) and not _NOT_AFTER.search(after):
            yield match.start(), Found(match.group(), sentence)


def _is_code(number: str, before: str, after: str, *, direct: bool, named: bool, known: bool) -> bool:
    """Whether a number with these neighbours is a code; one of two digits only where its own authority is named."""
    if len(number) <= 2:
        return named and not _NOT_AFTER.search(after)
    if re.search(r"[A-Za-z0-9]-$", before) and not direct:
        return False
    if direct:
        return True
    if not known or _NOT_BEFORE.search(before) or _NOT_AFTER.search(after) or re.match(r"-\d", after):
        return False
    is_year = len(number) == 4 and "1900" <= number <= "2099"
    heads = bool(_LINE_HEAD.search(before) and _LINE_TAIL.search(after))
    bracketed = before[-1:] in tuple("([") and after[:1] in tuple(")]") and not is_year
    if heads or bracketed or _FOLLOWED.search(after):
        return True
    return len(number) >= 4 and not is_year


def _authority(before: str) -> str:
    """The authority whose name leads up to what follows, or an empty text."""
    pattern, _anywhere, whose = _named()
    match = pattern.search(before)
    return whose[match.group(1).casefold()] if match else ""


def _mentioned(text: str) -> tuple[str, ...]:
    """The authorities that a notice names, in the order in which it does."""
    _before, anywhere, whose = _named()
    found = (whose[match.group(1).casefold()] for match in anywhere.finditer(text[:20_000]))
    return tuple(dict.fromkeys(found))


def _chosen(keys: tuple[str, ...], authority: str, mentioned: Iterable[str]) -> str:
    """The key meant: of the authority named before it, else of one that the notice names, else as usually read."""
    by_authority = {key.partition(":")[0]: key for key in keys}
    if authority in by_authority:
        return by_authority[authority]
    return next((by_authority[named] for named in mentioned if named in by_authority), keys[0])


def _known(spelling: str, key: str, keys: tuple[str, ...], sentence: str) -> Found:
    return Found(spelling, sentence, key, tuple(other for other in keys if other != key))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence or line around a place, on one line, cut where it is very long."""
    left = max(0, start - _LONGEST_SENTENCE)
    begin = left
    for match in _SENTENCE_END.finditer(text, left, start):
        begin = match.end()
    finish = min(len(text), end + _LONGEST_SENTENCE)
    stop = _SENTENCE_END.search(text, end, finish + 1)
    finish = stop.end() if stop else finish
    return " ".join(text[begin:finish].split())
