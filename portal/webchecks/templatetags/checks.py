"""Checks as pages name them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from portal.webchecks.titles import TITLES

register = template.Library()

QUIET = ("pass", "not_applicable", "not_in_force")
"""Verdicts that ask nothing of anybody."""


@register.filter
def check_title(check: object) -> str:
    """What a check asks, in words; a check without words keeps its name."""
    return str(TITLES.get(str(check), check))


@register.filter
def speaking(checks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The checks that found something or could not look."""
    return [check for check in checks if check.get("verdict") not in QUIET]


@register.filter
def quiet(checks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The checks that passed or did not apply."""
    return [check for check in checks if check.get("verdict") in QUIET]
