"""CD007: The description uses a phrase that could mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import any_word, pattern
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import classify
from portal.rules.kit import (
    GOOD_DESCRIPTION,
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
)

_REFUSED = pattern(
    r"\bvarious (?:kinds of |types of |sorts of )?(?:text |sms )?messages\b|\b(?:general )?business[ -]communications?\b"
    r"|\bgeneral updates?\b"
)
_DOUBTFUL = any_word(
    (
        "general communication",
        "general communications",
        "marketing and other",
        "any messages",
        "other messages",
        "misc",
        "miscellaneous",
        "etc",
        "and so on",
        "all kinds of messages",
        "different messages",
        "different types of messages",
        "general notifications",
        "general information",
        "general messages",
        "and more",
        "anything else",
    )
)


# "Sending messages to customers": what kind of messages, nobody can tell.
_OF_NOTHING = pattern(
    r"\b(?:sends?|sending|send out|to text|texting|receives?|get) (?:out )?(?:text |sms |mms )?(?:messages?|texts?|sms|notifications|communications?|people|customers|clients|users)\b"
)
_MOST_WORDS = 12


def _says_nothing(folded: str) -> bool:
    return folded.count(" ") < _MOST_WORDS and _OF_NOTHING.search(folded) is not None and not classify(folded)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    text = normalize(description.text)
    for match in _REFUSED.finditer(text.folded):
        yield at(text, match.span(), f"\u201c{quoted(description.text, match.span(), text)}\u201d is too vague.")
    if _says_nothing(text.folded):
        message = "This could be any message; it says neither what is sent nor why."
        yield at(text, (0, len(text.folded)), message, severity=Verdict.WARNING)
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
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {
            "kind": "campaign_description",
            "text": "Acme sends various discount codes to members for retention purposes.",
        },
        {
            "kind": "campaign_description",
            "text": "Acme sends schedule updates to tenants for building access purposes.",
        },
    ),
    bad=(
        {
            "kind": "campaign_description",
            "text": "Acme sends various messages to its customers for business communications.",
        },
        {"kind": "campaign_description", "text": "Acme sends GENERAL  UPDATES to customers for retention purposes."},
        {"kind": "campaign_description", "text": "Acme sends various types of messages to clients for their account."},
        {"kind": "campaign_description", "text": "Acme sends texts to people who are its clients."},
        {"kind": "campaign_description", "text": "Acme sends offers, reminders, news etc. to members for retention."},
    ),
)
