"""TF007: The brief says informational, but its description promotes."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.use_cases import rank_use_cases
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    ranked = {entry["code"]: entry for entry in rank_use_cases(brief.description, limit=8)}
    found = ranked.get("MARKETING")
    if found and found["score"] >= 0.4:
        yield Hit(message=f"The description promotes: {', '.join(found['because'])}.")


RULE = Rule(
    id="TF007",
    name="promotion-declared-informational",
    authority="toll_free",
    citation="source 003, types of messages",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The brief says informational, but its description promotes.",
    why="Informational messages sell nothing; marketing needs express consent and evidence.",
    fix="Declare marketing and show the evidence, or take the promotion out.",
    codes=("toll_free_aggregator:548",),
    field="message_type",
    applies=lambda brief, context: brief.message_type.lower() == "informational",
    good=(
        {
            "kind": "toll_free",
            "message_type": "informational",
            "description": "Appointment reminders for our patients.",
        },
        {
            "kind": "toll_free",
            "message_type": "informational",
            "description": "Order and shipping updates; no promotions are sent.",
        },
        {
            "kind": "toll_free",
            "message_type": "marketing",
            "description": "Promotional offers and discounts for our customers.",
        },
    ),
    bad=(
        {
            "kind": "toll_free",
            "message_type": "informational",
            "description": "Promotional offers and discounts for our customers.",
        },
        {
            "kind": "toll_free",
            "message_type": "INFORMATIONAL",
            "description": "Flash sales and coupons for club members.",
        },
        {
            "kind": "toll_free",
            "message_type": "informational",
            "description": "News about new arrivals and special deals.",
        },
    ),
)
