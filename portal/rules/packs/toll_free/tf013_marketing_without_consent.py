"""TF013: Marketing is declared without a place where express consent can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    shown = (
        bool(brief.evidence)
        or bool(brief.opt_in_url.strip())
        or bool(signs.links(normalize(brief.opt_in_workflow).folded))
    )
    yield from absent(shown, "Neither a screenshot nor an address shows the consent.")


RULE = Rule(
    id="TF013",
    name="marketing-without-consent",
    authority="toll_free",
    citation="source 003, code 548 and types of messages",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="Marketing is declared without a place where express consent can be seen.",
    why="A screenshot or an address is required to go on.",
    fix="Add a screenshot of the form or its address in the workflow.",
    codes=("toll_free_aggregator:548", "toll_free_aggregator:550", "toll_free_aggregator:621"),
    field="opt_in_method",
    applies=lambda brief, context: brief.message_type.lower() == "marketing",
    good=(
        {
            "kind": "toll_free",
            "message_type": "marketing",
            "opt_in_workflow": "People tick the box on https://acme.com/join.",
        },
        {
            "kind": "toll_free",
            "message_type": "marketing",
            "opt_in_workflow": "People tick a box.",
            "opt_in_url": "https://acme.com/join",
        },
        {
            "kind": "toll_free",
            "message_type": "marketing",
            "opt_in_workflow": "People ask us.",
            "evidence": ["pos_photo"],
        },
        {"kind": "toll_free", "message_type": "informational", "opt_in_workflow": "People ask us."},
    ),
    bad=(
        {"kind": "toll_free", "message_type": "marketing", "opt_in_workflow": "People ask us."},
        {
            "kind": "toll_free",
            "message_type": "MARKETING",
            "opt_in_workflow": "On paper at the counter.",
            "evidence": [],
        },
        {"kind": "toll_free", "message_type": "marketing"},
    ),
)
