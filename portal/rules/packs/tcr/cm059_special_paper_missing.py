"""CM059: An age-gated program lacks the pictures of its gate or the carrier's approval."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.content import categories_in
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
    TollFreeBrief,
)

_DRINKS = frozenset({"alcohol"})
_GATE = "No picture shows how the date of birth is asked before the opt-in."


def _gated(subject: Campaign | TollFreeBrief) -> bool:
    return subject.age_gated if isinstance(subject, TollFreeBrief) else bool(subject.attributes.get("age_gated"))


def _check(subject: Campaign | TollFreeBrief, context: Context) -> Iterator[Hit]:
    papers = set(subject.evidence or ())
    toll_free = isinstance(subject, TollFreeBrief)
    if "age_gate_screens" not in papers:
        yield Hit(message=_GATE, codes=("toll_free_aggregator:507",) if toll_free else ("dca2:706",))
    words = " ".join((subject.description, *subject.sample_messages))
    drinks = any(category["slug"] in _DRINKS for category, _, _ in categories_in(words))
    if drinks and not toll_free and "carrier_preapproval" not in papers:
        yield Hit(
            message="Alcohol behind an age gate needs the carrier's written approval first.", codes=("portal:TERMINAL",)
        )


RULE = Rule(
    id="CM059",
    name="special-paper-missing",
    authority="tcr",
    citation="source 004, step 4.6 and appendix C; source 003, code 507",
    severity=Verdict.ERROR,
    subjects=(
        Campaign,
        TollFreeBrief,
    ),
    check=_check,
    what="An age-gated program lacks the pictures of its gate or the carrier's approval.",
    why="Reviewers want to see the full date of birth asked before the opt-in; alcohol needs the carrier's written approval before it is registered.",
    fix="Add screens of the age gate and, for alcohol, the approval.",
    codes=("toll_free_aggregator:507", "dca2:706", "portal:TERMINAL"),
    field="age_gated",
    applies=lambda subject, context: subject.evidence is not None and _gated(subject),
    good=(
        {"kind": "campaign", "attributes": {"age_gated": True}, "evidence": ["age_gate_screens"]},
        {"kind": "campaign", "attributes": {"age_gated": False}, "evidence": []},
        {
            "kind": "campaign",
            "attributes": {"age_gated": True},
            "description": "Our brewery sends beer news.",
            "evidence": ["age_gate_screens", "carrier_preapproval"],
        },
    ),
    bad=(
        {"kind": "campaign", "attributes": {"age_gated": True}, "evidence": []},
        {"kind": "toll_free", "age_gated": True, "evidence": ["optin_screenshot"]},
        {
            "kind": "campaign",
            "attributes": {"age_gated": True},
            "description": "Vodka tasting reminders for members.",
            "evidence": ["age_gate_screens"],
        },
    ),
)
