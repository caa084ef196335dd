"""How values of a submission are drawn: lists, answers, papers, and what changed word by word."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.common.templatetags.parts import phone, when, words
from portal.common.templatetags.values import shown

register = template.Library()
_E164 = re.compile(r"\+1\d{10}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
_SHORT, _LONG = 16, 60
"""Letters up to which items of a list stand in one line, and from which two submissions show them apart."""


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
        case {"number": number, **rest}:
            return format_html("{}{}", phone(number), _number_facts(rest))
        case dict():
            pairs = ((words(name), payload_value(item)) for name, item in value.items() if item not in (None, ""))
            return format_html_join("; ", "{}: {}", pairs)
        case list() if field.rpartition(".")[2] in ("sample_messages", "mms_samples"):
            return format_html_join("", '<p class="sms">{}</p>', ((payload_value(item),) for item in value))
        case list() if all(isinstance(item, str) and len(item) <= _SHORT for item in value):
            return ", ".join(str(payload_value(item)) for item in value)
        case list():
            items = format_html_join("", "<li>{}</li>", ((payload_value(item),) for item in value))
            return format_html('<ul class="list-plain">{}</ul>', items)
        case str() if _E164.fullmatch(value):
            return phone(value)
    return str(value)


def _number_facts(facts: Mapping[Any, Any]) -> str:
    """What is known of a number besides itself, in one bracket: its label, where it came from, its class."""
    known = [str(facts.get("label") or "")]
    if facts.get("ported_from"):
        known.append(_("ported from %(whom)s") % {"whom": facts["ported_from"]})
    if facts.get("class"):
        known.append(words(facts["class"]).lower())
    text = ", ".join(filter(None, known))
    return f" ({text})" if text else ""


@register.filter
def act_words(act: object) -> str:
    """An act of the trail as a person says it: `account:session:signed_in` as `Account: session signed in`."""
    area, _colon, verb = str(act).partition(":")
    return f"{words(area)}: {verb.replace(':', ' ').replace('_', ' ')}" if verb else words(area)


@register.filter
def fact(value: object) -> SafeString | str:
    """A fact of an act in the trail: an instant as people write it, anything else shortened to 80 letters."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return when(dt.datetime.fromisoformat(value))
    return Truncator(shown(value)).chars(80)


@register.filter
def diff_before(change: Any) -> SafeString:
    """The value before, with what was taken out marked."""
    return _marked(*_texts(change), ("delete", "replace"), "del", first=True)


@register.filter
def diff_after(change: Any) -> SafeString:
    """The value after, with what was put in marked."""
    return _marked(*_texts(change), ("insert", "replace"), "ins", first=False)


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


def _texts(change: Any) -> tuple[str, str]:
    """Both values as text; long items of a list, such as sample messages, stand apart."""
    items = [item for side in (change.before, change.after) if isinstance(side, list) for item in side]
    gap = "\n\n" if any(len(str(item)) > _LONG for item in items) else "\n"
    return _text(change.before, gap), _text(change.after, gap)


def _text(value: Any, gap: str = "\n") -> str:
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case list():
            return gap.join(_text(item) for item in value)
        case {"document": _key, **rest}:
            return str(rest.get("name") or "")
        case {"number": number, **rest}:
            return phone(number) + _number_facts(rest)
        case dict():
            return "; ".join(f"{words(name)}: {_text(item)}" for name, item in value.items() if item not in (None, ""))
    return str(value)
