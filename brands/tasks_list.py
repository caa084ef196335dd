"""Tasks of a registration made of topics: done, still to do, or with a problem."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from brands.topics import Topic, topic_of
from portal.lifecycle.tasklist import TaskItem, TaskStatus


def task_of(
    topic: Topic,
    *,
    url: str,
    faults: Mapping[str, Any],
    findings: Mapping[str, int],
    answered: bool,
    locked: bool = False,
) -> TaskItem:
    """One topic as a task.

    ``faults`` are missing or unusable answers by bare field name, ``findings`` the number of blocking findings by topic
    key, ``answered`` whether anything was answered at all.
    """
    mine = [field for field in faults if topic_of((topic,), field)]
    count = findings.get(topic.key, 0)
    status: TaskStatus
    if mine:
        status = "todo"
    elif count:
        status = "problem"
    elif topic.optional and not answered:
        status = "optional"
    else:
        status = "done"
    return TaskItem(title=topic.title, url="" if locked else url, status=status, findings=count)


def anything_answered(row: Any, fields: Collection[str]) -> bool:
    """Whether any of the fields holds an answer that a person gave."""
    return any(getattr(row, name) not in (None, "", [], False, "none") for name in fields)
