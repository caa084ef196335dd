"""BR092: The kind of entity, the industry or the exchange is not on the provider's list."""

from __future__ import annotations

from portal.rules.provider_forms import offers, value_hits
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import Brand

_LISTED = ("entity_type", "vertical", "stock_exchange")

RULE = Rule(
    id="BR092",
    name="not-on-provider-list",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=lambda brand, context: value_hits(brand, context, *_LISTED),
    what="The kind of entity, the industry or the exchange is not on the provider's list.",
    why="The provider cannot file what its own form does not know.",
    fix="Choose the closest entry of the provider's list, or file through another provider.",
    codes=(),
    field="vertical",
    applies=lambda brand, context: offers(brand, context, *_LISTED),
    good=(
        {"kind": "brand", "profile": "aws", "vertical": "retail", "entity_type": "private_profit"},
        {"kind": "brand", "profile": "tcr", "vertical": "legal", "entity_type": "sole_proprietor"},
        {"kind": "brand", "vertical": "legal"},
    ),
    bad=(
        {"kind": "brand", "profile": "aws", "vertical": "legal"},
        {"kind": "brand", "profile": "aws", "entity_type": "sole_proprietor"},
        {"kind": "brand", "profile": "telnyx", "stock_exchange": "SGX"},
    ),
)
