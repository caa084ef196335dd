"""TF025: The brief says that people’s data is shared or sold."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_signs, policy_signs
from portal.rules.facts.text import normalize, sentences_of
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in ("opt_in_workflow", "description", "additional_information"):
        raw = getattr(brief, name)
        text = normalize(raw)
        for sentence in sentences_of(text.folded):
            if policy_signs.shares_for_marketing(sentence):
                yield Hit(message=f"It says: \u201c{sentence[:200]}\u201d", field=name)
                return
        span = consent_signs.shared_consent(text.folded)
        if span is not None:
            yield at(text, span, f"\u201c{quoted(raw, span, text)}\u201d speaks of sharing.", field=name)
            return


RULE = Rule(
    id="TF025",
    name="data-handed-on",
    authority="toll_free",
    citation="source 003, sharing of end-user information and code 551",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The brief says that people’s data is shared or sold.",
    why="Sharing or selling end-user data for marketing makes the number ineligible.",
    fix="Stop it, and say in the policy that consent and numbers are not shared.",
    codes=("toll_free_aggregator:551",),
    field="opt_in_workflow",
    good=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "Customers tick a box on our own form. Data is never shared with third parties for marketing.",
        },
        {"kind": "toll_free", "opt_in_workflow": "People text JOIN to our number after reading the poster."},
        {"kind": "toll_free", "description": "Order updates from Acme to its customers."},
    ),
    bad=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "Customers tick a box. We share their phone numbers with our partners for marketing.",
        },
        {"kind": "toll_free", "opt_in_workflow": "The form says: I agree to texts from Acme and its partners."},
        {
            "kind": "toll_free",
            "description": "Offers. We sell phone numbers to third parties for their marketing purposes.",
        },
    ),
)
