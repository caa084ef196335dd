"""VT027: Debt collection texts come more than three times a week."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import scrutiny
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_WEEK = pattern(
    r"\b(\d{1,3}|four|five|six|seven|ten) (?:[a-z\-]+ ){0,3}(?:msgs?|messages?|texts?|sms|reminders?)[ /]?(?:a|per|each|every)? ?(?:week|wk)\b"
)
_DAY = pattern(r"\b(?:daily|every day|each day|per day|a day|msgs?/day)\b")
_WORDS = {"four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    found = [entry for _, entry, _, _ in scrutiny.watched(campaign) if entry["per_week"]]
    if not found:
        return
    most = found[0]["per_week"]
    told = {
        "frequency": campaign.frequency,
        "opt_in_wording": campaign.opt_in_wording,
        "description": campaign.description,
    }
    told |= {"opt_in_message": campaign.opt_in_message, "message_flow": campaign.message_flow}
    for name, raw in told.items():
        text = normalize(raw)
        weekly, daily = _WEEK.search(text.folded), _DAY.search(text.folded)
        count = _count(weekly.group(1)) if weekly else 0
        match = weekly if count > most else daily
        if match and (count > most or daily):
            words = quoted(raw, match.span(), text)
            yield at(text, match.span(), f"\u201c{words}\u201d is more than {most} a week.", field=name)


def _count(words: str) -> int:
    return _WORDS[words] if words in _WORDS else int(words)


RULE = Rule(
    id="VT027",
    name="debt-texts-too-often",
    authority="vertical",
    citation="source 004, section 8.2 and appendix C",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="Debt collection texts come more than three times a week.",
    why="AT&T and Verizon have enforced three a week for each person since 30 July 2024.",
    fix="Promise and send at most three messages a week to each person.",
    codes=("portal:THROTTLED", "portal:FREQUENCY"),
    field="frequency",
    good=(
        {
            "kind": "campaign",
            "description": "Hill Recovery sends debt collection notices to debtors.",
            "frequency": "up to 3 messages per week",
        },
        {
            "kind": "campaign",
            "description": "Hill Recovery sends debt collection notices.",
            "opt_in_wording": "Up to 2 texts a week.",
        },
        {"kind": "campaign", "description": "Acme sends offers daily."},
    ),
    bad=(
        {
            "kind": "campaign",
            "description": "Hill Recovery sends debt collection notices to debtors.",
            "frequency": "up to 5 messages per week",
        },
        {"kind": "campaign", "description": "Hill Recovery sends debt collection notices daily."},
        {
            "kind": "campaign",
            "description": "Hill Recovery sends debt collection notices.",
            "opt_in_wording": "You may get seven texts a week.",
        },
    ),
)
