"""What the provider or the registry asked for, and the tasks that it names until something is changed there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from brands.submitting import Dossier
from portal.common.actor import Actor
from portal.desk.kinds import FieldLinks
from portal.lifecycle.models import Application, Decision
from portal.lifecycle.snapshot import differences
from portal.lifecycle.states import State
from portal.lifecycle.tasklist import TaskGroup, TaskItem

_PAPERS: Final = ".documents"
"""What ends the name of a payload's list of papers."""


def asked_of(actor: Actor, application: Application, dossier: Dossier, groups: list[TaskGroup]) -> dict[str, Any]:
    """The tasks; after a return the decision and its notes too, each with the page it is about.

    A task that the provider named is not complete until something was changed in it since it was handed in.
    """
    links = FieldLinks(actor, application)
    notes = notes_of(application, links)
    if notes and application.state == State.CHANGES_REQUESTED:
        decision = notes["decision"]
        changed = {_page(links[field]) for field in _changed(decision, dossier.payload(actor))}
        groups = _marked(groups, _named(decision, notes["asked"], links), changed)
    return {"groups": groups, **notes}


def notes_of(application: Application, links: FieldLinks) -> dict[str, Any]:
    """The decision with which it came back and its notes, each with the page it is about; nothing unless it is back."""
    if application.state not in (State.CHANGES_REQUESTED, State.INFORMATION_REQUESTED):
        return {}
    decision = application.decisions.select_related("submission").order_by("-number").first()
    if decision is None:
        return {}
    asked = [{"field": field, "note": note, "url": links[field]} for field, note in decision.field_notes.items()]
    return {"decision": decision, "asked": asked}


def _named(decision: Decision, asked: Iterable[dict[str, str]], links: FieldLinks) -> dict[str, str]:
    """The pages that the decision names, each with the address of the first answer it names there.

    A note names the answer it is on, a code the first of its fields.
    """
    addresses = [*(one["url"] for one in asked), *(links.first(code["fields"]) for code in decision.codes)]
    return {_page(address): address for address in reversed(addresses) if address}


def _changed(decision: Decision, payload: dict[str, Any]) -> Iterator[str]:
    """The fields that differ from what was returned; a paper is told by its kind, as its topic asks for it."""
    for change in differences(decision.submission.payload, payload):
        if not change.field.endswith(_PAPERS):
            yield change.field
            continue
        before, after = change.before or [], change.after or []
        for paper in (*before, *after):
            if paper not in before or paper not in after:
                yield f"{change.field.removesuffix(_PAPERS)}.{paper['kind']}"


def _marked(groups: Sequence[TaskGroup], named: dict[str, str], changed: set[str]) -> list[TaskGroup]:
    return [
        dataclasses.replace(group, items=[_task(item, named.get(_page(item.url), ""), changed) for item in group.items])
        for group in groups
    ]


def _task(item: TaskItem, address: str, changed: set[str]) -> TaskItem:
    if not address:
        return item
    if _page(address) in changed:
        return dataclasses.replace(item, hint=_("Changed since your provider asked."))
    status = item.status if item.status in ("todo", "problem") else "asked"
    return dataclasses.replace(item, url=address, status=status, hint=_("Your provider asked for a change here."))


def _page(address: str) -> str:
    """An address without the answer it leads to on its page."""
    return urlsplit(address).path
