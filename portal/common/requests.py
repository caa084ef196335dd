"""What every request gets: an id, and pages for refusals instead of stack traces."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.common.errors import NotFound, Refusal, WrongInput, WrongPerson, WrongState
from portal.common.ids import uuid7

Handler = Callable[[HttpRequest], HttpResponse]
_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_STATUS: dict[type[Refusal], int] = {NotFound: 404, WrongPerson: 403, WrongState: 409, WrongInput: 422}


class RequestIdMiddleware:
    """Gives each request an id (the caller's, if it is well formed) and returns it as `X-Request-ID`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _REQUEST_ID.match(given) else uuid7().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response


class RefusalMiddleware:
    """Turns a refusal that a view did not handle into a page that says what to do."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page with the refusal's own words and status; other errors are not ours."""
        if not isinstance(error, Refusal):
            return None
        return refusal_page(request, error)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page for a refusal: 404, 403, 409 or 422 by its kind."""
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 400)
    return render(request, "refusal.html", {"refusal": refusal, "status": status}, status=status)
