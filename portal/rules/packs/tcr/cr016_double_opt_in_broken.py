"""CR016: The chain of a double opt-in has a gap or runs backwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    chain = {
        "occurred_at": "the opt-in",
        "confirmation_requested_at": "the request to confirm",
        "confirmed_at": "the YES",
        "welcome_sent_at": "the welcome",
    }
    times = {name: getattr(record, name).strip() for name in chain}
    for name, text in times.items():
        if not text:
            severity = Verdict.ERROR if name == "confirmed_at" else None
            yield Hit(message=f"The time of {chain[name]} is missing.", field=name, severity=severity)
    given = [(name, text) for name, text in times.items() if text]
    for (first, start), (second, end) in pairwise(given):
        seconds = moments.seconds_between(start, end)
        if seconds is not None and seconds < 0:
            yield Hit(message=f"{chain[second].capitalize()} comes before {chain[first]}.", field=second)


RULE = Rule(
    id="CR016",
    name="double-opt-in-broken",
    authority="tcr",
    citation="source 004, step 5.3",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="The chain of a double opt-in has a gap or runs backwards.",
    why="Form, request to confirm, YES and welcome are four events, each with its time.",
    fix="Store all four times in their order; without the YES there is no consent.",
    field="confirmed_at",
    applies=lambda record, context: record.gives_consent and bool(record.double_opt_in),
    good=(
        {
            **RECORD,
            "double_opt_in": True,
            "confirmation_requested_at": "2026-03-02T20:05:12Z",
            "confirmed_at": "2026-03-02T20:09:00Z",
            "welcome_sent_at": "2026-03-02T20:09:02Z",
        },
        {**RECORD, "double_opt_in": False},
        RECORD,
    ),
    bad=(
        {**RECORD, "double_opt_in": True},
        {
            **RECORD,
            "double_opt_in": True,
            "confirmation_requested_at": "2026-03-02T20:05:12Z",
            "welcome_sent_at": "2026-03-02T20:05:15Z",
        },
        {
            **RECORD,
            "double_opt_in": True,
            "confirmation_requested_at": "2026-03-02T20:05:12Z",
            "confirmed_at": "2026-03-02T20:05:11Z",
            "welcome_sent_at": "2026-03-02T20:09:02Z",
        },
    ),
)
