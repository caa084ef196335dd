"""CM091: An answer about the campaign that the provider demands is missing."""

from __future__ import annotations

from portal.rules.provider_forms import has_form, missing_hits
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import Campaign

RULE = Rule(
    id="CM091",
    name="provider-answer-missing",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=missing_hits,
    what="An answer about the campaign that the provider demands is missing.",
    why="The provider's form takes no campaign without it; some only say so after the fee is paid.",
    fix="Answer the question.",
    codes=(),
    field="message_flow",
    applies=has_form,
    good=(
        {
            "kind": "campaign",
            "profile": "tcr",
            "use_case": "MARKETING",
            "description": "Acme sends offers to opted-in customers for marketing purposes.",
            "message_flow": "Customers tick the box on https://acme.com/join beside the wording.",
            "sample_messages": ["Acme: 40% off this weekend. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "profile": "twilio",
            "context": {"on": "2026-06-29"},
            "use_case": "MARKETING",
            "description": "Acme sends offers to opted-in customers for marketing purposes.",
            "message_flow": "Customers tick the box on https://acme.com/join beside the wording.",
            "sample_messages": ["Acme: 40% off this weekend. Reply STOP to opt out."],
        },
        {"kind": "campaign", "use_case": "MARKETING"},
    ),
    bad=(
        {"kind": "campaign", "profile": "tcr", "use_case": "MARKETING"},
        {
            "kind": "campaign",
            "profile": "twilio",
            "context": {"on": "2026-06-30"},
            "use_case": "MARKETING",
            "description": "Acme sends offers to opted-in customers for marketing purposes.",
            "message_flow": "Customers tick the box on https://acme.com/join beside the wording.",
            "sample_messages": ["Acme: 40% off this weekend. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "profile": "aws",
            "use_case": "MARKETING",
            "description": "Acme sends offers to opted-in customers for marketing purposes.",
            "message_flow": "Customers tick the box on https://acme.com/join beside the wording.",
            "sample_messages": ["Acme: 40% off this weekend. Reply STOP to opt out."],
        },
    ),
)
