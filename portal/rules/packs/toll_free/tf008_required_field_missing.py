"""TF008: A required field of the brief is empty."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)

_REQUIRED = (
    "legal_name",
    "website",
    "description",
    "message_type",
    "category",
    "opt_in_method",
    "message_volume",
    "numbers",
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in _REQUIRED:
        value = getattr(brief, name)
        if not (value.strip() if isinstance(value, str) else value):
            codes = ("toll_free_aggregator:621",) if name == "opt_in_method" else None
            yield Hit(message=f"{answer_name(name)} is missing.", field=name, codes=codes)


RULE = Rule(
    id="TF008",
    name="required-field-missing",
    authority="toll_free",
    citation="source 003, campaign brief",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="A required field of the brief is empty.",
    why="Incomplete briefs delay the review or are refused as unverifiable.",
    fix="Fill the field.",
    codes=("toll_free_aggregator:545",),
    field="legal_name",
    good=(
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "message_type": "informational",
            "category": "DELIVERY_NOTIFICATION",
            "opt_in_method": "web_form",
            "message_volume": "10,000",
            "numbers": ["+18885550100"],
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "message_type": "marketing",
            "category": "DELIVERY_NOTIFICATION",
            "opt_in_method": "sms_keyword",
            "message_volume": "10,000",
            "numbers": ["+18885550100"],
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "message_type": "informational",
            "category": "DELIVERY_NOTIFICATION",
            "opt_in_method": "web_form",
            "message_volume": "1000000",
            "numbers": ["+18885550100"],
        },
    ),
    bad=(
        {"kind": "toll_free", "legal_name": "Acme Holdings LLC"},
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "message_type": "informational",
            "category": "DELIVERY_NOTIFICATION",
            "opt_in_method": "web_form",
            "message_volume": "10,000",
            "numbers": [],
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "message_type": "informational",
            "category": "DELIVERY_NOTIFICATION",
            "opt_in_method": "",
            "message_volume": "10,000",
            "numbers": ["+18885550100"],
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "  ",
            "description": "Order updates for customers.",
            "message_type": "informational",
            "category": "DELIVERY_NOTIFICATION",
            "opt_in_method": "web_form",
            "message_volume": "10,000",
            "numbers": ["+18885550100"],
        },
    ),
)
