"""How the advising tools write spans, rates and times."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.clock import told_day
from portal.evidence.kinds import DocumentKind
from portal.lifecycle.chances import Chance, chance_after
from portal.rules.advice.lookups import Rate
from portal.rules.advice.remediation import time_words

register = template.Library()
_BANDS = {"high": "over 75", "medium": "50 to 75", "low": "under 50"}


@register.filter
def chance(key: str) -> Chance | None:
    """How often a resubmission succeeded after a code; None while too few outcomes are known."""
    return chance_after(key)


@register.filter
def span(value: tuple[int, int]) -> str:
    """``(10, 15)`` as ``10 to 15``, ``(5, 5)`` as ``5``."""
    least, most = value
    return f"{least:,}" if least == most else _("%(least)s to %(most)s") % {"least": f"{least:,}", "most": f"{most:,}"}


@register.filter
def points(value: tuple[int, int]) -> str:
    """Points with their sign: ``+10 to +15``, ``-15 to -10``, ``0``."""
    least, most = value
    words = [f"{one:+d}" if one else "0" for one in (least, most)]
    return words[0] if least == most else _("%(least)s to %(most)s") % {"least": words[0], "most": words[1]}


@register.filter
def business_days(value: tuple[int, int]) -> str:
    """``(1, 3)`` as ``1 to 3 business days``."""
    return ngettext("%(span)s business day", "%(span)s business days", value[1]) % {"span": span(value)}


@register.filter
def rate(value: Rate | None) -> str:
    """A rate in words; where none is published, that."""
    if value is None:
        return _("not published")
    return _("%(span)s messages a minute") % {"span": span((value.least, value.most))}


@register.filter
def per_minute(value: Rate) -> str:
    """The figures of a rate alone: ``60 to 225``."""
    return span((value.least, value.most))


@register.filter
def rate_between(outlook: Any) -> str:
    """The rates of an outlook from its least to its most."""
    if outlook.least is None or outlook.most is None:
        return _("not published")
    return _("%(span)s messages a minute") % {"span": span((outlook.least.least, outlook.most.most))}


@register.filter
def att_between(outlook: Any) -> str:
    """AT&T's published rate between the ends of an outlook."""
    least, most = outlook.att
    return _("%(span)s message parts a minute, for each %(per)s") % {
        "span": span((least.sms, most.sms)),
        "per": most.per,
    }


@register.filter
def band(value: str) -> str:
    """A band of the trust score: ``high`` as ``over 75``."""
    return _BANDS.get(value, value)


@register.filter
def duration(value: tuple[int, int]) -> str:
    """Minutes as words."""
    return time_words(value)


@register.filter
def days_between(milestone: Any) -> str:
    """The day or days of a milestone."""
    first, last = told_day(milestone.first), told_day(milestone.last)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


@register.filter
def percent(value: float) -> int:
    """A share of 1 as a whole percentage."""
    return round(100 * value)


@register.filter
def keys(codes: Any) -> str:
    """Codes as one value of an address: ``tcr:9106,tcr:9108``."""
    return ",".join(code.key for code in codes)


@register.filter
def paper(kind: str) -> str:
    """The name of a kind of paper, as the upload forms call it."""
    return str(DocumentKind(kind).label) if kind in DocumentKind.values else kind
