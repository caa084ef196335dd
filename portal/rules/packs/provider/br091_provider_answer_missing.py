"""BR091: An answer about the brand that the provider demands is missing."""

from __future__ import annotations

from portal.rules.provider_forms import has_form, missing_hits
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import Brand

RULE = Rule(
    id="BR091",
    name="provider-answer-missing",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=missing_hits,
    what="An answer about the brand that the provider demands is missing.",
    why="The provider's form takes no brand without it.",
    fix="Answer the question.",
    codes=(),
    field="legal_name",
    applies=has_form,
    good=(
        {
            "kind": "brand",
            "profile": "aws",
            "legal_name": "Acme Holdings LLC",
            "ein": "12-3456789",
            "website": "https://acme.com",
            "entity_type": "private_profit",
            "vertical": "retail",
            "country": "US",
            "street": "100 Main Street",
            "city": "Springfield",
            "state": "IL",
            "postal_code": "62701",
            "support_email": "help@acme.com",
            "support_phone": "+12175550100",
        },
        {
            "kind": "brand",
            "profile": "tcr",
            "entity_type": "non_profit",
            "support_phone": "+12175550100",
            "country": "US",
            "support_email": "help@acme.com",
        },
        {
            "kind": "brand",
            "profile": "bandwidth",
            "entity_type": "sole_proprietor",
            "support_phone": "+12175550100",
            "support_email": "jane@roe.com",
        },
    ),
    bad=(
        {"kind": "brand", "profile": "aws", "legal_name": "Acme Holdings LLC"},
        {"kind": "brand", "profile": "tcr", "entity_type": "non_profit"},
        {"kind": "brand", "profile": "telnyx", "vertical": "", "entity_type": "private_profit"},
    ),
)
