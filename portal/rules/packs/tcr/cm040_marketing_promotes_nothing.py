"""CM040: None of a marketing campaign's samples promotes anything."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import rank_use_cases
from portal.rules.kit import GOOD_CARE_SAMPLE, GOOD_SAMPLE, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _promotes(sample: str) -> bool:
    if signs.promotion(normalize(sample).folded) is not None:
        return True
    return any(entry["code"] == "MARKETING" for entry in rank_use_cases(sample, limit=8))


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    found = any(_promotes(sample) for sample in campaign.sample_messages)
    yield from absent(found, "No sample holds an offer, yet the use case is Marketing.")


RULE = Rule(
    id="CM040",
    name="marketing-promotes-nothing",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="None of a marketing campaign's samples promotes anything.",
    why="Marketing samples must hold promotional language; without it the use case looks wrong and draws 9001.",
    fix="Show the offers that are really sent, or choose the use case that fits the samples.",
    codes=("tcr:9001",),
    field="sample_messages",
    applies=lambda campaign, context: campaign.use_case == "MARKETING" and bool(campaign.sample_messages),
    good=(
        {"kind": "campaign", "use_case": "MARKETING", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE]},
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "sample_messages": ["Roe Autos: Stop by for a test drive of the new coupe. Reply STOP to opt out."],
        },
        {"kind": "campaign", "use_case": "CUSTOMER_CARE", "sample_messages": [GOOD_CARE_SAMPLE]},
    ),
    bad=(
        {"kind": "campaign", "use_case": "MARKETING", "sample_messages": [GOOD_CARE_SAMPLE]},
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "sample_messages": [
                "TechCorp: Your verification code is 847392. Reply STOP to opt out.",
                "ShipFast: Your order #87234 was delivered. Reply STOP to opt out.",
            ],
        },
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "sample_messages": ["Acme: We are closed today. Reply STOP to end."],
        },
    ),
)
