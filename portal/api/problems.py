"""Errors of the API as problem documents (RFC 9457).

Every problem has ``type`` (`urn:clearline:problem:<code>`), ``title``, ``status``, ``detail`` and a stable ``code``;
faults of single fields stand in ``errors`` with a JSON pointer (RFC 6901) into the request's body.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework.exceptions import APIException, ErrorDetail, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.views import set_rollback

from portal.common.errors import NotFound, Refusal, WrongInput, WrongPerson, WrongState

MEDIA_TYPE: Final = "application/problem+json"
_STATUS: Final[dict[type[Refusal], int]] = {NotFound: 404, WrongPerson: 403, WrongState: 409, WrongInput: 422}
_WHOLE_BODY: Final = frozenset({"non_field_errors", "__all__"})


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The response for an error raised in a view, or None to let Django answer (a fault of the program)."""
    response = _response_to(error)
    if response is not None:
        set_rollback()
    return response


def _response_to(error: Exception) -> Response | None:
    match error:
        case Refusal():
            return refused(error)
        case Http404():
            return refused(NotFound())
        case PermissionDenied():
            return problem(403, "permission_denied", "This key may not do that.")
        case RequestDataTooBig():
            return problem(413, "body_too_large", "The body is larger than the limit of this address.")
        case ValidationError():
            errors = list(_pointed(error.detail, ""))
            return problem(422, "wrong_input", "Some values cannot be used; each is named below.", errors=errors)
        case APIException():
            return _of_framework(error)
    return None


def refused(refusal: Refusal) -> Response:
    """The problem document of a refusal, with its facts."""
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 400)
    more: dict[str, Any] = {name: _plain(value) for name, value in refusal.facts.items()}
    if isinstance(refusal, WrongInput):
        more["errors"] = [
            {"pointer": "/" + name.replace(".", "/"), "detail": text}
            for name, texts in refusal.fields.items()
            for text in texts
        ]
    if isinstance(refusal, WrongState):
        more |= {"state": refusal.state, "possible": refusal.possible}
    return problem(status, refusal.code, refusal.message, **more)


def problem(status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """A problem document as a response."""
    body = {
        "type": f"urn:clearline:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **more,
    }
    return Response(body, status=status, headers=dict(headers or {}), content_type=MEDIA_TYPE)


def _of_framework(error: APIException) -> Response:
    headers = {}
    wait = getattr(error, "wait", None)
    if isinstance(error, Throttled) and wait is not None:
        headers["Retry-After"] = str(max(1, round(wait)))
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    code = str(getattr(error.detail, "code", error.default_code))
    return problem(error.status_code, code, str(error.detail), headers=headers)


def _pointed(detail: Any, at: str) -> Iterator[dict[str, str]]:
    """Every fault with its place; lists of objects are walked by number."""
    if isinstance(detail, ErrorDetail | str):
        yield {"pointer": at, "detail": str(detail)}
    elif isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _pointed(inner, at if name in _WHOLE_BODY else f"{at}/{_escaped(name)}")
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            yield from _pointed(inner, at if isinstance(inner, ErrorDetail | str) else f"{at}/{place}")


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID | dt.date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return value
