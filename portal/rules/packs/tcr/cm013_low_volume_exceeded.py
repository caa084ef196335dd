"""CM013: A low-volume campaign plans more messages a day than the use case allows."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    digits = campaign.message_volume.replace(",", "").strip()
    most = context.limit("low_volume_daily")
    if digits.isascii() and digits.isdigit() and int(digits[:9]) > most:
        yield Hit(message=f"{campaign.message_volume} messages a day are planned; the use case allows {most:,}.")


RULE = Rule(
    id="CM013",
    name="low-volume-exceeded",
    authority="tcr",
    citation="source 004, step 2.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A low-volume campaign plans more messages a day than the use case allows.",
    why="Low Volume Mixed ends at 6,000 messages a day.",
    fix="Register the parts as campaigns of their own, or plan fewer messages.",
    codes=("tcr:9001",),
    field="message_volume",
    applies=lambda campaign, context: campaign.use_case == "LOW_VOLUME" and bool(campaign.message_volume),
    good=({"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "1500"},),
    bad=({"kind": "campaign", "use_case": "LOW_VOLUME", "message_volume": "8,000"},),
)
