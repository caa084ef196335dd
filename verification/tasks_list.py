"""The task list of a toll-free verification."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from brands.tasks_list import anything_answered, task_of
from portal.common.actor import Actor
from portal.lifecycle.models import Application
from portal.lifecycle.tasklist import TaskGroup, TaskItem
from verification.selectors import numbers_of, verification_for, verification_lock
from verification.services import faults_by_name, verification_findings
from verification.views import VERIFICATION_ROOM


def task_list(actor: Actor, application: Application) -> list[TaskGroup]:
    """The tasks of the brief, and its numbers. Raises NotFound."""
    brief = verification_for(actor, application.subject_id)
    faults = {name.removeprefix("verification."): found for name, found in faults_by_name(brief).items()}
    counts = VERIFICATION_ROOM.blocking_by_topic(verification_findings(brief))
    shut = verification_lock(brief) is not None
    items = [
        task_of(
            topic,
            url=VERIFICATION_ROOM.url(brief, topic),
            faults=faults,
            findings=counts,
            answered=anything_answered(brief, topic.fields),
            locked=shut,
        )
        for topic in VERIFICATION_ROOM.topics
    ]
    count = len(numbers_of(brief))
    numbers = TaskItem(
        title="Add the toll-free number",
        url=reverse("verification:numbers", args=[brief.id]),
        status="todo" if "numbers" in faults else "done",
        hint=ngettext("%(n)s number so far", "%(n)s numbers so far", count) % {"n": count} if count else "",
    )
    return [
        TaskGroup("The sender and its numbers", [items[0], items[1], numbers]),
        TaskGroup("The messages", items[2:]),
    ]
