"""TF010: Consent comes from somebody other than the sender."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    text = normalize(brief.opt_in_workflow)
    span = consent_words.bought_contacts(text.folded) or consent_words.leads_of_others(text.folded)
    if span is not None:
        words = quoted(brief.opt_in_workflow, span, text)
        yield at(text, span, f"\u201c{words}\u201d: consent comes from a third party.")


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
        {"kind": "toll_free", "opt_in_workflow": "Patients sign the paper form at our front desk."},
        {"kind": "toll_free", "opt_in_workflow": "Shoppers who purchased shoes tick the box at checkout."},
    ),
    bad=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "We receive leads with phone numbers from a lead vendor who collects their consent.",
        },
        {"kind": "toll_free", "opt_in_workflow": "The numbers come from purchased lists of homeowners."},
        {"kind": "toll_free", "opt_in_workflow": "Contacts were scraped from public profiles."},
    ),
)
