"""The registry of the world's domains: says over RDAP when each was registered."""

from __future__ import annotations

import datetime as dt
import json

from portal.webchecks.world.sites import SITES


def answer_registry(path: str) -> tuple[int, str]:
    """Status and JSON for a question about a domain (RFC 9083); 404 for one that the registry does not know."""
    name = path.removeprefix("/domain/").lower()
    days = next((site.registered_days for site in SITES if site.host == name), None)
    if days is None or name == path:
        return 404, json.dumps({"errorCode": 404, "title": "Not Found"})
    day = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    events = [
        {"eventAction": "registration", "eventDate": day.strftime("%Y-%m-%dT%H:%M:%SZ")},
        {"eventAction": "expiration", "eventDate": (day + dt.timedelta(days=days + 300)).isoformat()},
    ]
    return 200, json.dumps({"objectClassName": "domain", "ldhName": name.upper(), "events": events})
