"""The way back into the review queue."""

from __future__ import annotations

from typing import Any

from django import template

from portal.desk.review.queue import place

register = template.Library()


@register.simple_tag(takes_context=True)
def queue_url(context: dict[str, Any], row: str = "") -> str:
    """The queue under the filter and on the page that was looked at last, at the row of a reference."""
    return place.queue_url(context["request"], row=row)
