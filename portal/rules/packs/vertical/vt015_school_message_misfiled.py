"""VT015: Emergency alerts or admissions outreach of a school are under the wrong use case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "education")


RULE = Rule(
    id="VT015",
    name="school-message-misfiled",
    authority="vertical",
    citation="source 004, section 8.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Emergency alerts or admissions outreach of a school are under the wrong use case.",
    why="Alerts go out as public service announcements in a campaign of their own; prospects are marketed to.",
    fix="Register emergency alerts under Public Service Announcement and outreach under Marketing.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("education", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "education"},
            "use_case": "PUBLIC_SERVICE_ANNOUNCEMENT",
            "sample_messages": ["Acme: Lockdown lifted at 3pm. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "education"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Apply now for fall. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "education"},
            "use_case": "HIGHER_EDUCATION",
            "sample_messages": ["Acme: Classes start Monday. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Apply now for our card. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "education"},
            "use_case": "HIGHER_EDUCATION",
            "sample_messages": ["Acme: Campus emergency, stay indoors. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "education"},
            "use_case": "HIGHER_EDUCATION",
            "sample_messages": ["Acme: Apply now for fall, spots are left. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "EDUCATION"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Prospective students, join our campus tour. Reply STOP to opt out."],
        },
    ),
)
