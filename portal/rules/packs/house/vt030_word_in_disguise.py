"""VT030: A word that carriers block is spelled so that a filter might miss it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import content, disguise
from portal.rules.kit import GOOD_SAMPLE
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import CampaignDescription, SampleMessage, TollFreeBrief


def _check(subject: SampleMessage | CampaignDescription | TollFreeBrief, context: Context) -> Iterator[Hit]:
    raw = content.text_of(subject)
    for word, span, category in disguise.disguised(raw):
        start, end = span
        sentence = f"\u201c{raw[start:end]}\u201d reads as \u201c{word}\u201d ({category['title'].lower()})."
        yield Hit(message=sentence, span=span, field="description" if isinstance(subject, TollFreeBrief) else None)


RULE = Rule(
    id="VT030",
    name="word-in-disguise",
    authority="house",
    citation="rule of the house; carrier filters normalize before they match",
    severity=Verdict.WARNING,
    subjects=(
        SampleMessage,
        CampaignDescription,
        TollFreeBrief,
    ),
    check=_check,
    what="A word that carriers block is spelled so that a filter might miss it.",
    why="Digits, signs or invisible characters inside such a word are the mark of a sender who knows better.",
    fix="Write plainly, or take the subject out.",
    codes=("portal:MANUAL_REVIEW",),
    field="sample_messages",
    needs=disguise.needed,
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {"kind": "sample_message", "text": "Acme: Your code is C8D123. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Weed killer is back, $3 off. Reply STOP to opt out."},
        {"kind": "campaign_description", "text": "Acme sends B2B order updates 24/7 to customers."},
    ),
    bad=(
        {"kind": "sample_message", "text": "GreenLeaf: C4nn4bis is back. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "GreenLeaf: mari\u200bjuana sale. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Spot: c@sino night with p0ker. Reply STOP to opt out."},
        {"kind": "toll_free", "description": "V@pe news and vap3 deals for customers."},
    ),
)
