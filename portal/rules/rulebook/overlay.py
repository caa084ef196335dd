"""Overlays: what one deployment adds to or changes in the rulebook, dated, with source and author. Pure.

The newest overlay of a thing that is in force on the day counts, laid over what the rulebook publishes; one without
data gives the published entry back. The version of the rulebook that results names them all by a hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from portal.rules.rulebook.codes import CLASSES, Code, read_codes
from portal.rules.rulebook.fault import RulebookFault
from portal.rules.rulebook.table_schema import notice_faults, policy_faults

if TYPE_CHECKING:
    from portal.rules.rulebook import Rulebook

KINDS: Final = ("code", "policy", "notice", "template")
_TABLES: Final = {"policy": ("carrier_policies", "policies"), "notice": ("notices", "notices")}
_LISTS: Final = frozenset({"fields", "applies_to", "issues", "equivalents"})
_TOLD: Final = frozenset({"title", "cause", "fix", "category", "source"})
_TEMPLATES: Final = ("messages", "consents", "replies")
_SLOTS: Final = {
    "messages": frozenset(),
    "consents": frozenset({"brand", "count", "privacy_url", "terms_url", "purpose"}),
    "replies": frozenset({"brand", "phone", "url", "message_type", "frequency"}),
}


@dataclass(frozen=True, slots=True)
class Overlay:
    """One change. ``key`` is authority:code, the slug of a policy or notice, or messages/slug, consents/slug,
    replies/STOP of a template; ``data`` holds the changed parts of an entry, or a whole new one.
    """

    kind: str
    key: str
    data: Mapping[str, Any]
    effective_from: date
    effective_until: date | None = None
    source: str = ""
    author: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it counts on this day."""
        return self.effective_from <= day and (self.effective_until is None or day <= self.effective_until)


def with_overlay(rulebook: Rulebook, overlays: Iterable[Overlay], on: date) -> Rulebook:
    """The rulebook as it is on a day under these overlays, oldest first; itself when none counts on that day.

    Raises ``RulebookFault`` naming every fault of those in force.
    """
    newest = {(one.kind, one.key): one for one in overlays if one.in_force(on)}
    counted = [newest[key] for key in sorted(newest) if newest[key].data]
    if not counted:
        return rulebook
    faults = [f"{one.kind} {one.key}: {fault}" for one in counted for fault in overlay_faults(rulebook, one)]
    if faults:
        raise RulebookFault(faults)
    told = json.dumps([[one.kind, one.key, one.data] for one in counted], sort_keys=True, ensure_ascii=False)
    sha256 = hashlib.sha256((rulebook.sha256 + told).encode()).hexdigest()
    return replace(
        rulebook,
        version=f"{rulebook.version}.{sha256[:12]}",
        sha256=sha256,
        codes={**rulebook.codes, **{one.key: _code(rulebook, one) for one in counted if one.kind == "code"}},
        documents=_documents(rulebook, [one for one in counted if one.kind != "code"]),
    )


def overlay_faults(rulebook: Rulebook, overlay: Overlay) -> list[str]:
    """What is wrong with an overlay, in words; nothing for one without data, which takes earlier ones back."""
    if overlay.kind not in KINDS:
        return [f"There is no kind {overlay.kind!r}; there are {', '.join(KINDS)}."]
    if not isinstance(overlay.data, Mapping):
        return ["The data is not an object with named parts."]
    if not overlay.data:
        return []
    judge = {"code": _code_faults, "template": _template_faults}.get(overlay.kind, _row_faults)
    return list(judge(rulebook, overlay))


def _entry(code: Code) -> dict[str, Any]:
    names = [name for name in code.__dataclass_fields__ if name not in {"authority", "severity_class"}]
    return {name: getattr(code, name) for name in names} | {"class": code.severity_class}


def _code(rulebook: Rulebook, overlay: Overlay) -> Code:
    authority, _, number = overlay.key.partition(":")
    base = rulebook.codes.get(overlay.key)
    told = {**(_entry(base) if base else {}), "source": overlay.source, **overlay.data, "code": number}
    return read_codes(authority, json.dumps(told))[overlay.key]


def _code_faults(rulebook: Rulebook, overlay: Overlay) -> Iterator[str]:
    authority, _, number = overlay.key.partition(":")
    if authority not in rulebook.authorities or not number:
        yield f"The key {overlay.key!r} is not authority:code with one of {', '.join(sorted(rulebook.authorities))}."
        return
    known = {*Code.__dataclass_fields__, "class"} - {"authority", "severity_class", "code"}
    yield from _unknown(overlay.data, known)
    if overlay.key not in rulebook.codes:
        needed = ("title", "category", "applies_to", "cause", "fix", "fields", "resubmittable", "class", "class_basis")
        missing = [name for name in needed if name not in overlay.data]
        if missing:
            yield f"A new code also needs {', '.join(missing)}."
            return
    yield from _code_values(rulebook, overlay.data)


def _code_values(rulebook: Rulebook, data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        if name in _LISTS:
            if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
                yield f"{name} is not a list of texts."
        elif name == "resubmittable":
            if not (value is None or isinstance(value, bool)):
                yield "resubmittable is not true, false or null."
        elif not isinstance(value, str) or (name in _TOLD and not value.strip()):
            yield f"{name} is not a text, or is empty."
    if data.get("class", CLASSES[0]) not in CLASSES:
        yield f"class is {data['class']!r}, not one of {', '.join(CLASSES)}."
    if data.get("class_basis", "stated") not in ("stated", "inferred"):
        yield f"class_basis is {data['class_basis']!r}, neither stated nor inferred."
    yield from (f"The data model has no field {one!r}." for one in _strange(data, "fields", rulebook.fields))
    yield from (f"There is no problem {one!r}." for one in _strange(data, "issues", rulebook.issues))
    yield from (f"The directory has no code {one!r}." for one in _strange(data, "equivalents", rulebook.codes))


def _strange(data: Mapping[str, Any], name: str, known: Iterable[str]) -> list[str]:
    given = data.get(name, ())
    return [one for one in given if isinstance(one, str) and one not in known] if isinstance(given, list) else []


def _unknown(data: Mapping[str, Any], known: Iterable[str]) -> Iterator[str]:
    strange = sorted(set(data) - set(known))
    if strange:
        yield f"There is no part {', '.join(strange)}; there are {', '.join(sorted(known))}."


def _row(rulebook: Rulebook, overlay: Overlay) -> dict[str, Any]:
    table, rows = _TABLES[overlay.kind]
    base: Mapping[str, Any] = next((one for one in rulebook.documents[table][rows] if one["slug"] == overlay.key), {})
    since = overlay.effective_from.isoformat()
    made = {"effective_from": since, "effective_until": None, "source": overlay.source, "confirmed": False}
    return {**made, **base, **overlay.data, "slug": overlay.key, "overlaid": True}


def _row_faults(rulebook: Rulebook, overlay: Overlay) -> Iterator[str]:
    judge = policy_faults if overlay.kind == "policy" else notice_faults
    if not overlay.key.strip():
        yield "The key is empty."
    yield from (f"{fault[:1].upper()}{fault[1:]}." for fault in judge(_row(rulebook, overlay)))


def _template(rulebook: Rulebook, overlay: Overlay) -> tuple[str, str, dict[str, Any]]:
    shelf, _, slug = overlay.key.partition("/")
    shelved = rulebook.templates.get(shelf, ())
    if shelf == "replies":
        return shelf, slug, {"text": shelved.get(slug, ""), **overlay.data}
    base: Mapping[str, Any] = next((one for one in shelved if one["slug"] == slug), {})
    return shelf, slug, {**base, **overlay.data, "slug": slug}


def _template_faults(rulebook: Rulebook, overlay: Overlay) -> Iterator[str]:
    shelf, slug, entry = _template(rulebook, overlay)
    if shelf not in _TEMPLATES or not slug:
        yield f"The key {overlay.key!r} is not one of messages/slug, consents/slug, replies/STOP."
        return
    if shelf == "replies" and slug not in rulebook.templates["replies"]:
        yield f"There is no reply to {slug}; there are {', '.join(rulebook.templates['replies'])}."
    needed = {"messages": ("title", "text", "use_case", "brand"), "consents": ("title", "text", "purpose")}
    for name in needed.get(shelf, ("text",)):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield f"{name} is not a text, or is empty."
            return
    if shelf == "messages" and entry["use_case"] not in rulebook.use_cases:
        yield f"There is no use case {entry['use_case']!r}."
    try:
        slots = {name for _text, name, _form, _how in Formatter().parse(entry["text"]) if name is not None}
    except ValueError as error:
        yield f"The braces of the text do not close: {error}."
        return
    if strange := sorted(slots - _SLOTS[shelf]):
        known = ", ".join(sorted(_SLOTS[shelf])) or "none"
        yield f"The text has places {', '.join(strange)} that nothing fills; there are {known}."


def _documents(rulebook: Rulebook, overlays: list[Overlay]) -> dict[str, Mapping[str, Any]]:
    documents = dict(rulebook.documents)
    for one in overlays:
        if one.kind == "template":
            shelf, slug, entry = _template(rulebook, one)
            templates = dict(documents["templates"])
            old = templates[shelf]
            templates[shelf] = {**old, slug: entry["text"]} if shelf == "replies" else _laid(old, entry)
            documents["templates"] = templates
        else:
            table, rows = _TABLES[one.kind]
            documents[table] = {**documents[table], rows: _laid(documents[table][rows], _row(rulebook, one))}
    return documents


def _laid(rows: list[Any], entry: Mapping[str, Any]) -> list[Any]:
    """The rows with the entry in the place of the one of its slug, or at the end."""
    if any(row["slug"] == entry["slug"] for row in rows):
        return [entry if row["slug"] == entry["slug"] else row for row in rows]
    return [*rows, entry]
