"""VT010: The use case is not one that the industry is advised to use."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_CALM = frozenset({"DELIVERY_NOTIFICATION", "2FA", "PUBLIC_SERVICE_ANNOUNCEMENT", "EMERGENCY", *industries.MIXED})


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    table = industries.verticals()
    advised = [slug for slug in industries.industries_of(campaign.brand) if table[slug]["recommended"]]
    if not advised or any(campaign.use_case in table[slug]["use_cases"] for slug in advised):
        return
    entry = table[sorted(advised)[0]]
    severity = Verdict.ADVICE if campaign.use_case in _CALM else None
    sentence = f"{entry['title']}: {', '.join(entry['use_cases'])} are advised, not {campaign.use_case}."
    yield Hit(message=sentence, severity=severity)


RULE = Rule(
    id="VT010",
    name="use-case-not-recommended",
    authority="vertical",
    citation="source 004, sections 8.1 and 8.2",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The use case is not one that the industry is advised to use.",
    why="Healthcare and finance draw closer reviews; appointment reminders, account notices and codes pass, offers seldom do.",
    fix="Use Customer Care and Account Notifications (in finance also two-factor codes), and keep offers in a campaign of their own.",
    field="use_case",
    applies=lambda campaign, context: campaign.brand is not None and bool(campaign.use_case),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "healthcare"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your visit is on Monday. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "financial"},
            "use_case": "2FA",
            "sample_messages": ["Acme: 847392 is your code. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: 20% off. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "healthcare"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: 20% off whitening. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "FINANCIAL"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: New card, no fee. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "healthcare"},
            "use_case": "LOW_VOLUME",
            "sample_messages": ["Acme: Your visit is on Monday. Reply STOP to opt out."],
        },
    ),
)
