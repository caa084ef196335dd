"""What people really write, made comparable, with a way back to the exact place.

Curly quotes, dashes, odd spaces, zero-width characters, full-width letters and look-alike letters are folded; the
offset map leads from every place in the folded text to the code point the author typed.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from portal.rules.facts.patterns import admit

_QUOTES = dict.fromkeys("‘’‚‛′ʼ`´", "'") | dict.fromkeys("“”„‟″«»", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
# Letters of other alphabets that look like Latin ones; folded only inside a word that also has Latin letters.
_LOOKALIKES = dict(
    zip("АВЕКМНОРСТХаеорсухіјѕԁһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijsdh" + "ABEZHIKMNOPTYXo", strict=True)
)
_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
_UNUSUAL = re.compile(r"(?:[^\x21-\x7e ]|`)+|  +")
_MIXED_WORD = re.compile(r"\w*[A-Za-z]\w*")

# The default alphabet and the extension table of 3GPP TS 23.038 (an extension character takes two septets).
_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("^{}\\[~]|€\f")
_GSM = _GSM_BASIC | _GSM_EXTENSION
_PLAIN_GSM = re.compile(r"[\n\r !-Z_a-z]*")  # what most texts are made of: one septet each


@dataclass(frozen=True, slots=True)
class Text:
    """A text as typed (``raw``), made plain (``plain``) and in lower case (``folded``, same length as ``plain``)."""

    raw: str
    plain: str
    folded: str
    _places: tuple[int, ...]
    _origins: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The code point of ``raw`` from which the character at ``place`` of the plain text comes."""
        index = bisect_right(self._places, place) - 1
        return min(self._origins[index] + place - self._places[index], len(self.raw))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``raw`` that covers this span of the plain text."""
        if end <= start:
            return self.origin(start), self.origin(start)
        return self.origin(start), self.origin(end - 1) + 1


def _plain_character(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if character in _DASHES:
        return "-"
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}:
        return ""
    return unicodedata.normalize("NFKC", character)


class _Builder:
    """Collects plain text and remembers where each stretch came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.places: list[int] = [0]
        self.origins: list[int] = [0]
        self.last_space = True

    def stretch(self, origin: int, text: str) -> None:
        if not text:
            return
        if self.places[-1] == self.length:
            self.origins[-1] = origin
        elif self.origins[-1] - self.places[-1] == origin - self.length:
            pass  # goes on where the stretch before it ended
        else:
            self.places.append(self.length)
            self.origins.append(origin)
        self.parts.append(text)
        self.length += len(text)
        self.last_space = text[-1] == " "

    def unusual(self, origin: int, text: str) -> None:
        for offset, character in enumerate(text):
            for one in _plain_character(character):
                if one != " " or not self.last_space:
                    self.stretch(origin + offset, one)


def _unmask(plain: str) -> str:
    """Fold look-alike letters inside words that also hold Latin letters."""
    return _MIXED_WORD.sub(lambda word: "".join(_LOOKALIKES.get(c, c) for c in word.group()), plain)


def _folded(plain: str) -> str:
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


LONG_TEXT = 4_000
"""Characters from which a text is a page; of pages only the last few are kept, whatever their number."""


def normalize(raw: str) -> Text:
    """Make a text comparable. Runs of white space become one space; leading white space goes."""
    return _kept(raw) if len(raw) < LONG_TEXT else _kept_page(raw)


def _normalized(raw: str) -> Text:
    spaced = raw.replace("\n", " ") if "\n" in raw else raw
    if _is_plain(spaced) and spaced[:1] != " ":
        return Text(raw, spaced, admit(spaced.lower()), (0,), (0,))
    builder, strange = _Builder(), False
    for start in range(0, len(spaced), _PIECE):
        piece = spaced[start : start + _PIECE]
        if _is_plain(piece):
            _usual(builder, start, piece)
        else:
            _unusual_piece(builder, start, piece)
            strange = strange or _LOOKALIKE.search(piece) is not None
    plain = "".join(builder.parts)
    plain = _unmask(plain) if strange else plain
    return Text(raw, plain, admit(_folded(plain)), tuple(builder.places), tuple(builder.origins))


_PIECE = 250
"""Characters that are looked at together, so that one odd character on a page costs one piece of it."""


def _is_plain(piece: str) -> bool:
    """Whether nothing in the piece needs folding but capital letters."""
    return piece.isascii() and piece.isprintable() and "  " not in piece and "`" not in piece


def _unusual_piece(builder: _Builder, start: int, piece: str) -> None:
    end = 0
    for unusual in _UNUSUAL.finditer(piece):
        _usual(builder, start + end, piece[end : unusual.start()])
        builder.unusual(start + unusual.start(), unusual.group())
        end = unusual.end()
    _usual(builder, start + end, piece[end:])


_kept = lru_cache(maxsize=4096)(_normalized)
_kept_page = lru_cache(maxsize=24)(_normalized)


def _usual(builder: _Builder, origin: int, text: str) -> None:
    if builder.last_space and text.startswith(" "):
        origin, text = origin + 1, text[1:]
    builder.stretch(origin, text)


def encoding_of(raw: str) -> str:
    """``GSM-7`` when every character is in the default alphabet or its extension, else ``UCS-2``."""
    return "GSM-7" if _PLAIN_GSM.fullmatch(raw) or _GSM.issuperset(raw) else "UCS-2"


def foreign_characters(raw: str) -> list[tuple[int, str]]:
    """Place and character of everything that is outside the GSM-7 alphabets."""
    return [(i, c) for i, c in enumerate(raw) if c not in _GSM_BASIC and c not in _GSM_EXTENSION]


def segments_of(raw: str) -> int:
    """How many segments the text takes: 160 septets or 153 each, 70 UCS-2 units or 67 each.

    A pair of septets or a surrogate pair is never split across two segments.
    """
    if not raw:
        return 0
    if len(raw) <= 160 and _PLAIN_GSM.fullmatch(raw):
        return 1
    gsm = encoding_of(raw) == "GSM-7"
    if gsm:
        costs = [2 if c in _GSM_EXTENSION else 1 for c in raw]
        single, several = 160, 153
    else:
        costs = [2 if ord(c) > 0xFFFF else 1 for c in raw]
        single, several = 70, 67
    if sum(costs) <= single:
        return 1
    segments, used = 1, 0
    for cost in costs:
        if used + cost > several:
            segments, used = segments + 1, 0
        used += cost
    return segments


def beginning_of(words: str, most: int = 80) -> str:
    """The first words of a passage, in one line; what is left out is marked."""
    return textwrap.shorten(words, most, placeholder=" …")


_END = r"[.!?;\n](?:(?<=\n)|[\"')\]]*\s)"
_BREAK = re.compile(_END)
_BREAK_OR_BULLET = re.compile(rf"{_END}|\s[•·▪●]\s")


def sentences_of(page: str) -> list[str]:
    """The sentences of a page whose blocks (headings, list items, paragraphs) stand on lines of their own."""
    found, start = [], 0
    breaks = _BREAK if page.isascii() or not any(map(page.count, "•·▪●")) else _BREAK_OR_BULLET
    for match in breaks.finditer(page):
        mark = page[match.start()]
        found.append(page[start : match.start() + (mark in ".!?;")].strip())
        start = match.end()
    found.append(page[start:].strip())
    return [part for part in found if part]
