"""VT029: A sweepstake runs under another use case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_SWEEPS = any_word(
    (
        "sweepstake*",
        "prize drawing*",
        "prize draw",
        "raffle*",
        "enter to win",
        "chance to win",
        "official rules",
        "giveaway*",
    )
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    filed = {campaign.use_case, *campaign.sub_use_cases}
    if "SWEEPSTAKE" in filed:
        return
    for name, raw in industries.texts_of(campaign):
        text = normalize(raw)
        match = _SWEEPS.search(text.folded)
        if match:
            yield at(
                text,
                match.span(),
                f"\u201c{quoted(raw, match.span(), text)}\u201d belongs under SWEEPSTAKE.",
                field=name,
            )
            return


RULE = Rule(
    id="VT029",
    name="sweepstakes-misfiled",
    authority="vertical",
    citation="source 004, steps 2.4 and 4.8; source 003, code 532",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A sweepstake runs under another use case.",
    why="Sweepstakes have a use case of their own with 5 to 10 business days of review, and are refused on toll-free numbers.",
    fix="Register it under Sweepstake, with the official rules on the website.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: bool(campaign.use_case),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "SWEEPSTAKE",
            "sample_messages": ["Acme: Enter to win a bike. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Win back your weekend with 20% off. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "ngo"},
            "use_case": "MIXED",
            "sample_messages": ["Acme: Raffle tickets are out. Reply STOP to opt out."],
            "sub_use_cases": ["SWEEPSTAKE", "CHARITY"],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Enter to win a bike. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "ngo"},
            "use_case": "CHARITY",
            "sample_messages": ["Acme: Raffle tickets are out. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "entertainment"},
            "use_case": "LOW_VOLUME",
            "sample_messages": ["Acme: Our sweepstakes ends tonight. Reply STOP to opt out."],
        },
    ),
)
