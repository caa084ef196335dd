"""Errors of the API as problem documents (RFC 9457)."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The response for an error raised in a view, or None to let Django answer."""
    return exception_handler(error, context)
