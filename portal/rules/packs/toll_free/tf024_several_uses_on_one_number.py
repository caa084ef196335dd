"""TF024: One number is meant to carry several uses."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.use_cases import rank_use_cases
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    ranked = {entry["code"]: entry for entry in rank_use_cases(brief.description, limit=8)}
    sells = ranked.pop("MARKETING", None)
    for broad in ("MIXED", "LOW_VOLUME"):
        ranked.pop(broad, None)
    informs = max(ranked.values(), key=lambda entry: float(entry["score"]), default=None)
    if sells and informs and min(float(sells["score"]), float(informs["score"])) >= 0.3:
        one, other = ", ".join(sells["because"]), ", ".join(informs["because"])
        yield Hit(message=f"The description sells ({one}) and informs ({other}).")


RULE = Rule(
    id="TF024",
    name="several-uses-on-one-number",
    authority="toll_free",
    citation="source 003, how many numbers can be submitted",
    severity=Verdict.WARNING,
    subjects=(TollFreeBrief,),
    check=_check,
    what="One number is meant to carry several uses.",
    why="A verification is one number with one use case; what was not described is blocked later.",
    fix="Describe one use, or ask for another number for the other.",
    field="description",
    applies=lambda brief, context: len(brief.numbers) == 1 and brief.category.strip().lower() != "mixed",
    good=(
        {"kind": "toll_free", "description": "Appointment reminders for our patients.", "numbers": ["+18885550100"]},
        {
            "kind": "toll_free",
            "description": "Promotional offers and discounts for members.",
            "numbers": ["+18885550100"],
        },
        {
            "kind": "toll_free",
            "description": "Promotional offers, and appointment reminders.",
            "numbers": ["+18885550100", "+18885550101"],
        },
    ),
    bad=(
        {
            "kind": "toll_free",
            "description": "Promotional offers, and appointment reminders.",
            "numbers": ["+18885550100"],
        },
        {
            "kind": "toll_free",
            "description": "Order confirmations and shipping updates, discounts and sales.",
            "numbers": ["+18885550100"],
        },
        {
            "kind": "toll_free",
            "description": "Verification codes for login, and promotional deals.",
            "numbers": ["+18885550100"],
        },
    ),
)
