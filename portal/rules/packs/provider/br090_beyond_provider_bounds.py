"""BR090: An answer about the brand is shorter or longer than the provider's form takes."""

from __future__ import annotations

from portal.rules.provider_forms import bounds_hits, has_form
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import Brand

RULE = Rule(
    id="BR090",
    name="beyond-provider-bounds",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=bounds_hits,
    what="An answer about the brand is shorter or longer than the provider's form takes.",
    why="The form cuts the answer or refuses it, and a name that is cut no longer matches the records.",
    fix="Shorten the answer; a legal name is never shortened, so file it through another provider or ask this one.",
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
        {"kind": "brand", "profile": "aws", "country": "US"},
        {"kind": "brand", "legal_name": "A" * 101},
    ),
    bad=(
        {"kind": "brand", "profile": "aws", "legal_name": "Acme " * 21 + "Holdings LLC"},
        {"kind": "brand", "profile": "aws", "country": "USA"},
        {"kind": "brand", "profile": "aws", "website": "https://acme.com/" + "a" * 90},
    ),
)
