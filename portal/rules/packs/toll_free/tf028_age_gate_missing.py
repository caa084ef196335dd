"""TF028: The brief speaks of adults only, and there is no age gate."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief

_ADULTS = pattern(
    r"\b(?:adults only|18\+|21\+|(?:18|21) (?:and|or) (?:over|older|up)|over (?:18|21)|(?:18|21) years|of legal age|age[- ]restricted|age[- ]verif[a-z]+|minimum age)"
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    shown = brief.age_gated and (brief.evidence is None or "age_gate_screens" in brief.evidence)
    if shown:
        return
    lacks = "the screens of its age gate" if brief.age_gated else "an age gate"
    for name in ("description", "opt_in_workflow", "opt_in_wording"):
        text = normalize(getattr(brief, name))
        match = _ADULTS.search(text.folded)
        if match:
            yield at(text, match.span(), f"It is for adults and lacks {lacks}.", field=name)
            return
    if brief.age_gated:
        yield Hit(message="Age gating is selected; its screens are missing.", severity=Verdict.WARNING)


RULE = Rule(
    id="TF028",
    name="age-gate-missing",
    authority="toll_free",
    citation="source 003, code 507",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The brief speaks of adults only, and there is no age gate.",
    why="What is for adults needs a robust age gate; 507 may be sent again once it stands.",
    fix="Ask for the date of birth before the opt-in, select age gating and attach its screens.",
    codes=("toll_free_aggregator:507",),
    field="age_gated",
    good=(
        {
            "kind": "toll_free",
            "description": "Event news for guests 21 and older.",
            "age_gated": True,
            "evidence": ["age_gate_screens"],
        },
        {"kind": "toll_free", "description": "Order updates for customers."},
        {"kind": "toll_free", "description": "Club news, 21+.", "age_gated": True},
    ),
    bad=(
        {"kind": "toll_free", "description": "Event news for guests 21 and older."},
        {"kind": "toll_free", "opt_in_workflow": "Adults only: guests enter their number on our page."},
        {"kind": "toll_free", "description": "Club news for members over 18.", "age_gated": True, "evidence": []},
        {"kind": "toll_free", "description": "Club news.", "age_gated": True, "evidence": []},
    ),
)
