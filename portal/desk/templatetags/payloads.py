"""How values of a submission are drawn: lists, answers, papers, and what changed word by word."""

from __future__ import annotations

import difflib
import re
from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def payload_value(value: Any, field: str = "") -> SafeString | str:
    """A value of a payload; messages as messages, papers as links, nothing as `Not given`."""
    if value in (None, "", [], {}):
        return format_html('<span class="none">{}</span>', _("Not given"))
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case {"document": key, **rest}:
            return format_html('<a href="/documents/{}/">{}</a>', key, rest.get("name") or _("Paper"))
        case dict():
            pairs = ((name.replace("_", " "), payload_value(item)) for name, item in value.items())
            return format_html_join("; ", "{}: {}", pairs)
        case list() if field.rpartition(".")[2] in ("sample_messages", "mms_samples"):
            return format_html_join("", '<p class="sms">{}</p>', ((payload_value(item),) for item in value))
        case list():
            items = format_html_join("", "<li>{}</li>", ((payload_value(item),) for item in value))
            return format_html('<ul class="list-plain">{}</ul>', items)
    return str(value)


@register.filter
def diff_before(change: Any) -> SafeString:
    """The value before, with what was taken out marked."""
    return _marked(_text(change.before), _text(change.after), ("delete", "replace"), "del", first=True)


@register.filter
def diff_after(change: Any) -> SafeString:
    """The value after, with what was put in marked."""
    return _marked(_text(change.before), _text(change.after), ("insert", "replace"), "ins", first=False)


def _marked(before: str, after: str, operations: tuple[str, ...], element: str, *, first: bool) -> SafeString:
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    pieces = []
    for operation, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        text = escape("".join(old[a:b] if first else new[c:d]))
        if text and operation in operations:
            pieces.append(f"<{element}>{text}</{element}>")
        elif text:
            pieces.append(str(text))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped above


def _text(value: Any) -> str:
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case list():
            return "\n".join(_text(item) for item in value)
        case {"document": _key, **rest}:
            return str(rest.get("name") or "")
        case dict():
            return "; ".join(f"{name}: {_text(item)}" for name, item in value.items())
    return str(value)
