"""How fast one may send, what it costs and how long things take: the rulebook's dated tables, ready to be shown."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.rules.advice import tables
from portal.rules.rulebook import load

CARRIERS: Final = {"t-mobile": "T-Mobile", "att": "AT&T", "verizon": "Verizon", "all": "All carriers"}
"""Carriers by the word that stands in the address."""
ABOUT: Final = {
    "brand": _("Brands"),
    "campaign": _("Campaigns"),
    "toll_free": _("Toll-free verification"),
    "change": _("Changes of an approved campaign"),
    "mending": _("After a rejection"),
}
WEEK: Final = ("weekdays", "saturday", "sunday", "holidays")


@dataclasses.dataclass(frozen=True)
class Policy:
    """One policy or notice with where it stands on the day of the visit: in force, to come, or over."""

    entry: dict[str, Any]
    standing: str
    since: dt.date | None
    until: dt.date | None

    @property
    def says(self) -> str:
        """What the carrier does, or what the notice tells; with the remark there is."""
        entry = self.entry
        return " ".join(filter(None, (entry.get("action") or entry.get("text"), entry.get("note"))))


@dataclasses.dataclass(frozen=True)
class Span:
    """How long something takes, in words."""

    title: str
    words: str
    source: str
    confirmed: bool
    note: str = ""


def _standing(entry: Any, today: dt.date) -> Policy:
    since, until = entry["effective_from"], entry.get("effective_until")
    first = None if since == "ongoing" else dt.date.fromisoformat(since)
    last = dt.date.fromisoformat(until) if until else None
    over = "to_come" if first and first > today else "over"
    standing = "in_force" if tables.in_force(entry, today) else over
    return Policy(dict(entry), standing, first, last)


def policies(carrier: str, today: dt.date) -> list[Policy]:
    """What carriers demand and do, newest first; of one carrier if named by a key of ``CARRIERS``."""
    return [_standing(one, today) for one in tables.policies(CARRIERS.get(carrier, ""), kind="enforcement")]


def charges(carrier: str, today: dt.date) -> list[Policy]:
    """Fines and fees of carriers, the dearest first."""
    name = CARRIERS.get(carrier, "")
    found = (*tables.policies(name, kind="fine"), *tables.policies(name, kind="fee"))
    return [_standing(one, today) for one in sorted(found, key=lambda one: -one["usd"])]


def notices(today: dt.date) -> list[Policy]:
    """Changes of law and at providers, newest first."""
    return [_standing(one, today) for one in tables.notices()]


def amount(least: int, most: int, unit: str) -> str:
    """`3 to 7 business days`; without a least, `up to 24 hours`."""
    names = {
        "minutes": ngettext("minute", "minutes", most),
        "hours": ngettext("hour", "hours", most),
        "days": ngettext("day", "days", most),
        "business_days": ngettext("business day", "business days", most),
        "weeks": ngettext("week", "weeks", most),
    }
    if least == most:
        return f"{most} {names[unit]}"
    words = {"least": least, "most": most, "unit": names[unit]}
    return str(_("%(least)d to %(most)d %(unit)s") % words) if least else str(_("up to %(most)d %(unit)s") % words)


def use_case_rows() -> list[dict[str, Any]]:
    """Each use case with its approval window, the guide's rates by band and AT&T's rate from the best score down."""
    rows = []
    for code, entry in load().use_cases.items():
        window = entry["approval_business_days"]
        rates = entry["throughput"] or {}
        att = [tables.att_rate(code, score) for score in (75, 50, 1)]
        rows.append(
            {
                "code": code,
                "title": entry["title"],
                "window": amount(window[0], window[1], "business_days"),
                "rates": [rates.get(band, "") for band in ("high", "medium", "low")],
                "att": list(dict.fromkeys(rate.sms for rate in att)),
                "per": att[0].per,
            }
        )
    return rows


def spans() -> list[tuple[Any, list[Span]]]:
    """How long things take, under what they are about; brands begin with the windows of their kinds."""
    windows = [
        Span(
            one["title"],
            amount(one["business_days"][0], one["business_days"][1], "business_days"),
            "source 004, step 3.4",
            confirmed=True,
        )
        for one in load().brand_windows
    ]
    groups = []
    for about, title in ABOUT.items():
        found = [
            Span(one["title"], amount(one["least"], one["most"], one["unit"]), one["source"], one["confirmed"],
                 one.get("note", ""))
            for one in tables.times(about)
        ]  # fmt: skip
        groups.append((title, [*windows, *found] if about == "brand" else found))
    return groups


def hours() -> list[dict[str, Any]]:
    """Sending hours: the federal ones, the window that fits all, then each state with hours of its own."""
    book = load().documents["quiet_hours"]
    named = [
        (_("Federal"), book["federal"]),
        (_("Fits nearly all states"), book["safe"]),
        *sorted(book["states"].items()),
    ]
    return [
        {
            "place": place,
            "days": [" - ".join(rule[part]) if rule[part] else "" for part in WEEK],
            "most": rule.get("most_in_24_hours"),
            "confirmed": rule["confirmed"],
            "note": rule.get("note", ""),
        }
        for place, rule in named
    ]


def stale_tables(today: dt.date) -> list[str]:
    """Titles of the tables that nobody has looked at for 90 days."""
    titles = {
        "throughput": _("throughput"),
        "approval_times": _("approval times"),
        "carrier_policies": _("carrier policies"),
        "quiet_hours": _("sending hours"),
        "notices": _("notices"),
    }
    known = load().documents
    return [str(title) for name, title in titles.items() if tables.is_stale(known[name]["reviewed"], today)]
