"""Checks of the dated tables: throughput, approval times, policies, thresholds, quiet hours, notices, conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from itertools import pairwise
from typing import Any

from portal.rules.rulebook.codes import Code

Documents = Mapping[str, Mapping[str, Any]]
Entry = Mapping[str, Any]
UNITS = frozenset("minutes hours days business_days weeks".split())  # noqa: SIM905 (a word list reads better as words)
ABOUT = frozenset("brand campaign toll_free change mending".split())  # noqa: SIM905
SEVERITIES = ("critical", "high", "medium")
CARRIERS = ("T-Mobile", "AT&T", "Verizon", "All carriers")
NOTICE_KINDS = ("law", "carrier", "provider", "delay")
BASES = ("source", "schema", "law", "own")
DAYS = ("weekdays", "saturday", "sunday", "holidays")


def check_tables(documents: Documents, codes: Mapping[str, Code]) -> Iterator[str]:
    """Every fault of the dated tables."""
    for name in ("throughput", "approval_times", "carrier_policies", "thresholds", "quiet_hours", "notices"):
        yield from day_faults(f"{name}: reviewed", documents[name].get("reviewed"))
    yield from _times(documents["approval_times"])
    for entry in documents["carrier_policies"]["policies"]:
        yield from (f"policy {entry.get('slug')}: {fault}" for fault in policy_faults(entry))
    for entry in documents["notices"]["notices"]:
        yield from (f"notice {entry.get('slug')}: {fault}" for fault in notice_faults(entry))
    for entry in documents["thresholds"]["metrics"]:
        yield from (f"threshold {entry['slug']}: {fault}" for fault in _marked(entry))
        if "code" in entry and entry["code"] not in codes:
            yield f"threshold {entry['slug']}: unknown code {entry['code']}"
    yield from _throughput(documents["throughput"])
    yield from _quiet(documents["quiet_hours"])
    yield from _conflicts(documents)
    for name, limit in documents["limits"]["limits"].items():
        yield from (f"limit {name}: {fault}" for fault in _texts(limit, "unit", "source"))
        if not isinstance(limit["value"], int) or limit["basis"] not in BASES:
            yield f"limit {name}: {limit['value']!r} on the basis {limit['basis']!r}"
    for name, key in (("carrier_policies", "policies"), ("notices", "notices"), ("thresholds", "metrics")):
        slugs = [entry.get("slug") for entry in documents[name][key]]
        yield from (f"{name}: {slug} is there twice" for slug in {one for one in slugs if slugs.count(one) > 1})


def day_faults(name: str, value: object, *, also: tuple[object, ...] = ()) -> Iterator[str]:
    """A fault unless the value is a day written YYYY-MM-DD or one of the words also taken."""
    if value in also:
        return
    try:
        date.fromisoformat(str(value))
    except ValueError:
        yield f"{name} is {value!r}, no day written YYYY-MM-DD"


def _marked(entry: Entry) -> Iterator[str]:
    if not isinstance(entry.get("source"), str) or not entry["source"].strip():
        yield "has no source"
    if not isinstance(entry.get("confirmed"), bool):
        yield "does not say whether it is confirmed"


def _texts(entry: Entry, *names: str) -> Iterator[str]:
    for name in names:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield f"{name} is empty"


def policy_faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one carrier policy."""
    yield from _texts(entry, "slug", "title", "action")
    yield from _marked(entry)
    yield from day_faults("effective_from", entry.get("effective_from"), also=("ongoing",))
    yield from day_faults("effective_until", entry.get("effective_until"), also=(None, ""))
    if entry.get("carrier") not in CARRIERS:
        yield f"carrier is {entry.get('carrier')!r}, not one of {', '.join(CARRIERS)}"
    if entry.get("severity") not in SEVERITIES:
        yield f"severity is {entry.get('severity')!r}, not one of {', '.join(SEVERITIES)}"
    if "usd" in entry and (not isinstance(entry["usd"], (int, float)) or entry["usd"] <= 0):
        yield f"usd is {entry['usd']!r}, no amount of dollars"


def notice_faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one notice of a change in law or at a carrier."""
    yield from _texts(entry, "slug", "title", "text")
    yield from _marked(entry)
    yield from day_faults("effective_from", entry.get("effective_from"))
    yield from day_faults("effective_until", entry.get("effective_until"), also=(None, ""))
    if entry.get("kind") not in NOTICE_KINDS:
        yield f"kind is {entry.get('kind')!r}, not one of {', '.join(NOTICE_KINDS)}"


def _times(book: Entry) -> Iterator[str]:
    known = set()
    for entry in book["times"]:
        name = f"time {entry['slug']}"
        known.add(entry["slug"])
        yield from (f"{name}: {fault}" for fault in _marked(entry))
        yield from day_faults(f"{name}: effective_from", entry.get("effective_from"), also=(None,))
        if entry["unit"] not in UNITS or entry["about"] not in ABOUT or not 0 <= entry["least"] <= entry["most"]:
            yield f"{name}: {entry['least']} to {entry['most']} {entry['unit']} about {entry['about']}"
    for change in book["changes"]:
        if change["time"] is not None and change["time"] not in known:
            yield f"change {change['change']}: unknown time {change['time']}"


def _throughput(book: Entry) -> Iterator[str]:
    for name in ("att", "t_mobile", "verizon", "guide", "toll_free"):
        yield from (f"throughput {name}: {fault}" for fault in _marked(book[name]))
    days = [cap["effective_from"] for cap in book["toll_free"]["caps"]]
    if days != sorted(days):
        yield "throughput toll_free: the caps are not in the order of their days"
    for name, key in (("att", "classes"), ("t_mobile", "tiers")):
        scores = sorted(tuple(entry["score"]) for entry in book[name][key] if "score" in entry)
        joined = scores and scores[0][0] == 1 and scores[-1][1] == 100
        if not joined or any(a[1] + 1 != b[0] for a, b in pairwise(scores)):
            yield f"throughput {name}: the scores do not cover 1 to 100 once"


def _quiet(book: Entry) -> Iterator[str]:
    for name, window in (("federal", book["federal"]), ("safe", book["safe"]), *book["states"].items()):
        yield from (f"quiet hours {name}: {fault}" for fault in _marked(window))
        for part in DAYS:
            hours = window[part]
            if hours is not None and not time.fromisoformat(hours[0]) < time.fromisoformat(hours[1]):
                yield f"quiet hours {name}: {part} {hours}"


def _conflicts(documents: Documents) -> Iterator[str]:
    rows = documents["conflicts"]["conflicts"]
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        yield "conflicts: the numbers are not in a row"
    for row in rows:
        yield from (f"conflict {row['number']}: {fault}" for fault in _texts(row, "subject", "sources", "note"))
        for table in row.get("tables", ()):
            if table not in documents:
                yield f"conflict {row['number']}: unknown table {table}"
