"""Every request and every job judges by the rulebook with this deployment's overlays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.rules.rulebook import using
from portal.tools.overlays import in_use

_running: dict[str, ExitStack] = {}


class RulebookMiddleware:
    """Within a request ``load`` gives the overlaid rulebook; it is looked up when first needed, and once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with using(in_use):
            return self.get_response(request)


def enter_job(task_id: str, **_more: Any) -> None:
    """Celery tells that a task begins."""
    stack = ExitStack()
    stack.enter_context(using(in_use))
    _running[task_id] = stack


def leave_job(task_id: str, **_more: Any) -> None:
    """Celery tells that a task is over, however it ended."""
    stack = _running.pop(task_id, None)
    if stack is not None:
        stack.close()
