"""TF010: Consent comes from somebody other than the sender."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    at,
)
from portal.rules.patterns import any_word
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)
from portal.rules.text import normalize

_BOUGHT = any_word(
    (
        "lead vendor",
        "lead vendors",
        "lead provider",
        "lead providers",
        "lead generator",
        "purchased list",
        "purchased lists",
        "purchased leads",
        "bought list",
        "bought leads",
        "buy leads",
        "rented list",
        "list broker",
        "third-party leads",
        "third party leads",
        "affiliate network",
        "data broker",
        "scraped",
    )
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    text = normalize(brief.opt_in_workflow)
    for match in _BOUGHT.finditer(text.folded):
        before = text.folded[max(0, match.start() - 30) : match.start()]
        if not any(word in before for word in ("never ", "not ", "no ", "n't ", "without ")):
            yield at(text, match.span(), f"\u201c{match.group()}\u201d: consent comes from a third party.")
            return


RULE = Rule(
    id="TF010",
    name="third-party-consent",
    authority="toll_free",
    citation="source 003, opt-in note",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="Consent comes from somebody other than the sender.",
    why="Third-party opt-in is not supported and is ineligible.",
    fix="Collect consent yourself.",
    codes=(
        "toll_free_aggregator:538",
        "toll_free_aggregator:551",
    ),
    field="opt_in_workflow",
    applies=lambda brief, context: bool(brief.opt_in_workflow),
    good=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "Customers enter their number on our own website and tick a box. We never buy lists.",
        },
    ),
    bad=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "We receive leads with phone numbers from a lead vendor who collects their consent.",
        },
    ),
)
