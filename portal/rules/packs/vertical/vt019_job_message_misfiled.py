"""VT019: A staffing firm’s message is registered under the wrong use case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "staffing")


RULE = Rule(
    id="VT019",
    name="job-message-misfiled",
    authority="vertical",
    citation="source 004, section 8.7",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A staffing firm’s message is registered under the wrong use case.",
    why="Job alerts are marketing even to those who want them; interviews and shifts of people one works with are service.",
    fix="Register job alerts under Marketing, interviews and shifts under Customer Care.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("staffing", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "human_resources"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: New openings in Dayton. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "human_resources"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your interview is on Monday. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: We are hiring at our store. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "human_resources"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Now hiring forklift drivers. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "human_resources"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Your timesheet is missing. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Dayton Staffing", "vertical": "professional"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Dayton Staffing: 3 new openings for nurses. Reply STOP to opt out."],
        },
    ),
)
