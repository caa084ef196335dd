"""How often a visitor may use the public tools."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.common.errors import Refusal

PER_MINUTE: Final = 60
"""Checks a minute from one address; live checking while one types stays well below."""


class TooOften(Refusal):
    """More checks in a minute than one address may have."""

    code = "too_often"


def count_visit(request: HttpRequest) -> None:
    """Counts a check against the caller's address. Raises TooOften above ``PER_MINUTE`` in a minute."""
    key = f"tools:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=60)
    try:
        visits = cache.incr(key)
    except ValueError:  # the minute ended between the two commands
        visits = 1
    if visits > PER_MINUTE:
        raise TooOften(
            _("This address made %(most)d checks in a minute. Wait a minute, then go on; what you typed is kept.")
            % {"most": PER_MINUTE}
        )
