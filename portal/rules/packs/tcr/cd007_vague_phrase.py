"""CD007: The description uses a phrase that could mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_DESCRIPTION,
    at,
    quoted,
)
from portal.rules.patterns import any_word
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)
from portal.rules.text import normalize

_REFUSED = any_word(("various messages", "business communications", "business communication", "general updates"))
_DOUBTFUL = any_word(
    (
        "general communication",
        "general communications",
        "marketing and other",
        "any messages",
        "other messages",
        "misc",
        "miscellaneous",
    )
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    text = normalize(description.text)
    for match in _REFUSED.finditer(text.folded):
        yield at(text, match.span(), f"\u201c{quoted(description.text, match.span(), text)}\u201d is too vague.")
    for match in _DOUBTFUL.finditer(text.folded):
        words = quoted(description.text, match.span(), text)
        yield at(text, match.span(), f"\u201c{words}\u201d reads as vague.", severity=Verdict.WARNING)


RULE = Rule(
    id="CD007",
    name="vague-phrase",
    authority="tcr",
    citation="source 004, step 4.2",
    severity=Verdict.ERROR,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description uses a phrase that could mean anything.",
    why=(
        "Various messages, business communications and general updates are named by the source as grounds for refusal."
    ),
    fix="Say exactly which messages are sent.",
    codes=("tcr:2002",),
    field="description",
    good=({"kind": "campaign_description", "text": GOOD_DESCRIPTION},),
    bad=(
        {
            "kind": "campaign_description",
            "text": "Acme sends various messages to its customers for business communications.",
        },
    ),
)
