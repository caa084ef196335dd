"""TF006: The platform or reseller is filed in place of the business that sends."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import names
from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    same = names.core_name(brief.legal_name) == names.core_name(brief.isv_reseller)
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
    applies=lambda brief, context: bool(brief.isv_reseller and brief.legal_name),
    good=({"kind": "toll_free", "legal_name": "Acme Holdings LLC", "isv_reseller": "Textly Inc"},),
    bad=({"kind": "toll_free", "legal_name": "Textly", "isv_reseller": "Textly Inc"},),
)
