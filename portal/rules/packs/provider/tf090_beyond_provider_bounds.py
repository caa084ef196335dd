"""TF090: An answer of the brief is longer than the provider's form takes."""

from __future__ import annotations

from portal.rules.provider_forms import bounds_hits, has_form
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import TollFreeBrief

RULE = Rule(
    id="TF090",
    name="beyond-provider-bounds",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=bounds_hits,
    what="An answer of the brief is longer than the provider's form takes.",
    why="The form refuses it or cuts it.",
    fix="Shorten the answer to what a reviewer needs.",
    codes=(),
    field="description",
    applies=has_form,
    good=(
        {"kind": "toll_free", "profile": "bandwidth", "description": "Order updates for customers."},
        {
            "kind": "toll_free",
            "profile": "twilio",
            "sample_messages": ["Acme: your order shipped. Reply STOP to opt out."],
        },
        {"kind": "toll_free", "description": "x" * 501},
    ),
    bad=(
        {"kind": "toll_free", "profile": "bandwidth", "description": "Order updates. " * 40},
        {"kind": "toll_free", "profile": "twilio", "sample_messages": ["Acme: your order shipped. " * 20]},
        {"kind": "toll_free", "profile": "bandwidth", "opt_in_workflow": "Customers tick a box at checkout. " * 15},
    ),
)
