"""Stored values in words: what a submission or a record of the trail holds, for people."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def shown(value: Any) -> str:
    """Yes and no, lists one per line, papers by their name, objects as `key: value`; nothing for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case list() | tuple():
            return "\n".join(shown(item) for item in value)
        case {"document": _document, "name": name}:
            return str(name)
        case dict():
            return ", ".join(f"{key.replace('_', ' ')}: {shown(item)}" for key, item in value.items())
    return str(value)
