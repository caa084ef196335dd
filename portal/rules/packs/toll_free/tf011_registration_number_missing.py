"""TF011: The business registration number is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    required = bool(context.limit("registration_number_required"))
    severity = Verdict.ERROR if required else Verdict.ADVICE
    found = brief.business_registration_number.strip()
    yield from absent(found, "The business registration number is missing.", severity=severity)


RULE = Rule(
    id="TF011",
    name="registration-number-missing",
    authority="toll_free",
    citation="public rule of 17 February 2026",
    severity=Verdict.WARNING,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The business registration number is missing.",
    why="It became part of toll-free verification after the sources were written.",
    fix="Enter the EIN or other registration number, its type and country.",
    codes=(
        "toll_free_aggregator:545",
        "portal:REJECT",
    ),
    field="business_registration_number",
    good=(
        {"kind": "toll_free", "business_registration_number": "12-3456789"},
        {"kind": "toll_free", "business_registration_number": "123456789", "profile": "current"},
        {
            "kind": "toll_free",
            "business_registration_number": "1234567890",
            "business_registration_type": "CBN",
            "business_registration_country": "CA",
        },
    ),
    bad=(
        {"kind": "toll_free", "profile": "current"},
        {"kind": "toll_free"},
        {"kind": "toll_free", "business_registration_number": "  ", "profile": "telnyx"},
    ),
)
