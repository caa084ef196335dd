"""Asking a domain's registry when the domain was registered (RDAP: RFC 9082 for the question, RFC 9083 for the answer).

The table holds what IANA's bootstrap file says for endings that businesses in the United States use; an ending that is
not in it is not asked about.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from portal.egress.reasons import PageReason

_FIRST_DOMAIN: Final = dt.datetime(1985, 1, 1, tzinfo=dt.UTC)
_MOST_EVENTS: Final = 100
_IDENTITY_DIGITAL: Final = (
    "academy agency bio builders cafe care church clinic coffee community company construction consulting contractors "
    "delivery dental dentist email equipment events express farm finance financial fitness florist foundation fund "
    "gallery gifts glass golf group guide haus healthcare holdings house immo info insure international io jewelry "
    "kitchen land life limo live ltd management marketing mba me media network news partners parts photography photos "
    "pizza plumbing productions properties pub rehab rentals repair restaurant salon school services shoes show social "
    "software solar solutions studio supplies supply support surgery systems tax team technology tips tires today "
    "tools tours town toys training vacations ventures vet villas vision world zone"
)
RDAP_BASES: Final[Mapping[str, str]] = {
    "com": "https://rdap.verisign.com/com/v1/",
    "net": "https://rdap.verisign.com/net/v1/",
    "org": "https://rdap.publicinterestregistry.org/rdap/",
    "us": "https://rdap.nic.us/",
    "biz": "https://rdap.nic.biz/",
    "co": "https://rdap.registry.co/co/",
    "app": "https://pubapi.registry.google/rdap/",
    "dev": "https://pubapi.registry.google/rdap/",
    "page": "https://pubapi.registry.google/rdap/",
    "store": "https://rdap.radix.host/rdap/",
    "online": "https://rdap.radix.host/rdap/",
    "site": "https://rdap.radix.host/rdap/",
    "tech": "https://rdap.radix.host/rdap/",
    "shop": "https://rdap.gmoregistry.net/rdap/",
    "xyz": "https://rdap.centralnic.com/xyz/",
    **dict.fromkeys(_IDENTITY_DIGITAL.split(), "https://rdap.identitydigital.services/rdap/"),
}
"""Ending of a domain to the address of the service that answers for it."""


class RdapAnswer(NamedTuple):
    """When a domain was registered; ``reason`` why that is not known."""

    registered: dt.datetime | None
    reason: str | None


def question(domain: str, bases: Mapping[str, str]) -> str:
    """The address to ask about a domain; empty when nobody is known who answers for its ending."""
    base = bases.get(domain.rpartition(".")[2], "")
    return f"{base}domain/{domain}" if base else ""


def read_registration(status: int, body: bytes, domain: str) -> RdapAnswer:
    """The day of registration in an answer. Never raises for what the answer holds."""
    if status == 404:
        return RdapAnswer(None, PageReason.NOT_SAID)
    if status != 200:
        return RdapAnswer(None, PageReason.BOT_WALL if status in (403, 429) else PageReason.UNREADABLE)
    try:
        data: Any = json.loads(body)
    except (ValueError, RecursionError):
        return RdapAnswer(None, PageReason.UNREADABLE)
    if not isinstance(data, dict) or _about_another(data, domain):
        return RdapAnswer(None, PageReason.UNREADABLE)
    found = [day for day in map(_registration, _events(data)) if day is not None]
    return RdapAnswer(min(found), None) if found else RdapAnswer(None, PageReason.NOT_SAID)


def _about_another(data: Mapping[str, Any], domain: str) -> bool:
    name = data.get("ldhName")
    return isinstance(name, str) and name.lower().rstrip(".") != domain.lower()


def _events(data: Mapping[str, Any]) -> list[Any]:
    events = data.get("events")
    return events[:_MOST_EVENTS] if isinstance(events, list) else []


def _registration(event: Any) -> dt.datetime | None:
    if not isinstance(event, dict) or event.get("eventAction") != "registration":
        return None
    text = event.get("eventDate")
    if not isinstance(text, str):
        return None
    try:
        day = dt.datetime.fromisoformat(text.strip()[:40])
        day = day.replace(tzinfo=dt.UTC) if day.tzinfo is None else day.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return day if _FIRST_DOMAIN <= day <= dt.datetime.now(dt.UTC) else None
