"""Tasks of a registration made of topics: done, still to do, or with a problem; those of the business first of all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from brands.completeness import faults_of
from brands.models import Brand
from brands.selectors import brand_for, brand_lock
from brands.services import brand_findings
from brands.topics import BRAND_TOPICS, Topic, topic_of
from brands.views import BRAND_ROOM
from portal.common.actor import Actor
from portal.lifecycle.models import Application
from portal.lifecycle.tasklist import TaskGroup, TaskItem, TaskStatus


def task_list(actor: Actor, application: Application) -> list[TaskGroup]:
    """The tasks of a brand that is registered alone. Raises NotFound."""
    return [brand_group(brand_for(actor, application.subject_id), application)]


def brand_group(brand: Brand, application: Application) -> TaskGroup:
    """What is asked about the business, by everything that registers its brand."""
    faults, counts = faults_of(brand), BRAND_ROOM.blocking_by_topic(brand_findings(brand))
    shut = brand_lock(brand) is not None
    items = [
        task_of(
            topic,
            url=BRAND_ROOM.url(brand, topic, registration=application.reference),
            faults=faults,
            findings=counts,
            answered=anything_answered(brand, topic.fields),
            locked=shut,
        )
        for topic in BRAND_TOPICS
    ]
    return TaskGroup("The business", items)


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
