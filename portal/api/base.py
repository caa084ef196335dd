"""What every address of the API does: who calls, how much, how large, and how a repeated POST is answered."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable
from typing import Any, Final, cast

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from portal.accounts.models import ApiKey
from portal.accounts.scoping import actor_of
from portal.api.models import IdempotentAnswer
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput

BODY_LIMIT: Final = 2 << 20
"""Largest body, in bytes."""
CALLS: Final = (600, 60)
"""Calls of one key, and the seconds in which they are counted."""
_LONGEST_KEY = 255


class BoundedJSONParser(JSONParser):
    """JSON that cannot nest itself out of memory, and of which every part can be written again in an answer."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The data. Raises ParseError on bad or too deeply nested JSON, half a surrogate pair, and 1e400."""
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
        except ValueError as error:
            sentence = "The JSON holds half a character (a surrogate without its other half) or too large a number."
            raise ParseError(sentence) from error
        return data


class KeyThrottle(BaseThrottle):
    """So many calls a minute for each key; the state stands in the RateLimit headers of every answer."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Counts the call."""
        most, seconds = CALLS
        window, within = divmod(time.time(), seconds)
        self.reset = math.ceil(seconds - within)
        name = f"api.calls.{getattr(request.auth, 'id', 'nobody')}.{int(window)}"
        cache.add(name, 0, timeout=seconds * 2)
        try:
            count: int = cache.incr(name)
        except ValueError:  # it ran out between the two calls
            count = 1
        request._request.rate_limit = (most, max(0, most - count), self.reset)  # type: ignore[attr-defined]
        return count <= most

    def wait(self) -> float:
        """Seconds until the next window."""
        return float(self.reset)


class ClearlineView(APIView):
    """A view for keys: needs one, counts calls, bounds bodies; the actor's rights are checked by what it calls."""

    parser_classes = [BoundedJSONParser]
    throttle_classes = [KeyThrottle]

    def actor(self, request: Request) -> Actor:
        """The party behind the key."""
        return actor_of(request._request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuses bodies above the limit before anything reads them."""
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_LIMIT:
            raise RequestDataTooBig
        if any("\x00" in str(value) for value in (*kwargs.values(), *request.query_params.values())):
            raise NotFound("No address and no parameter here holds a NUL character.")
        if request.method == "POST":
            request._request.body  # noqa: B018 - read once, so that it can be hashed and parsed

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Adds the RateLimit headers."""
        response = super().finalize_response(request, response, *args, **kwargs)
        limit = getattr(getattr(request, "_request", request), "rate_limit", None)
        if limit:
            response["RateLimit-Limit"], response["RateLimit-Remaining"], response["RateLimit-Reset"] = limit
        response["Cache-Control"] = "no-store"
        return response


class NothingHere(ClearlineView):
    """Any address that is not there."""

    schema = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answers every method alike."""
        self.args, self.kwargs, self.headers = args, kwargs, {}
        self.request = self.initialize_request(request, *args, **kwargs)
        self.request.accepted_renderer, self.request.accepted_media_type = self.perform_content_negotiation(
            self.request, force=True
        )
        response = self.handle_exception(NotFound("There is no such address in this API; see /api/v1/docs/."))
        self.response = self.finalize_response(self.request, response, *args, **kwargs)
        return self.response


def answered_once(request: Request, make: Callable[[], Response]) -> Response:
    """The answer under the request's Idempotency-Key: the first one again, or ``make()``'s, kept for 24 hours.

    Without the header simply ``make()``. A refusal is not kept. Raises WrongInput (422) when the key came with another
    body or address before, or is longer than 255 characters.
    """
    name = request.headers.get("Idempotency-Key", "")
    if not name:
        return make()
    if len(name) > _LONGEST_KEY:
        raise WrongInput(f"An Idempotency-Key has up to {_LONGEST_KEY} characters.", code="idempotency_key_too_long")
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request._request.body).digest()
    with transaction.atomic():
        kept, new = IdempotentAnswer.objects.get_or_create(
            api_key=cast(ApiKey, request.auth),
            key_sha256=hashlib.sha256(name.encode()).digest(),
            defaults={"request_sha256": asked},
        )
        if not new and (now() - kept.created_at).total_seconds() < 86_400:
            return _again(kept, asked)
        response = make()
        kept.request_sha256, kept.status, kept.answer = asked, response.status_code, response.data
        kept.created_at = now()
        kept.save()
    return response


def _again(kept: IdempotentAnswer, asked: bytes) -> Response:
    if bytes(kept.request_sha256) != asked:
        raise WrongInput(
            "This Idempotency-Key came with another request before. Use a new key for a new request.",
            code="idempotency_key_reused",
        )
    return Response(kept.answer, status=kept.status, headers={"Idempotent-Replayed": "true"})
