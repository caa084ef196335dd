"""Tags and filters that every page shares: tones, numbers for people, times, and the frame of a page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from portal.common import phone as phones
from portal.common.clock import now, told, told_day

register = template.Library()

THEMES: Final = ("light", "dark")
"""Themes a person can choose; anything else follows the device."""

_TONES: Final[dict[str, str]] = {
    "pass": "good",
    "advice": "info",
    "warning": "warn",
    "error": "bad",
    "could_not_check": "warn",
    "not_applicable": "neutral",
    "not_in_force": "neutral",
    "good": "good",
    "done": "good",
    "problem": "bad",
    "todo": "info",
    "optional": "neutral",
    "cannot_start": "neutral",
    "asked": "warn",
    "draft": "neutral",
    "submitted": "info",
    "under_review": "info",
    "in_review": "info",
    "changes_requested": "bad",
    "forwarded": "info",
    "information_requested": "warn",
    "approved": "good",
    "rejected": "bad",
    "terminally_rejected": "bad",
    "ineligible": "bad",
    "suspended": "bad",
    "withdrawn": "neutral",
    "retired": "neutral",
    "queued": "neutral",
    "running": "info",
    "failed": "bad",
}
"""Tone of a verdict, a task's status or a state; what is not here is neutral."""

_VERDICTS: Final[dict[str, str]] = {
    "pass": "Passes",
    "advice": "Advice",
    "warning": "Warning",
    "error": "Must be fixed",
    "could_not_check": "Could not check",
    "not_applicable": "Does not apply",
    "not_in_force": "Not in force",
}
_TASK_STATUS: Final[dict[str, str]] = {
    "done": "Complete",
    "todo": "To do",
    "problem": "Fix",
    "cannot_start": "Not open yet",
    "optional": "Optional",
    "asked": "Change asked for",
}


@register.filter
def verdict_tone(value: object) -> str:
    """The tone (`neutral`, `info`, `good`, `warn`, `bad`) of a verdict, severity, task status or state."""
    return _TONES.get(str(value), "neutral")


@register.filter
def verdict_text(value: object) -> str:
    """A verdict in words, such as `Must be fixed`."""
    return _(_VERDICTS[str(value)]) if str(value) in _VERDICTS else words(value)


@register.filter
def task_status(item: Any) -> str:
    """The few words on a task's tag; a task with findings says how many."""
    status, findings = str(item.status), int(getattr(item, "findings", 0) or 0)
    if status == "problem" and findings:
        return _("Fix %(count)d") % {"count": findings}
    return _(_TASK_STATUS[status]) if status in _TASK_STATUS else words(status)


@register.filter
def words(value: object) -> str:
    """`privacy_policy` as `Privacy policy`."""
    text = str(value).replace("_", " ").strip()
    return text[:1].upper() + text[1:]


@register.simple_tag
def tag(tone: str, text: object) -> SafeString:
    """A small label in a tone."""
    return format_html('<span class="tag {}">{}</span>', tone, text)


@register.filter
def phone(value: object) -> str:
    """An E.164 number as people write it."""
    return phones.for_people(str(value)) if value else ""


@register.filter
def mask(value: object) -> str:
    """A number with all but its last four digits hidden."""
    return phones.masked(str(value)) if value else ""


@register.filter
def when(value: dt.datetime | dt.date | None) -> SafeString | str:
    """A moment with its zone (`Nov 22, 2026, 4:12 PM EST`), or a date, in a `<time>` element."""
    if value is None or value == "":
        return ""
    if not isinstance(value, dt.datetime):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), told_day(value))
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), told(local))


@register.filter
def ago(value: dt.datetime | None) -> SafeString | str:
    """How long ago or how far ahead a moment is: `3 hours ago`, `in 2 days`; the moment itself in the title."""
    if value is None or value == "":
        return ""
    moment, present = value, now()
    distance = abs((moment - present).total_seconds())
    if distance < 60:
        text = _("just now") if moment <= present else _("in less than a minute")
    elif moment <= present:
        text = _("%(time)s ago") % {"time": timesince(moment, present, depth=1)}
    else:
        text = _("in %(time)s") % {"time": timesince(present, moment, depth=1)}
    local = timezone.localtime(moment)
    exact = f"{local:%Y-%m-%d %H:%M %Z}"
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), exact, text)


@register.filter
def times(value: object) -> range:
    """`range(value)`, for parts that draw a fixed count of marks."""
    return range(int(str(value or 0)))


@register.filter
def percent_of(value: object, total: object) -> int:
    """Whole per cent, 0 to 100; 0 when there is no total."""
    whole = float(str(total or 0))
    return 0 if whole <= 0 else max(0, min(100, int(float(str(value or 0)) * 100 / whole)))


@register.filter
def heading(content: str) -> SafeString:
    """Plain text becomes the page's `<h1>`; markup that brings its own `<h1>` stays as it is."""
    text = content.strip()
    if not text or "<h1" in text:
        return mark_safe(text)  # noqa: S308 - rendered by the template engine, which has escaped it
    return format_html("<h1>{}</h1>", mark_safe(text))  # noqa: S308


@register.filter
def aside(content: str) -> SafeString:
    """The side column, or nothing when a page leaves it empty."""
    text = content.strip()
    if not text:
        return mark_safe("")
    label = _("More about this page")
    return format_html('<aside class="aside stack" aria-label="{}">{}</aside>', label, mark_safe(text))  # noqa: S308


@register.filter
def wrap(content: str, class_name: str) -> SafeString:
    """Puts a `<div>` of that class around what is not blank."""
    text = content.strip()
    return format_html('<div class="{}">{}</div>', class_name, mark_safe(text)) if text else mark_safe("")  # noqa: S308


@register.simple_tag(takes_context=True)
def theme(context: RequestContext) -> str:
    """The theme chosen in the cookie, or nothing for the device's own."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def nav_link(context: RequestContext, path: str, text: str) -> SafeString:
    """An entry of the main navigation, marked when the page lies under its path."""
    request = context.get("request")
    here = request.path if request else ""
    current = here == path or (path != "/" and here.startswith(path))
    mark = mark_safe(' aria-current="page"') if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', path, mark, text)


@register.simple_tag
def path_of(name: str, fallback: str = "") -> str:
    """The address of a named page, or the fallback where no page has that name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return fallback


@register.simple_tag(takes_context=True)
def my_memberships(context: RequestContext) -> list[Any]:
    """The signed-in person's memberships with their organizations, by name; empty for visitors."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    rows = user.memberships.select_related("organization").order_by("organization__name")
    return list(rows)


@register.filter
def marked(text: str, spans: object) -> SafeString:
    """A text with its spans (pairs of character offsets) underlined; overlapping spans are joined."""
    result, end_before = SafeString(""), 0
    pairs = sorted((int(a), int(b)) for a, b in (spans or []) if a is not None and b is not None)  # type: ignore[attr-defined]
    for start, end in pairs:
        start = max(start, end_before)  # noqa: PLW2901 - the part already underlined is not repeated
        if end <= start:
            continue
        result += conditional_escape(text[end_before:start]) + format_html("<mark>{}</mark>", text[start:end])
        end_before = end
    return result + conditional_escape(text[end_before:])


@register.filter
def field_anchor(bound: Any) -> str:
    """The id that a link in an error summary points at: the input, or the first choice of a group."""
    if bound.use_fieldset and bound.widget_type in {"radioselect", "checkboxselectmultiple"}:
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label or bound.auto_id)


@register.filter
def anchor(path: object) -> str:
    """The id of the field that a finding's path names: `sample_messages[1]` is `id_sample_messages_1`."""
    return "id_" + re.sub(r"[^A-Za-z0-9]+", "_", str(path)).strip("_")


@register.filter
def code_path(code: object) -> str:
    """The permanent page of a code written `authority:number`; empty for `other:...`, which the directory lacks."""
    authority, _colon, number = str(code).partition(":")
    return "" if authority == "other" else f"/codes/{authority}/{number}/"


@register.filter
def code_text(code: object) -> str:
    """`tcr:9106` as `Code 9106`; `other:text`, a reason without a code, as `In words`."""
    if str(code) == "other:text":
        return _("In words:")
    return _("Code %(number)s") % {"number": str(code).rpartition(":")[2]}
