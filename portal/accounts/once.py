"""A form is taken once: two clicks, two tabs of one page, or going back and sending it again lead to where the first
led.

The token against forgery is drawn anew with every page. So what comes with the same token and the same answers is the
same drawing of a form, and who means to say the same again opens the page again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Final, cast

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.common.forms import has_questions

SESSION_KEY: Final = "forms_taken"
MOST: Final = 20
"""Forms of a session that are remembered, the newest."""
_TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_VERSION: Final = "version"
"""Answers that tell which version they change may be saved again: what another save did since is asked about."""
_NOT_TAKEN: Final = ("/accounts/", "/kept/")
"""Where a form leads that was not taken yet."""


class OnceMiddleware:
    """Answers a form that was taken already by the way to where it led. Buttons alone may be pressed again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_form = request.method == "POST" and request.user.is_authenticated and "HX-Request" not in request.headers
        if not is_form or not request.session.session_key or not has_questions(request.path_info):
            return self.get_response(request)
        if _TOKEN not in request.POST or _VERSION in request.POST:
            return self.get_response(request)
        digest = _digest(request)
        with _alone(digest):
            taken = type(request.session)(request.session.session_key).get(SESSION_KEY, {})
            if digest in taken:
                messages.info(request, _("It came twice, and was taken once."))
                return redirect(taken[digest])
            response = self.get_response(request)
            if _was_taken(request, response):
                rows = [*taken.items(), (digest, response["Location"])][-MOST:]
                request.session[SESSION_KEY] = dict(rows)
                request.session.save()  # before the next one is let in
            return response


def _was_taken(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer leads on, with no refusal to be told on the page that it leads to."""
    told = cast(BaseStorage, messages.get_messages(request))
    is_refused = any(message.level >= messages.ERROR for message in told)
    told.used = False  # they were looked at, not shown
    return response.status_code == 302 and not is_refused and not response["Location"].startswith(_NOT_TAKEN)


def _digest(request: HttpRequest) -> str:
    files = [(name, file.name, file.size) for name, files in request.FILES.lists() for file in files]
    sent = [request.get_full_path(), sorted(request.POST.lists()), sorted(files)]
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()


@contextlib.contextmanager
def _alone(digest: str) -> Iterator[None]:
    """Lets one request at a time in, of those that send the same; the next waits until the first is answered."""
    number = int(digest[:15], 16)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
