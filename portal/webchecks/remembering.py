"""Facts of a visit as a run's row keeps them, and back: all but the pages' own text, which is in the captures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import types
from collections.abc import Container, Mapping
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from portal.rules.web_facts import RenderedPage, WebsiteFacts

MOST: Final = 200
"""Entries of one list that are kept; a visit's facts hold no more from the start, so that nothing judged is lost."""
LONGEST: Final = 4_096
"""Characters of one word of the facts, the pages' own text apart."""
OWN_TEXT: Final = ("html", "text")
"""What a page says, as fetched or as drawn: never in a row."""

Facts = TypeVar("Facts")


class NotFacts(ValueError):
    """A row's facts that cannot be read as such."""


def bounded(facts: Facts) -> Facts:
    """The facts with long lists and long words cut, the pages' own text apart: what is judged and what is kept."""
    return _bounded(facts)  # type: ignore[no-any-return]


def facts_as_json(facts: WebsiteFacts, seen_at: dt.datetime | None = None) -> dict[str, Any]:
    """The facts as plain JSON values without fractions, and when they were gathered.

    Each page says how many characters its visible text has instead of the text; one that a browser drew names the
    captures of its document and its words as well.
    """
    plain: dict[str, Any] = _plain(facts)
    if seen_at is not None:
        plain["seen_at"] = _plain(seen_at)
    return plain


def facts_from_json(data: Mapping[str, Any]) -> WebsiteFacts:
    """The facts of a row; the pages' own text is empty. Raises NotFacts.

    What a row of an older version does not have takes its default.
    """
    try:
        found = _built(WebsiteFacts, data)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise NotFacts(str(error)) from error
    assert isinstance(found, WebsiteFacts)
    return found


def named(text: str) -> str:
    """The name of a text's capture: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


NO_TEXT: Final = named("")
"""The name of nothing; no capture is kept of it."""


def seen_at(data: Mapping[str, Any]) -> dt.datetime | None:
    """When the facts of a row were gathered; None in rows that do not say."""
    try:
        return dt.datetime.fromisoformat(str(data.get("seen_at") or ""))
    except ValueError:
        return None


def _own_text(names: Container[str]) -> tuple[str, ...]:
    """Which of a page's parts hold its own text; none of anything else's do."""
    return OWN_TEXT if OWN_TEXT[0] in names else ()


def _bounded(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        own = _own_text(parts)
        changed = {name: _clean(part) if name in own else _bounded(part) for name, part in parts.items()}
        return dataclasses.replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_bounded(each) for each in value[:MOST])
    return _clean(value[:LONGEST]) if isinstance(value, str) else value


def _clean(text: str) -> str:
    """The text as it can be stored: without NUL and halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\x00", "�")
    return text.encode("utf-8", "replace").decode().replace("\x00", "�")


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case None | bool() | int():
            return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        own = _own_text(parts)
        plain = {name: _plain(part) for name, part in parts.items() if name not in own}
        drawn = {f"{name}_sha256": named(parts[name]) for name in own} if isinstance(value, RenderedPage) else {}
        return plain | drawn | ({"characters": len(parts["text"])} if own else {})
    return str(value).replace("\x00", "�")


@functools.lru_cache(maxsize=64)
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    """The value as its declared type wants it."""
    if value is None:
        return None
    if get_origin(kind) in (Union, types.UnionType):
        return _built(next(each for each in get_args(kind) if each is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], each) for each in value)
    if dataclasses.is_dataclass(kind):
        assert isinstance(kind, type)
        known = {field.name for field in dataclasses.fields(kind)}
        blank = dict.fromkeys(_own_text(known), "")
        hints = _hints(kind)
        return kind(**{**blank, **{name: _built(hints[name], value[name]) for name in known & set(value)}})
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(value)
    return float(value) if kind is float else value
