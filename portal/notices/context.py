"""What every page shows of notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.accounts.scoping import actor_of
from portal.notices.selectors import unread_count


def unread(request: HttpRequest) -> dict[str, Any]:
    """How many notices are unread; asked of the database only where a page shows it."""
    if not hasattr(request, "actor"):
        return {"unread_notices": 0}
    return {"unread_notices": SimpleLazyObject(lambda: unread_count(actor_of(request)))}
