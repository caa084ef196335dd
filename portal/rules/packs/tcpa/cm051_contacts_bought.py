"""CM051: Numbers are bought, rented or scraped."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _texts(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    return ("message_flow", campaign.message_flow), ("description", campaign.description)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for field, words in _texts(campaign):
        text = normalize(words)
        span = consent_words.bought_contacts(text.folded)
        if span:
            yield at(
                text, span, f"\u201c{quoted(words, span, text)}\u201d: bought numbers bring no consent.", field=field
            )
            return


RULE = Rule(
    id="CM051",
    name="contacts-bought",
    authority="tcpa",
    citation="source 004, sections 8.3 and 8.7; CTIA messaging principles, section 5.1.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Numbers are bought, rented or scraped.",
    why="Consent is given to one sender; buying, renting or sharing a list does not bring it.",
    fix="Text only people who agreed with you yourself.",
    codes=("dca2:708",),
    field="message_flow",
    applies=lambda campaign, context: bool(campaign.message_flow or campaign.description),
    good=(
        {"kind": "campaign", "message_flow": "People open acme.com/join, enter a number and tick the box."},
        {"kind": "campaign", "message_flow": "Customers sign up in our shop. We do not buy lists or purchase leads."},
        {"kind": "campaign", "message_flow": "People who purchased shoes sign up at the counter."},
    ),
    bad=(
        {"kind": "campaign", "message_flow": "We contact people from purchased lists and ask them to reply YES."},
        {"kind": "campaign", "message_flow": "Our team buys phone numbers from a data broker and texts them."},
        {
            "kind": "campaign",
            "description": "Acme sends job alerts to candidates whose profiles were scraped from boards.",
        },
    ),
)
