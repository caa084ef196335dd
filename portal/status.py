"""`/healthz` and `/readyz`: what load balancers and the supervisor ask.

Answered before any other middleware, so that no host name, session or redirect stands in the way, and nothing but
single words is told: the reason is in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.seal.services import unsealed_count

logger = logging.getLogger(__name__)
MOST_UNSEALED = 10_000
"""Events waiting for the sealer beyond this say that the beat or its worker stands still."""
_seen_migrated = False


class StatusMiddleware:
    """Answers the two addresses: `/healthz` while the process lives, `/readyz` when it can serve (else 503)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"alive": True})
        if request.path == "/readyz":
            found = readiness()
            return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)
        return self.get_response(request)


def readiness() -> dict[str, str]:
    """Each thing the portal needs -> `ok`, or one word of what is wrong with it."""
    probes = {"database": _database, "migrations": _migrations, "broker": _broker, "seal": _seal}
    return {name: _ask(name, probe) for name, probe in probes.items()}


def _ask(name: str, probe: Callable[[], str]) -> str:
    try:
        return probe()
    except Exception:
        logger.exception("not ready: %s", name)
        connection.close()
        return "down"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    global _seen_migrated  # noqa: PLW0603 - what is migrated stays so for this process
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        _seen_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if _seen_migrated else "missing"


def _broker() -> str:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as link:
        link.ping()
    return "ok"


def _seal() -> str:
    return "ok" if unsealed_count() <= MOST_UNSEALED else "behind"
