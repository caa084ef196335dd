"""TF026: The registration number lacks its kind or country, or is not nine digits though it is an EIN."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    severity = None if context.limit("registration_number_required") else Verdict.ADVICE
    for name in ("business_registration_type", "business_registration_country"):
        if not getattr(brief, name).strip():
            yield Hit(message=f"{answer_name(name)} is missing.", field=name, severity=severity)
    digits = sum(one.isdigit() for one in brief.business_registration_number)
    if brief.business_registration_type.strip().upper() == "EIN" and digits != 9:
        yield Hit(message=f"An EIN has nine digits, not {digits}.", severity=severity)


RULE = Rule(
    id="TF026",
    name="registration-number-incomplete",
    authority="toll_free",
    citation="public rule of 17 February 2026",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The registration number lacks its kind or country, or is not nine digits though it is an EIN.",
    why="Number, kind and country are looked up together.",
    fix="Enter the kind and country of the register; an EIN has nine digits.",
    codes=("toll_free_aggregator:545", "portal:REJECT"),
    field="business_registration_number",
    applies=lambda brief, context: (
        bool(brief.business_registration_number.strip())
        and bool(
            brief.business_registration_type.strip()
            or brief.business_registration_country.strip()
            or context.limit("registration_number_required")
        )
    ),
    good=(
        {
            "kind": "toll_free",
            "business_registration_number": "12-3456789",
            "business_registration_type": "EIN",
            "business_registration_country": "US",
        },
        {
            "kind": "toll_free",
            "business_registration_number": "1234567890",
            "business_registration_type": "CBN",
            "business_registration_country": "CA",
        },
        {"kind": "toll_free", "business_registration_number": "12-3456789"},
    ),
    bad=(
        {
            "kind": "toll_free",
            "business_registration_number": "12-34567",
            "business_registration_type": "EIN",
            "business_registration_country": "US",
        },
        {
            "kind": "toll_free",
            "business_registration_number": "12-3456789",
            "business_registration_type": "",
            "business_registration_country": "US",
            "profile": "current",
        },
        {
            "kind": "toll_free",
            "business_registration_number": "12-3456789",
            "business_registration_type": "EIN",
            "profile": "current",
        },
    ),
)
