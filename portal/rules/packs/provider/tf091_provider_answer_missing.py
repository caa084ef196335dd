"""TF091: An answer of the brief that the provider demands is missing."""

from __future__ import annotations

from portal.rules.provider_forms import has_form, missing_hits
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import TollFreeBrief

RULE = Rule(
    id="TF091",
    name="provider-answer-missing",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=missing_hits,
    what="An answer of the brief that the provider demands is missing.",
    why="The provider's form takes no brief without it.",
    fix="Answer the question.",
    codes=(),
    field="legal_name",
    applies=has_form,
    good=(
        {
            "kind": "toll_free",
            "profile": "aws",
            "context": {"on": "2026-09-14"},
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "sample_messages": ["Acme: your order shipped. Reply STOP to opt out."],
            "opt_in_method": "web_form",
            "opt_in_workflow": "Customers tick the box at checkout.",
            "message_volume": "10000",
        },
        {
            "kind": "toll_free",
            "profile": "twilio",
            "notification_email": "help@acme.com",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "sample_messages": ["Acme: your order shipped. Reply STOP to opt out."],
            "opt_in_method": "web_form",
            "opt_in_workflow": "Customers tick the box at checkout.",
            "message_volume": "10000",
        },
        {"kind": "toll_free", "legal_name": "Acme Holdings LLC"},
    ),
    bad=(
        {
            "kind": "toll_free",
            "profile": "aws",
            "context": {"on": "2026-09-15"},
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "sample_messages": ["Acme: your order shipped. Reply STOP to opt out."],
            "opt_in_method": "web_form",
            "opt_in_workflow": "Customers tick the box at checkout.",
            "message_volume": "10000",
        },
        {
            "kind": "toll_free",
            "profile": "twilio",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "sample_messages": ["Acme: your order shipped. Reply STOP to opt out."],
            "opt_in_method": "web_form",
            "opt_in_workflow": "Customers tick the box at checkout.",
            "message_volume": "10000",
        },
        {
            "kind": "toll_free",
            "profile": "telnyx",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "description": "Order updates for customers.",
            "sample_messages": ["Acme: your order shipped. Reply STOP to opt out."],
            "opt_in_method": "web_form",
            "opt_in_workflow": "Customers tick the box at checkout.",
            "message_volume": "10000",
        },
    ),
)
