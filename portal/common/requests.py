"""What every request gets: an id, and pages for refusals instead of stack traces."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

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
    """Turns a refusal that a view did not handle into a page that says what to do, and so Django's blank 405."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page with the refusal's own words and status; other errors are not ours."""
        if not isinstance(error, Refusal):
            return None
        return refusal_page(request, error)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page for a refusal: 404, 403, 409 or 422 by its kind; a line, where a part of a page asked."""
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 400)
    is_part = bool(request.headers.get("HX-Request"))
    template = "refusal_line.html" if is_part else "refusal.html"
    response = render(request, template, {"refusal": refusal, "status": status}, status=status)
    if is_part:
        response["HX-Reswap"] = "innerHTML"
    return response


def leads_back(request: HttpRequest, address: str, name: str) -> None:
    """Names the page that a refusal of this request leads back to."""
    request.back = {"address": address, "name": name}  # type: ignore[attr-defined]


def own_page(address: str) -> str:
    """The address, if it is one of the portal's own pages; the start page for any other, and for the name of a page."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_own else "/"
