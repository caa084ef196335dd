"""CD008: The description speaks of another use case than the one chosen."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.use_cases import MIXED, TRANSACTIONAL, rank_use_cases
from portal.rules.kit import (
    GOOD_DESCRIPTION,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    ranked = {entry["code"]: entry for entry in rank_use_cases(description.text, limit=8)}
    marketing = ranked.get("MARKETING", {"score": 0.0, "because": []})
    best = next(iter(ranked), "")
    if description.use_case in TRANSACTIONAL and marketing["score"] >= 0.3:
        words = ", ".join(marketing["because"])
        yield Hit(message=f"The description promotes ({words}), but the use case is {description.use_case}.")
    elif description.use_case == "MARKETING" and best in TRANSACTIONAL and marketing["score"] < 0.2:
        words = ", ".join(ranked[best]["because"])
        yield Hit(message=f"The description reads as {best} ({words}), but the use case is MARKETING.")
    elif best in {"POLITICAL", "SWEEPSTAKE"} and description.use_case != best and ranked[best]["score"] >= 0.5:
        yield Hit(message=f"The description reads as {best}, but the use case is {description.use_case}.")


RULE = Rule(
    id="CD008",
    name="use-case-mismatch",
    authority="tcr",
    citation="source 004, step 7.3",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description speaks of another use case than the one chosen.",
    why="Describing marketing under a transactional use case, or the reverse, is refused.",
    fix="Rewrite the description for the use case, or change the use case to fit it.",
    codes=("tcr:2003", "tcr:9001", "dca2:602"),
    field="description",
    applies=lambda description, context: description.use_case not in MIXED and bool(description.use_case),
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION, "use_case": "MARKETING"},
        {
            "kind": "campaign_description",
            "text": "Acme sends appointment reminders to patients for scheduling; no marketing or promotional messages.",
            "use_case": "CUSTOMER_CARE",
        },
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION, "use_case": "LOW_VOLUME"},
    ),
    bad=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION, "use_case": "CUSTOMER_CARE"},
        {
            "kind": "campaign_description",
            "text": "TechCorp sends one-time passcodes to registered users for login security purposes.",
            "use_case": "MARKETING",
        },
        {
            "kind": "campaign_description",
            "text": "Friends of Roe sends election and ballot news about its candidate to voters for turnout.",
            "use_case": "MARKETING",
        },
    ),
)
