"""Where a reviewer stands in the queue: the filter and page looked at last, to which the other pages lead back."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.urls import reverse

from portal.desk.review.queue import filters
from portal.desk.review.queue.filters import Query

_KEPT: Final = "queue_address"


def remember(request: HttpRequest, address: str) -> None:
    """Keeps an address of the queue, from the question mark on, in the session."""
    address = "" if address == "?" else address
    if request.session.get(_KEPT) != address:
        request.session[_KEPT] = address


def remembered(request: HttpRequest) -> Query:
    """The filter that was looked at last; "claim the next" stays in it."""
    return filters.query_of(dict(parse_qsl(_kept(request).removeprefix("?"))))


def queue_url(request: HttpRequest, *, row: str = "") -> str:
    """The queue as it was looked at last, at the row of a reference."""
    return reverse("desk:queue") + _kept(request) + (f"#{row}" if row else "")


def _kept(request: HttpRequest) -> str:
    return str(request.session.get(_KEPT, ""))
