"""What every page that judges or advises says of itself."""

from __future__ import annotations

from django import template

from portal.rules.rulebook import load

register = template.Library()


@register.simple_tag
def rulebook_version() -> str:
    """Edition and hash of the rulebook in use."""
    return load().version


@register.filter
def authority_title(authority: object) -> str:
    """Who issues codes under that name, in short."""
    known = load().authorities.get(str(authority))
    return known["title"].split(",")[0] if known else str(authority)
