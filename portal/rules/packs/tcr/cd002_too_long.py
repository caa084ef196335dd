"""CD002: The description has more than 300 characters."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.lengths import filed_length
from portal.rules.kit import (
    GOOD_DESCRIPTION,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    length = filed_length(description.text)
    most = context.limit("description_max")
    if length > most:
        hard = length > context.limit("description_hard_max")
        yield Hit(
            message=f"The description has {length:,} characters; {most:,} fit.",
            span=(most, len(description.text)),
            codes=("tcr:2002", "twilio:21728") if hard and "twilio:21728" in context.rulebook.codes else None,
        )


RULE = Rule(
    id="CD002",
    name="too-long",
    authority="tcr",
    citation="source 004, steps 4.2 and 7.3",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description has more than 300 characters.",
    why="The guide's limit is 300; longer ones are cut or refused.",
    fix="Keep the one sentence of the formula and move details to the message flow.",
    codes=("tcr:2002",),
    field="description",
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {"kind": "campaign_description", "text": "\U0001f4e6" * 300},
        {"kind": "campaign_description", "text": "e\u0301" * 300},
        {"kind": "campaign_description", "text": " " * 40 + "x" * 300 + "\u00a0\n"},
    ),
    bad=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION + " Messages are sent on weekdays only." * 6},
        {"kind": "campaign_description", "text": "\U0001f4e6" * 301},
        {"kind": "campaign_description", "text": "x" * 5000},
    ),
)
