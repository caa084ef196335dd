"""DN006: Messages go out earlier or later than the law allows where the reader is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.rules.facts import moments
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri"})
_GROUPS = {"weekdays": _WEEKDAYS, "saturday": frozenset({"sat"}), "sunday": frozenset({"sun"})}


def _broken(policy: DncPolicy, windows: Mapping[str, Any]) -> str:
    """What is wrong with the hours under these windows; empty when nothing is."""
    days = {day.strip().lower()[:3] for day in policy.days} or _WEEKDAYS
    start, end = moments.minutes_of(policy.sends_from), moments.minutes_of(policy.sends_until)
    for group, members in _GROUPS.items():
        if days.isdisjoint(members):
            continue
        window = windows[group]
        if not window:
            return f"nothing may be sent on {group}"
        first, last = moments.minutes_of(window[0]), moments.minutes_of(window[1])
        early = start is not None and first is not None and start < first
        late = end is not None and last is not None and end > last
        if early or late:
            return f"{window[0]} to {window[1]} on {group}"
    return ""


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    hours = context.rulebook.documents["quiet_hours"]
    said = f"Messages go out from {policy.sends_from or '?'} to {policy.sends_until or '?'}"
    federal = _broken(policy, hours["federal"])
    if federal:
        yield Hit(message=f"{said}; the federal window is {federal}.")
    for state in sorted({state.strip().upper() for state in policy.states}):
        told = _broken(policy, hours["states"].get(state, hours["federal"]))
        if told and not federal:
            yield Hit(message=f"{said}; in {state}: {told}.", severity=Verdict.WARNING)
    if moments.minutes_of(policy.sends_from) is None or moments.minutes_of(policy.sends_until) is None:
        yield Hit(message=f"{said}; one of them is not a time of day.", severity=Verdict.COULD_NOT_CHECK)


RULE = Rule(
    id="DN006",
    name="quiet-hours-broken",
    authority="tcpa",
    citation="47 CFR 64.1200(c)(1); state laws",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="Messages go out earlier or later than the law allows where the reader is.",
    why="Solicitations are lawful from 8 am to 9 pm; several states start later, end earlier or leave out Sundays.",
    fix="Send between 10 am and 8 pm where the reader is, and on Sundays only where the state allows it.",
    codes=("portal:QUIET_HOURS",),
    field="sends_from",
    applies=lambda policy, context: policy.markets and bool(policy.sends_from.strip() or policy.sends_until.strip()),
    good=(
        PRACTICE,
        {**PRACTICE, "sends_from": "8 am", "sends_until": "9 pm"},
        {**PRACTICE, "states": ["FL", "TX"]},
        {**PRACTICE, "purpose": "informational", "sends_from": "06:00", "sends_until": "23:00"},
    ),
    bad=(
        {**PRACTICE, "sends_from": "07:59"},
        {**PRACTICE, "sends_until": "9:30 pm"},
        {**PRACTICE, "sends_until": "21:00", "states": ["FL"]},
        {**PRACTICE, "days": ["sun"], "states": ["AL"]},
        {**PRACTICE, "days": ["sun"], "states": ["TX"], "sends_from": "11:00"},
        {**PRACTICE, "sends_from": "dawn"},
    ),
)
