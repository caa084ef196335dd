"""CM041: A sample is of a kind that the mixed campaign does not list."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CARE_SAMPLE, GOOD_SAMPLE
from portal.rules.plain_kinds import plain_kind
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_PROMOTING = frozenset({"MARKETING", "CHARITY", "POLITICAL", "SWEEPSTAKE"})


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    listed = set(campaign.sub_use_cases)
    for place, sample in enumerate(campaign.sample_messages):
        field = f"sample_messages[{place}]"
        if signs.promotion(normalize(sample).folded) and not listed & _PROMOTING:
            yield Hit(message="This sample promotes, but Marketing is not among the parts.", field=field)
            continue
        kind = plain_kind(sample)
        if kind is not None and not listed & kind.mentioned:
            message = f"This sample reads as {kind.code}, which is not among the parts."
            yield Hit(message=message, field=field, severity=Verdict.WARNING)


RULE = Rule(
    id="CM041",
    name="part-not-declared",
    authority="tcr",
    citation="source 004, step 7.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A sample is of a kind that the mixed campaign does not list.",
    why="A second kind of content that was not declared draws 2005.",
    fix="Add the kind to the parts of the campaign, or take the sample out.",
    codes=("tcr:2005",),
    field="sub_use_cases",
    applies=lambda campaign, context: campaign.use_case in {"MIXED", "LOW_VOLUME"} and bool(campaign.sub_use_cases),
    good=(
        {
            "kind": "campaign",
            "use_case": "MIXED",
            "sub_use_cases": ["MARKETING", "CUSTOMER_CARE"],
            "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE],
        },
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "sub_use_cases": ["CUSTOMER_CARE", "ACCOUNT_NOTIFICATION"],
            "sample_messages": [GOOD_CARE_SAMPLE],
        },
        {"kind": "campaign", "use_case": "LOW_VOLUME", "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "MIXED",
            "sub_use_cases": ["CUSTOMER_CARE", "ACCOUNT_NOTIFICATION"],
            "sample_messages": [GOOD_SAMPLE],
        },
        {
            "kind": "campaign",
            "use_case": "MIXED",
            "sub_use_cases": ["MARKETING", "CUSTOMER_CARE"],
            "sample_messages": [
                "TechCorp: Your one-time passcode is 847392. It is your login code. Reply STOP to end."
            ],
        },
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "sub_use_cases": ["2FA"],
            "sample_messages": ["Acme: FLASH SALE, 40% off today only! Reply STOP to opt out."],
        },
    ),
)
