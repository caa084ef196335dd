"""Sections of a submission's payload (shape: ``portal.lifecycle.snapshot``) made of a draft and its papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from brands.models import Draft
from portal.common.actor import Actor
from portal.common.clock import told_day
from portal.evidence.models import Document
from portal.evidence.selectors import documents_for
from portal.lifecycle.snapshot import SCHEMA
from portal.rules.questions import answer_name


def shown(row: Draft, field: str) -> str | list[str]:
    """An answer for people: the words of a choice, Yes or No, lists as lists."""
    display = getattr(row, f"get_{field}_display", None)
    value = display() if display else getattr(row, field)
    match value:
        case None:
            return ""
        case bool():
            return yes_or_no(value)
        case dt.date():
            return told_day(value)
        case list():
            return [str(item) for item in value]
    return str(value)


def yes_or_no(value: bool) -> str:
    """A truth in the words of the forms."""
    return "Yes" if value else "No"


def stored(row: Draft, field: str) -> Any:
    """An answer as the payload keeps it."""
    value = getattr(row, field)
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


class PayloadBuilder:
    """Collects sections, then gives the payload."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.sections: list[dict[str, Any]] = []
        self.data: dict[str, Any] = {}

    def add(self, row: Draft, *, part: str, key: str, title: str, fields: Iterable[str]) -> None:
        """One section with these fields of a draft."""
        rows = []
        for field in fields:
            name = f"{part}.{field}"
            self.data[name] = stored(row, field)
            rows.append({"field": name, "label": answer_name(field), "value": shown(row, field)})
        self.sections.append({"key": key, "title": title, "rows": rows})

    def add_values(self, *, key: str, title: str, values: Mapping[str, tuple[str, Any]]) -> None:
        """One section of values that are no columns: full field name -> label and value."""
        self.data |= {name: value for name, (_label, value) in values.items()}
        rows = [
            {"field": name, "label": label, "value": yes_or_no(value) if isinstance(value, bool) else value}
            for name, (label, value) in values.items()
        ]
        self.sections.append({"key": key, "title": title, "rows": rows})

    def add_papers(self, actor: Actor, *, part: str, row: Draft, title: str) -> None:
        """One section with every paper in use for a part; left out when there is none."""
        papers = list(documents_for(actor, subjects=[(part, row.id)]).order_by("id"))
        if papers:
            name = f"{part}.documents"
            told = [paper_as_value(paper) for paper in papers]
            self.data[name] = told
            rows = [{"field": name, "label": "Papers", "value": told}]
            self.sections.append({"key": f"{part}_documents", "title": title, "rows": rows})

    def payload(self) -> dict[str, Any]:
        """The finished payload."""
        return {"schema": SCHEMA, "kind": self.kind, "sections": self.sections, "data": self.data}


def paper_as_value(paper: Document) -> dict[str, str]:
    """A document as a payload names it."""
    return {"document": str(paper.id), "name": paper.original_name, "sha256": paper.sha256, "kind": paper.kind}
