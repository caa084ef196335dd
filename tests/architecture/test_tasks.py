"""Every task that is sent by name exists under that name."""

from __future__ import annotations

import ast

from django.apps import apps
from django.conf import settings

from portal.celery import app
from portal.jobs.models import JobBase
from portal.jobs.selectors import job_models
from tests.architecture.test_layers import HOUSES, sources

_NAMING = {"task_name", "then_task"}
KEPT_ONLY = {"api.WebhookDelivery", "verification.BulkImport"}
"""Tables in a job's shape that nothing queues; no task runs them."""


def names_written() -> dict[str, str]:
    """Name of a task -> where it is written as `task_name = "..."` or `then_task="..."`."""
    found = {}
    for path in sources(*HOUSES):
        for node in ast.walk(ast.parse(path.read_text())):
            targets = [node.arg] if isinstance(node, ast.keyword) else []
            if isinstance(node, ast.Assign):
                targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            value = getattr(node, "value", None)
            if _NAMING & set(targets) and isinstance(value, ast.Constant) and value.value:
                found[value.value] = f"{path}:{value.lineno}"
    return found


def registered() -> set[str]:
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def test_every_name_written_in_code_is_a_task():
    known = registered()
    assert {name: place for name, place in names_written().items() if name not in known} == {}


def test_every_kind_of_job_names_its_task():
    known = registered()
    kinds = [model for model in apps.get_models() if issubclass(model, JobBase)]
    assert [model._meta.label for model in job_models() if model.task_name not in known] == []
    assert {model._meta.label for model in kinds} - {model._meta.label for model in job_models()} == KEPT_ONLY


def test_every_beat_entry_is_a_task():
    known = registered()
    assert [key for key, entry in settings.CELERY["beat_schedule"].items() if entry["task"] not in known] == []


def test_tasks_are_named_after_their_room():
    modules = {name: app.tasks[name].__module__.split(".") for name in registered()}
    assert {
        name for name, module in modules.items() if name.split(".")[0] not in module and module[0] != "tests"
    } == set()
