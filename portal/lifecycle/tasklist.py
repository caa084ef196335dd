"""The task list of a registration: what a subject room hands to the pages that draw it."""

from __future__ import annotations

import dataclasses
from typing import Literal

TaskStatus = Literal["done", "todo", "problem", "cannot_start", "optional", "asked"]
"""Completed, still to do, there is a problem, cannot start yet, not needed, a change was asked for."""


@dataclasses.dataclass(frozen=True, slots=True)
class TaskItem:
    """One task, named by a verb (`Describe your messages`). ``findings`` counts what the linter has to say about it."""

    title: str
    url: str
    status: TaskStatus
    hint: str = ""
    findings: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under one heading."""

    title: str
    items: list[TaskItem]

    @property
    def is_done(self) -> bool:
        """Whether nothing in the group keeps the registration from being submitted."""
        return all(item.status in ("done", "optional") for item in self.items)


def next_of(groups: list[TaskGroup]) -> TaskItem | None:
    """The task to do next: the first that has a problem, is to do or to change; None when nothing has to be done."""
    waiting = ("problem", "todo", "asked")
    open_now = [item for group in groups for item in group.items if item.status in waiting and item.url]
    return next(iter(open_now), None)


def done_and_total(groups: list[TaskGroup]) -> tuple[int, int]:
    """How many of the tasks that must be done are done, and how many there are."""
    needed = [item for group in groups for item in group.items if item.status != "optional"]
    return sum(item.status == "done" for item in needed), len(needed)
