"""TF006: The platform or reseller is filed in place of the business that sends."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    providers = {names.core_name(name) for name in (brief.isv_reseller, context.reseller) if name.strip()}
    same = names.core_name(brief.legal_name) in providers
    yield from absent(not same, f"{brief.legal_name} is also named as the reseller.")


RULE = Rule(
    id="TF006",
    name="isv-as-sender",
    authority="toll_free",
    citation="source 003, code 547 and reseller question",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The platform or reseller is filed in place of the business that sends.",
    why="Verification is for the end business; a provider's own details are refused.",
    fix="Enter the name, contact and website of the business whose messages these are.",
    codes=("toll_free_aggregator:547",),
    field="legal_name",
    applies=lambda brief, context: (
        bool((brief.isv_reseller or context.reseller) and brief.legal_name) and not brief.sender_is_reseller
    ),
    good=(
        {"kind": "toll_free", "legal_name": "Acme Holdings LLC", "isv_reseller": "Textly Inc"},
        {"kind": "toll_free", "legal_name": "Textly Inc", "isv_reseller": "Textly Inc", "sender_is_reseller": True},
        {"kind": "toll_free", "legal_name": "Acme Holdings LLC", "context": {"reseller": "Textly Inc"}},
    ),
    bad=(
        {"kind": "toll_free", "legal_name": "Textly", "isv_reseller": "Textly Inc"},
        {"kind": "toll_free", "legal_name": "TEXTLY, INC.", "context": {"reseller": "Textly Inc"}},
        {"kind": "toll_free", "legal_name": "Textly LLC", "isv_reseller": "Textly"},
    ),
)
