"""UC005: The samples are political, but the use case is not."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_POLITICAL = any_word(
    (
        "vote for",
        "ballot measure",
        "ballot",
        "election",
        "candidate",
        "campaign for mayor",
        "for congress",
        "for senate",
        "for governor",
        "get out the vote",
        "primary election",
    )
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for place, sample in enumerate(campaign.sample_messages):
        text = normalize(sample)
        hits = {match.group() for match in _POLITICAL.finditer(text.folded)}
        if len(hits) >= 2:
            words = ", ".join(sorted(hits))
            yield Hit(message=f"This sample is political ({words}).", field=f"sample_messages[{place}]")


RULE = Rule(
    id="UC005",
    name="political-in-disguise",
    authority="tcr",
    citation="source 004, step 8.8",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The samples are political, but the use case is not.",
    why=(
        "Candidates and ballot measures need the Political use case; another one can cost the campaign and the score."
    ),
    fix="Choose Political.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: campaign.use_case not in {"POLITICAL", ""},
    good=(
        {
            "kind": "campaign",
            "use_case": "POLITICAL",
            "sample_messages": ["Vote for Jane Roe in the election! Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme Staffing: Candidate, your interview is at 3. Reply STOP to opt out."],
        },
        {"kind": "campaign", "use_case": "MARKETING", "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "sample_messages": [
                "Friends of Roe: Early ballot drop-off before the primary election. Reply STOP to opt out."
            ],
        },
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "sample_messages": [
                "Acme: hello",
                "Your candidate for Congress needs you this election. Reply STOP to opt out.",
            ],
        },
        {
            "kind": "campaign",
            "use_case": "CHARITY",
            "sample_messages": ["Vote for Jane Roe for Senate in the November election! Reply STOP to opt out."],
        },
    ),
)
