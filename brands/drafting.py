"""Saving drafts: nothing that was typed is lost, and nobody's answers are overwritten in silence.

A form carries the ``version`` of the answers it was drawn from: a keyed digest of exactly those fields. Two people on
two topics therefore never collide; two people on one topic are shown both versions and choose.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from brands.answers import KEPT_AS_TYPED, Cleaner
from brands.models import Draft
from portal.common.actor import Actor
from portal.common.canonical import canonical_bytes
from portal.common.clock import now
from portal.common.crypto import keyed_hash
from portal.common.errors import WrongInput, WrongState

Row = TypeVar("Row", bound=Draft)
_MOST_IN_A_LIST = 2_000
"""Characters of one entry of a list, such as a sample message."""


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One answer that two people gave differently."""

    field: str
    theirs: Any
    mine: Any


class EditedMeanwhile(WrongState):
    """Somebody else saved other answers to the same questions since the form was drawn."""

    code = "edited_meanwhile"

    def __init__(self, row: Draft, differences: Sequence[Difference], *, version: str) -> None:
        who = row.updated_by or "Somebody else"
        super().__init__(f"{who} changed these answers while you had them open.", state="edited", possible=["choose"])
        self.row = row
        self.differences = list(differences)
        self.version = version
        self.settled: list[str] = []
        """Answers of the same form that were saved all the same."""


@dataclasses.dataclass(frozen=True, slots=True)
class Saved(Generic[Row]):
    """What a save did: the row, the fields that changed, and what is still wrong with single answers."""

    row: Row
    changed: list[str]
    problems: dict[str, list[str]]


def answers_of(row: Draft, fields: Iterable[str]) -> dict[str, Any]:
    """The answers as they are stored, personal values opened."""
    return {name: getattr(row, name) for name in fields}


def version_of(row: Draft, fields: Iterable[str]) -> str:
    """A short digest of these answers, equal as long as none of them changed; tells nothing without the key."""
    plain = {name: _plain(value) for name, value in answers_of(row, fields).items()}
    return keyed_hash(canonical_bytes(plain).decode(), purpose=f"draft {row.id}").hex()[:24]


def base_of(row: Draft, fields: Iterable[str]) -> str:
    """What a form remembers of the answers it was drawn from: a keyed digest of each, so that a save can tell which
    answers the person changed and which somebody else did meanwhile.
    """
    return " ".join(f"{name}={digest_of(row, name, getattr(row, name))}" for name in fields)


def digest_of(row: Draft, name: str, value: Any) -> str:
    """A short digest of one answer; tells nothing without the key."""
    return keyed_hash(canonical_bytes({name: _plain(value)}).decode(), purpose=f"draft {row.id}").hex()[:16]


def read_base(text: str) -> dict[str, str]:
    """Field -> digest, out of what ``base_of`` wrote; what is not whole is passed over and counts as changed."""
    return dict(pair.split("=", 1) for pair in text.split() if "=" in pair)


def write_draft(
    row: Row,
    *,
    actor: Actor,
    values: Mapping[str, Any],
    version: str | None,
    cleaners: Mapping[str, Cleaner],
) -> Saved[Row]:
    """Saves what can be saved on a locked row and tells what cannot.

    ``values`` are the answers by field name. ``version`` is what the form carried (None: no check). Raises
    EditedMeanwhile when the answers changed since and differ from ``values``.
    """
    if version is not None and version != version_of(row, values):
        differences = [
            Difference(name, getattr(row, name), mine)
            for name, mine in values.items()
            if _plain(getattr(row, name)) != _plain(mine)
        ]
        if differences:
            raise EditedMeanwhile(row, differences, version=version_of(row, values))
    changed: list[str] = []
    problems: dict[str, list[str]] = {}
    for name, typed in values.items():
        value, sentences = read_answer(row, name, typed, cleaners)
        if sentences:
            problems[name] = sentences
            if name not in KEPT_AS_TYPED or too_long(row, name, typed):
                continue  # a personal number in the wrong place, say, is never kept
        if _plain(getattr(row, name)) != _plain(value):
            setattr(row, name, value)
            changed.append(name)
    if changed:
        row.version += 1
        row.updated_at = now()
        row.updated_by = actor.label[:200]
        row.save()
    return Saved(row, changed, problems)


def read_answer(row: Draft, name: str, typed: Any, cleaners: Mapping[str, Cleaner]) -> tuple[Any, list[str]]:
    """The answer in the form it is stored in, and the sentences to show when it cannot be used."""
    if fault := too_long(row, name, typed) or _not_a_choice(row, name, typed):
        return typed, [fault]
    if not typed or name not in cleaners or not isinstance(typed, str):
        return typed, []
    try:
        return cleaners[name](typed, field=name), []
    except WrongInput as refusal:
        return typed, refusal.fields.get(name) or [refusal.message]


def problems_of(row: Draft, cleaners: Mapping[str, Cleaner]) -> dict[str, list[str]]:
    """What is wrong with stored answers: field -> sentences."""
    found = {name: read_answer(row, name, getattr(row, name), cleaners)[1] for name in cleaners}
    return {name: sentences for name, sentences in found.items() if sentences}


def _not_a_choice(row: Draft, name: str, typed: Any) -> str:
    try:
        choices = getattr(row._meta.get_field(name), "choices", None)
    except FieldDoesNotExist:
        return ""
    if choices and typed and typed not in [value for value, _label in choices]:
        return "Choose one of the list."
    return ""


def too_long(row: Draft, name: str, typed: Any) -> str:
    """What to say about an answer that no column takes: too many characters, or one that is no text at all."""
    most = _most(row, name)
    for entry in typed if isinstance(typed, list) else [typed]:
        if isinstance(entry, str) and "\x00" in entry:
            return "Type this again; it holds a character that is no text."
        if isinstance(entry, str) and most and len(entry) > most:
            return f"Use at most {most} characters; there are {len(entry)}."
    return ""


def _most(row: Draft, name: str) -> int | None:
    """Characters that fit: of a column, of one entry of a list, of a personal value; None without a limit."""
    try:
        column = row._meta.get_field(name)
    except FieldDoesNotExist:
        return 254
    if isinstance(column, ArrayField):
        return column.base_field.max_length or _MOST_IN_A_LIST
    return column.max_length if isinstance(column, models.Field) else None


def _plain(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return value
        case dt.date():
            return value.isoformat()
        case int() | Decimal():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
    return str(value).replace("\r\n", "\n")
