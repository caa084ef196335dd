"""CD001: The description has fewer than 40 characters."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.lengths import read_length
from portal.rules.kit import (
    GOOD_DESCRIPTION,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    length = read_length(description.text)
    if length < context.limit("description_min"):
        yield Hit(message=f"The description has {length} characters; it needs {context.limit('description_min')}.")


RULE = Rule(
    id="CD001",
    name="too-short",
    authority="tcr",
    citation="source 004, steps 4.2 and 7.3",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description has fewer than 40 characters.",
    why="A description this short cannot say who sends what to whom and why.",
    fix="Use the formula: brand sends message type to audience for business purpose.",
    codes=("tcr:2002",),
    field="description",
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {"kind": "campaign_description", "text": "Acme sends offers to members for savings."[:40]},
        {"kind": "campaign_description", "text": "\U0001f4e6" * 40},
    ),
    bad=(
        {"kind": "campaign_description", "text": "Acme sends offers to customers."},
        {"kind": "campaign_description", "text": "Acme sends offers to members for savings."[:39]},
        {"kind": "campaign_description", "text": "\u00a0" * 30 + "Acme sends offers." + " " * 30},
        {"kind": "campaign_description", "text": "Acme" + " " * 40 + "sends offers."},
        {"kind": "campaign_description", "text": "Acme sends offers" + "\u200b" * 40},
    ),
)
