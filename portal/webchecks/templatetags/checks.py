"""Checks as pages name them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.common.templatetags.parts import when, words
from portal.rules.rulebook import load
from portal.webchecks.archive import LOG, PEM, PNG, WARC
from portal.webchecks.models import CheckRun
from portal.webchecks.showing.run import Kept, Telling, telling_of
from portal.webchecks.showing.words import meaning
from portal.webchecks.titles import TITLES

register = template.Library()

_KINDS: Final = {
    WARC: "requests and answers of one visit to a page",
    PEM: "certificates as the server sent them",
    PNG: "picture of the page in a browser",
    LOG: "what the browser asked for",
    "text/html": "page as the browser had it after its scripts ran",
}


@register.filter
def check_title(check: object) -> str:
    """What a check asks, in words; a check without words keeps its name."""
    return str(TITLES.get(str(check), check))


@register.filter
def telling(run: CheckRun) -> Telling:
    """What a finished run means, by urgency, without its proofs."""
    return telling_of(Kept(run))


@register.filter
def telling_sentence(run: CheckRun) -> str:
    """What a finished run means, in one sentence."""
    return telling_of(Kept(run)).sentence


@register.filter
def reason_text(reason: object) -> str:
    """A reason as a sentence; one without words as its own name."""
    return meaning(str(reason)) or words(reason)


@register.filter
def code_title(code: object) -> str:
    """What an authority calls the code; empty for one that the rulebook does not have."""
    found = load().codes.get(str(code))
    return found.title if found else ""


@register.filter
def item_url(run: CheckRun, check: object) -> str:
    """The address of what a run says about one check."""
    return f"{reverse('webchecks:run', args=[run.pk])}#{check}"


@register.filter
def evidence_kind(media_type: object) -> str:
    """What a file of this media type is, in words."""
    return _(_KINDS[str(media_type)]) if str(media_type) in _KINDS else str(media_type)


@register.filter
def dn(name: object) -> str:
    """A distinguished name as people read it: what it is for, and in brackets who that is."""
    parts = {kind.strip().upper(): text.strip() for kind, eq, text in _pairs(str(name)) if eq}
    common, organization = parts.get("CN", ""), parts.get("O", "")
    if common and organization and organization not in common:
        return f"{common} ({organization})"
    return common or organization or str(name)


def _pairs(name: str) -> list[tuple[str, str, str]]:
    """The parts of a distinguished name (RFC 4514): a comma after a backslash is part of a value."""
    return [
        (kind, eq, re.sub(r"\\(.)", r"\1", text))
        for kind, eq, text in (part.partition("=") for part in re.split(r"(?<!\\),", name))
    ]


@register.filter
def day(moment: dt.datetime | None) -> str:
    """The day of a moment in universal time, as certificates state it."""
    return when(moment.astimezone(dt.UTC).date()) if moment else ""
