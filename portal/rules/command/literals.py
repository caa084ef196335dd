"""Where the values of a JSON or TOML document stand in its text, so that one can be pointed at or replaced alone.

Only documents that have been parsed already are looked at; what is written here is parsed again by whoever asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

Path = tuple[str | int, ...]
Span = tuple[int, int]

_JSON_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+)', re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'", re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\n]+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class NotFound(ValueError):
    """The text does not read as expected from here on."""


def json_literals(text: str) -> dict[Path, Span]:
    """The place of every value, by its path."""
    return {path: span for path, span, key in _json_walk(text) if key is None}


def repeated_key(text: str) -> tuple[int, str] | None:
    """Place and name of the first key that stands twice in one object."""
    seen: set[Path] = set()
    for path, span, key in _json_walk(text):
        if key is not None:
            if path in seen:
                return span[0], key
            seen.add(path)
    return None


def token_place(text: str, wanted: str) -> int | None:
    """Where a bare word such as NaN stands outside of strings."""
    return next((match.start(1) for match in _tokens(text) if match.group(1) == wanted), None)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while match := _JSON_TOKEN.match(text, place):
        yield match
        place = match.end()


def _json_walk(text: str) -> Iterator[tuple[Path, Span, str | None]]:
    """Keys (with their name) and values (with none), each with path and place; without recursion."""
    path: list[str | int] = []
    opened: list[int] = []
    inside: list[str] = []
    key_next = False
    for match in _tokens(text):
        piece, span = match.group(1), match.span(1)
        if piece in "}]":
            if not inside:
                return
            inside.pop()
            path.pop()
            yield tuple(path), (opened.pop(), span[1]), None
            key_next = False
        elif piece == ",":
            if inside and inside[-1] == "[":
                path[-1] = int(path[-1]) + 1
            key_next = bool(inside) and inside[-1] == "{"
        elif piece == ":":
            key_next = False
        elif piece in "{[":
            opened.append(span[0])
            inside.append(piece)
            path.append("" if piece == "{" else 0)
            key_next = piece == "{"
        elif key_next:
            try:
                path[-1] = name = str(json.loads(piece, strict=False))
            except ValueError:
                return
            yield tuple(path), span, name
        else:
            yield tuple(path), span, None


def toml_literals(text: str) -> dict[Path, Span]:
    """The place of every value, by its path; raises ``NotFound`` where the text is not TOML."""
    return _Toml(text).read()


class _Toml:
    """One walk through a TOML document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.found: dict[Path, Span] = {}
        self.tables: dict[Path, int] = {}

    def read(self) -> dict[Path, Span]:
        prefix: Path = ()
        while self._blank() < len(self.text):
            if self.text.startswith("[[", self.place):
                prefix = self._array_of_tables()
            elif self.text[self.place] == "[":
                self.place += 1
                prefix = self._entered(self._keys("]"))
            else:
                self._value(prefix + self._keys("="))
        return self.found

    def _blank(self) -> int:
        match = _BLANK.match(self.text, self.place)
        self.place = match.end() if match else self.place
        return self.place

    def _array_of_tables(self) -> Path:
        self.place += 2
        path = self._entered(self._keys("]"))
        self.place += 1
        self.tables[path] = self.tables.get(path, -1) + 1
        return (*path, self.tables[path])

    def _entered(self, path: Path) -> Path:
        """The path with the number of the last table of every array of tables it leads through."""
        whole: Path = ()
        for number, key in enumerate(path):
            whole = (*whole, key)
            if whole in self.tables and number < len(path) - 1:
                whole = (*whole, self.tables[whole])
        return whole

    def _keys(self, end: str) -> Path:
        keys: list[str | int] = []
        while True:
            self._blank()
            match = _STRING.match(self.text, self.place) or _BARE_KEY.match(self.text, self.place)
            if match is None:
                raise NotFound(f"no key at {self.place}")
            self.place = match.end()
            piece = match.group()
            keys.append(json.loads(piece) if piece[0] == '"' else piece.strip("'"))
            self._blank()
            mark = self.text[self.place : self.place + 1]
            self.place += 1
            if mark == end:
                return tuple(keys)
            if mark != ".":
                raise NotFound(f"no key at {self.place}")

    def _value(self, path: Path) -> None:
        start = self._blank()
        mark = self.text[start : start + 1]
        if mark == "[":
            self._list(path)
        elif mark == "{":
            self._table(path)
        else:
            match = _STRING.match(self.text, start) or _SCALAR.match(self.text, start)
            if match is None:
                raise NotFound(f"no value at {start}")
            self.place = match.end()
        self.found[path] = (start, self.place)

    def _closed(self, mark: str) -> bool:
        """Skip a comma; whether the closing mark follows (it is passed)."""
        if self.text[self._blank() : self.place + 1] == ",":
            self.place += 1
        if self.text[self._blank() : self.place + 1] != mark:
            return False
        self.place += 1
        return True

    def _list(self, path: Path) -> None:
        self.place += 1
        number = 0
        while not self._closed("]"):
            self._value((*path, number))
            number += 1

    def _table(self, path: Path) -> None:
        self.place += 1
        while not self._closed("}"):
            self._value(path + self._keys("="))


def replaced(text: str, literals: Mapping[Path, Span], values: Iterable[tuple[Path, str]]) -> str:
    """The text with the strings at these paths replaced, and nothing else touched; raises ``NotFound``."""
    for path, value in sorted(values, key=lambda item: literals.get(item[0], (0, 0)), reverse=True):
        if path not in literals:
            raise NotFound(f"nothing stands at {path}")
        start, end = literals[path]
        text = text[:start] + _written(value, text[start : start + 3]) + text[end:]
    return text


def _written(value: str, quote: str) -> str:
    """A string as JSON and TOML both read it; one that stood in three quotes stays so where it can."""
    if quote == '"""' and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value):
        body = value.replace("\\", "\\\\").replace('"""', '""\\"')
        return '"""\n' + (body[:-1] + '\\"' if body.endswith('"') else body) + '"""'
    whole = not re.search("[\ud800-\udfff]", value)
    return json.dumps(value, ensure_ascii=not whole).replace("\x7f", "\\u007F")
