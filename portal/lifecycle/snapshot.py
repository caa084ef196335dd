"""What a submission freezes: everything that was judged, and what it was judged by.

The payload has one shape for every kind, so that pages, diffs and audit packages need not know the subjects::

    {
      "schema": 1,
      "kind": "sms_mms" | "toll_free" | "brand",
      "sections": [
        {"key": "brand", "title": "Business identity", "rows": [
          {"field": "brand.legal_name", "label": "Legal name", "value": "Northwind Dental LLC"},
          {"field": "campaign.sample_messages", "label": "Sample messages", "value": ["Northwind Dental: …", "…"]}
        ]}
      ],
      "data": {"brand.legal_name": "Northwind Dental LLC", "campaign.sample_messages": ["…"]}
    }

``data`` holds every field of the data model that was judged, named `<part>.<field>`; ``sections`` say how it is shown.
A value is a string, whole number, boolean, null, a list of those, or a flat object of those; never a number with a
fraction. A row's ``value`` may be words for people (`"Yes"`), ``data`` holds the value itself. Documents travel as
``{"document": "<uuid>", "name": "…", "sha256": "<hex>"}``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.common.errors import WrongInput

SCHEMA: Final = 1
DECLARATION_KEYS: Final = ("text", "version", "person", "capacity", "at", "address")
"""Text and version of the declaration, who gave it, in what capacity, when, from where (source 004, step 4.4)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Snapshot:
    """One submission before it is numbered and stored.

    ``findings`` are the linter's dicts; ``overrides`` map a rule to the written reason for keeping a blocking finding;
    ``answers`` map a code (`tcr:9106`) of the last rejection to ``{"change", "evidence", "text"}``, of which at least
    one says something; ``declaration`` has the keys of ``DECLARATION_KEYS``.
    """

    payload: dict[str, Any]
    findings: list[dict[str, Any]]
    verdict: str
    rulebook: str
    profile: str
    check_run_id: uuid.UUID | None
    check_finished_at: dt.datetime | None
    overrides: dict[str, str]
    declaration: dict[str, Any]
    answers: dict[str, dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two submissions; ``None`` where it was not there."""

    field: str
    label: str
    section: str
    before: Any
    after: Any

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        if self.before in (None, "", []):
            return "added"
        return "removed" if self.after in (None, "", []) else "changed"


def check_payload(payload: dict[str, Any], *, kind: str) -> None:
    """Raises ValueError when the payload has not the shape above: a fault of the subject's room, not of a person."""
    if payload.get("schema") != SCHEMA or payload.get("kind") != kind:
        raise ValueError(f"payload says schema {payload.get('schema')!r}, kind {payload.get('kind')!r}; wanted {kind}")
    if not isinstance(payload.get("data"), dict) or not payload["data"]:
        raise ValueError("payload has no data")
    for row in rows_of(payload):
        if set(row) != {"field", "label", "value", "section"}:
            raise ValueError(f"payload row has {sorted(row)}")


def check_declaration(declaration: dict[str, Any]) -> None:
    """Raises WrongInput when the declaration is not complete."""
    missing = [key for key in DECLARATION_KEYS if not str(declaration.get(key) or "").strip()]
    missing = [key for key in missing if key != "address"]
    if missing:
        sentence = _("Read and sign the declaration: it names who submits this registration and in what capacity.")
        raise WrongInput(sentence, code="declaration_missing", fields={"declaration": [sentence]}, missing=missing)


def rows_of(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every row of every section, with the section's title added under ``section``."""
    for section in payload.get("sections", []):
        for row in section.get("rows", []):
            yield {**row, "section": section.get("title", "")}


def value_of(payload: dict[str, Any], field: str) -> Any:
    """A field's value by its full name (`brand.website`) or its bare one (`website`: of the first part that has it)."""
    data = payload.get("data", {})
    if field in data:
        return data[field]
    return next((value for name, value in data.items() if name.rpartition(".")[2] == field), None)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The fields whose values differ, in the order in which the later payload shows them."""
    shown_before = {row["field"]: row for row in rows_of(before)}
    shown_after = {row["field"]: row for row in rows_of(after)}
    old, new = before.get("data", {}), after.get("data", {})
    order = list(dict.fromkeys([*shown_after, *shown_before, *new, *old]))
    changes = []
    for field in order:
        row = shown_after.get(field) or shown_before.get(field) or {"label": field, "section": "", "value": None}
        first = old.get(field, shown_before.get(field, {}).get("value"))
        second = new.get(field, shown_after.get(field, {}).get("value"))
        if first != second:
            changes.append(Change(field, row["label"], row["section"], first, second))
    return changes
