"""UC090: The provider does not offer this use case, or not with this number of parts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.provider_forms import offers, value_hits
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from value_hits(campaign, context, "use_case")
    parts = context.rulebook.documents["providers"]["sub_use_cases"].get(campaign.use_case)
    count = len(set(campaign.sub_use_cases))
    if parts and not parts[0] <= count <= parts[1]:
        message = f"{count} use cases are named as parts; {parts[0]} to {parts[1]} are taken."
        yield Hit(message=message, field="sub_use_cases")


RULE = Rule(
    id="UC090",
    name="not-offered-by-provider",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The provider does not offer this use case, or not with this number of parts.",
    why="A provider files only the use cases on its own list; Low Volume Mixed takes one to five parts, Mixed two to five.",
    fix="Choose a use case of the provider's list, or file through another provider.",
    codes=(),
    field="use_case",
    applies=lambda campaign, context: offers(campaign, context, "use_case"),
    good=(
        {"kind": "campaign", "profile": "aws", "use_case": "MARKETING"},
        {"kind": "campaign", "profile": "telnyx", "use_case": "LOW_VOLUME", "sub_use_cases": ["CUSTOMER_CARE"]},
        {"kind": "campaign", "use_case": "POLITICAL"},
    ),
    bad=(
        {"kind": "campaign", "profile": "aws", "use_case": "POLITICAL"},
        {"kind": "campaign", "profile": "aws", "use_case": "SOLE_PROPRIETOR"},
        {"kind": "campaign", "profile": "tcr", "use_case": "LOW_VOLUME", "sub_use_cases": []},
    ),
)
