"""CM013: A low-volume campaign plans more messages a day than the use case allows."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

# A number by itself is a month's, as the form asks for it.
_VOLUME = pattern(r"(\d[\d,]{0,11}) ?(?:(?:messages?|msgs?|texts?) ?)?(/ ?day|a day|per day|daily|each day)?")
_STEPS = (10, 100, 1_000, 10_000, 100_000, 250_000, 500_000, 750_000, 1_000_000, 5_000_000, 10_000_000)
_DAYS = 30


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    match = _VOLUME.search(normalize(campaign.message_volume).folded)
    if match is None:
        return
    planned, most = int(match.group(1).replace(",", "")), context.limit("low_volume_daily")
    words = match.group(2)
    if words:
        over, sure, shown = planned > most, True, f"{planned:,} messages a day are planned"
    else:
        over, sure = planned > most * _DAYS, _step_below(planned) >= most * _DAYS
        shown = f"Up to {planned:,} messages a month are planned"
    if over:
        severity = None if sure else Verdict.WARNING
        yield Hit(message=f"{shown}; the use case allows {most:,} a day.", severity=severity)


def _step_below(volume: int) -> int:
    """The step of the form below this one: whoever chose "up to 250,000" plans more than 100,000."""
    return max((step for step in _STEPS if step < volume), default=0) if volume in _STEPS else volume


RULE = Rule(
    id="CM013",
    name="low-volume-exceeded",
    authority="tcr",
    citation="source 004, step 2.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A low-volume campaign plans more messages a day than the use case allows.",
    why="Low Volume Mixed ends at 6,000 messages a day.",
    fix="Register the parts as campaigns of their own, or plan fewer messages.",
    codes=("tcr:9001",),
    field="message_volume",
    applies=lambda campaign, context: campaign.use_case == "LOW_VOLUME" and bool(campaign.message_volume),
    good=(
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "1500 a day"},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "100000"},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "6,000/day"},
        {"kind": "campaign", "use_case": "MARKETING", "message_volume": "5000000"},
    ),
    bad=(
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "8,000 per day"},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "250000"},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "500000"},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "6,001 messages daily"},
    ),
)
