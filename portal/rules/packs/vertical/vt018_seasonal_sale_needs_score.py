"""VT018: A dealer plans a seasonal sale, which needs a trust score above 75."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_SEASON = any_word(
    (
        "black friday",
        "cyber monday",
        "memorial day",
        "labor day",
        "presidents day",
        "presidents\u2019 day",
        "presidents' day",
        "year-end",
        "end-of-year",
        "end of year",
        "holiday sale",
        "holiday sales event",
        "christmas sale",
        "fourth of july",
    )
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for name, raw in industries.texts_of(campaign):
        text = normalize(raw)
        match = _SEASON.search(text.folded)
        if match:
            yield at(
                text, match.span(), "A seasonal sale: a trust score above 75 is needed to send it in time.", field=name
            )
            return


RULE = Rule(
    id="VT018",
    name="seasonal-sale-needs-score",
    authority="vertical",
    citation="source 004, section 8.6",
    severity=Verdict.ADVICE,
    subjects=(Campaign,),
    check=_check,
    what="A dealer plans a seasonal sale, which needs a trust score above 75.",
    why="Below it the throughput of Marketing is too low for a sale of a few days.",
    fix="Run 90 days or more of Customer Care first, and look at the trust-score estimate.",
    field="sample_messages",
    applies=lambda campaign, context: (
        campaign.use_case == "MARKETING" and industries.applies_to("automotive", campaign)
    ),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Riverside Auto: Test drive the new Roadster. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Riverside Auto: We close early on Labor Day. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Black Friday deals. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Riverside Auto: Black Friday prices on every SUV. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Hill Motors", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Hill Motors: Our year-end clearance starts now. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Hill Motors", "vertical": "automotive"},
            "use_case": "MARKETING",
            "sample_messages": ["Hill Motors: Presidents’ Day sale on trucks. Reply STOP to opt out."],
        },
    ),
)
