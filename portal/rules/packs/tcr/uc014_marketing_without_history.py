"""UC014: The first campaign of a young sender is Marketing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    since = moments.day(campaign.brand.messaging_history_since) if campaign.brand else None
    today, least = context.today, context.limit("clean_history_days")
    if since is None or today is None or since > today:
        return
    days = (today - since).days
    if days < least:
        yield Hit(
            message=f"The business has sent messages for {days} days; {least} of clean history are advised first."
        )


RULE = Rule(
    id="UC014",
    name="marketing-without-history",
    authority="tcr",
    citation="source 004, steps 2.3, 2.4 and 8.6",
    severity=Verdict.ADVICE,
    subjects=(Campaign,),
    check=_check,
    what="The first campaign of a young sender is Marketing. Judged only where the start of its messaging was told.",
    why="Ninety days of passcodes or customer care without complaints add to the trust score before marketing starts.",
    fix="Begin with 2FA or Customer Care and file Marketing after 90 days.",
    field="use_case",
    applies=lambda campaign, context: (
        campaign.use_case == "MARKETING"
        and campaign.brand is not None
        and bool(campaign.brand.messaging_history_since.strip())
        and context.today is not None
    ),
    good=(
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "brand": {"legal_name": "Acme LLC", "messaging_history_since": "2026-08-24"},
            "context": {"today": "2026-11-22"},
        },
        {"kind": "campaign", "use_case": "MARKETING", "brand": "Acme LLC", "context": {"today": "2026-11-22"}},
        {
            "kind": "campaign",
            "use_case": "2FA",
            "brand": {"legal_name": "Acme LLC", "messaging_history_since": "2026-11-01"},
            "context": {"today": "2026-11-22"},
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "brand": {"legal_name": "Acme LLC", "messaging_history_since": "2026-08-25"},
            "context": {"today": "2026-11-22"},
        },
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "brand": {"legal_name": "Acme LLC", "messaging_history_since": "2026-11-22"},
            "context": {"today": "2026-11-22"},
        },
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "brand": {"legal_name": "Acme LLC", "messaging_history_since": "2026-10-01"},
            "context": {"today": "2026-11-22"},
        },
    ),
)
