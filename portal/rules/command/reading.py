"""From files and the standard input to input objects; every refusal is one clear line.

TOML, JSON, JSON Lines (a batch: a line that cannot be read does not stop the others) or a raw page. Files are UTF-8,
with or without a byte order mark. JSON is read strictly: no key twice, no NaN.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from portal.rules.command.literals import repeated_key, token_place
from portal.rules.inputs import PAGE_KINDS, UnreadableInput, whole_text

RAW_SUFFIXES = frozenset({".html", ".htm", ".md", ".markdown", ".txt"})
MAX_BYTES = 5_000_000
"""Bytes of one file; a batch may have five times as many."""
MAX_BATCH_BYTES = 5 * MAX_BYTES
_TOML_PLACE = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text. ``form`` is json, jsonl, toml or raw; ``mark`` tells of a byte order mark."""

    name: str
    text: str
    form: str
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One input object and where it stands: at ``line`` of a batch or as item ``place`` of a JSON list.

    ``text`` is what it was read from: the line of a batch, else the whole document.
    """

    document: Document
    text: str
    kind: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    input_id: str | None = None
    line: int | None = None
    place: int | None = None

    @property
    def name(self) -> str:
        """The place as it is told to people."""
        number = self.line or (None if self.place is None else self.place + 1)
        return self.document.name if number is None else f"{self.document.name}:{number}"


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that cannot be judged, and why. ``line`` is set in a batch or a list, whose other items count."""

    name: str
    reason: str
    line: int | None = None
    input_id: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """What a batch gives in place of a report."""
        told: dict[str, Any] = {} if self.input_id is None else {"id": self.input_id}
        return {**told, "line": self.line, "error": self.reason}


def open_document(name: str, kind: str | None, stdin: IO[Any]) -> Document:
    """Read one file, or the standard input for ``-``; raises ``UnreadableInput`` without the name."""
    suffix = Path(name).suffix.lower()
    most = MAX_BATCH_BYTES if suffix == ".jsonl" else MAX_BYTES
    raw = _from_stream(stdin, most) if name == "-" else _from_file(name, most)
    text = _decoded(raw, most)
    if suffix in RAW_SUFFIXES or (name == "-" and kind in PAGE_KINDS and not text.lstrip().startswith("{")):
        if kind not in PAGE_KINDS:
            raise UnreadableInput(f"a raw page needs --kind with one of {', '.join(PAGE_KINDS)}.")
        form = "raw"
    else:
        form = {".jsonl": "jsonl", ".toml": "toml", ".json": "json"}.get(suffix) or _guessed(text)
    return Document(name, text, form, raw.startswith(codecs.BOM_UTF8))


def sources(document: Document, kind: str | None) -> Iterator[Source | Unread]:
    """The input objects of a document; raises ``UnreadableInput`` when the whole of it cannot be read."""
    if document.form == "raw":
        html = Path(document.name).suffix.lower() in {".html", ".htm"}
        yield Source(document, document.text, str(kind), {"html" if html else "text": document.text})
    elif document.form == "jsonl":
        yield from _batch(document, kind)
    elif document.form == "toml":
        yield _source(Source(document, document.text), kind, parsed_toml(document.text))
    else:
        value = parsed_json(document.text)
        if not isinstance(value, list):
            yield _source(Source(document, document.text), kind, value)
            return
        if not value or not all(isinstance(one, Mapping) for one in value):
            raise UnreadableInput("a list holds input objects with fields, and nothing else.")
        for place, one in enumerate(value):
            yield _or_unread(Source(document, document.text, place=place), kind, one)


def _batch(document: Document, kind: str | None) -> Iterator[Source | Unread]:
    for number, line in enumerate(document.text.split("\n"), start=1):
        if not line.strip():
            continue
        here = Source(document, line, line=number)
        try:
            value = parsed_json(line, line_number=number)
        except UnreadableInput as refusal:
            yield Unread(here.name, str(refusal), number)
            continue
        yield _or_unread(here, kind, value)


def _or_unread(here: Source, kind: str | None, value: Any) -> Source | Unread:
    try:
        return _source(here, kind, value)
    except UnreadableInput as refusal:
        number = here.line or (here.place or 0) + 1
        return Unread(here.name, str(refusal), number, _identity(value))


def _source(here: Source, kind: str | None, data: Any) -> Source:
    if not isinstance(data, Mapping):
        raise UnreadableInput("the input is not an object with fields.")
    chosen = data.get("kind") or kind
    if not isinstance(chosen, str):
        raise UnreadableInput("neither the field kind nor --kind says what it is.")
    return replace(here, kind=chosen, data=data, input_id=_identity(data))


def _identity(data: Any) -> str | None:
    found = data.get("id") if isinstance(data, Mapping) else None
    return None if found is None else whole_text(str(found))


def _from_stream(stdin: IO[Any], most: int) -> bytes:
    read = getattr(stdin, "buffer", stdin).read(most + 1)
    return read if isinstance(read, bytes) else str(read).encode("utf-8", "surrogatepass")


def _from_file(name: str, most: int) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise UnreadableInput(f"{reason}.") from None
    except ValueError:
        raise UnreadableInput("not a file name.") from None


def _decoded(raw: bytes, most: int) -> str:
    if len(raw) > most:
        raise UnreadableInput(f"larger than {most:,} bytes.")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableInput("written in UTF-16; save it as UTF-8.")
    if b"\0" in raw:
        raise UnreadableInput("a binary file, not text.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"line {line}: not UTF-8 text.") from None
    if not text.strip():
        raise UnreadableInput("nothing is in it.")
    return text


def _guessed(text: str) -> str:
    """What a file without a telling name holds; a TOML table and a JSON list both begin with a bracket."""
    start = text.lstrip()
    if start.startswith("{"):
        return "jsonl" if _is_batch(start) else "json"
    return "json" if re.match(r"\[\s*(?:[{\[\]\"0-9]|null|true|false|$)", start) and "=" not in start[:2] else "toml"


def _is_batch(text: str) -> bool:
    """Whether the first line is an object of its own and more lines follow."""
    line, _, rest = text.partition("\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def parsed_json(text: str, *, line_number: int | None = None) -> Any:
    """Strict JSON; raises ``UnreadableInput`` with line and column."""
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise UnreadableInput(_at(text, error.pos, line_number, f"not JSON ({error.msg.lower()}).")) from None
    except _Twice:
        place, key = repeated_key(text) or (0, "")
        raise UnreadableInput(_at(text, place, line_number, f"the key {key[:60]!r} stands there twice.")) from None
    except _NoNumber as error:
        place = token_place(text, str(error)) or 0
        raise UnreadableInput(_at(text, place, line_number, f"{str(error)[:40]} is not a number of JSON.")) from None
    except RecursionError:
        raise UnreadableInput("nested too deeply.") from None
    except ValueError:
        raise UnreadableInput("a number in it has too many digits.") from None


def parsed_toml(text: str) -> dict[str, Any]:
    """TOML; raises ``UnreadableInput`` with line and column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _TOML_PLACE.match(str(error))
        reason = re.sub(r"\s+", " ", match[1] if match else str(error)).lower()
        if match and match[2]:
            raise UnreadableInput(f"line {match[2]}, column {match[3]}: not TOML ({reason}).") from None
        raise UnreadableInput(_at(text, len(text), None, f"not TOML ({reason}).")) from None
    except RecursionError:
        raise UnreadableInput("nested too deeply.") from None
    except ValueError as error:
        raise UnreadableInput(f"not TOML ({' '.join(str(error).split())[:120]}).") from None


class _Twice(ValueError):
    """A key stands twice in one object."""


class _NoNumber(ValueError):
    """A number that JSON does not have."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _no_constant(word: str) -> Any:
    raise _NoNumber(word)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NoNumber(digits)
    return number


def _at(text: str, place: int, line_number: int | None, reason: str) -> str:
    line, column = line_and_column(text, place)
    return f"line {line_number or line}, column {column}: {reason}"


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """The place as people count: from one, in code points."""
    place = min(place, len(text))
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
