"""TF031: The way in shows that people cannot have the service without the texts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_signs
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    text = normalize(brief.opt_in_workflow)
    span = consent_signs.forced(text.folded)
    if span is not None:
        yield at(text, span, f"\u201c{quoted(brief.opt_in_workflow, span, text)}\u201d makes texts a condition.")


RULE = Rule(
    id="TF031",
    name="agreement-forced",
    authority="toll_free",
    citation="source 003, code 549",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The way in shows that people cannot have the service without the texts.",
    why="Consent that is a condition of the service is refused.",
    fix="Let people use the service without agreeing to texts, and say so.",
    codes=("toll_free_aggregator:549",),
    field="opt_in_workflow",
    applies=lambda brief, context: bool(brief.opt_in_workflow.strip()),
    good=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "Customers may tick the box at checkout. Consent is not a condition of purchase.",
        },
        {"kind": "toll_free", "opt_in_workflow": "People text JOIN to our number."},
        {"kind": "toll_free", "opt_in_workflow": "The box is optional and starts empty."},
    ),
    bad=(
        {"kind": "toll_free", "opt_in_workflow": "You must agree to texts to open an account."},
        {"kind": "toll_free", "opt_in_workflow": "Customers must consent to text messages to use the service."},
        {"kind": "toll_free", "opt_in_workflow": "Consent to text messages is required to use the service."},
    ),
)
