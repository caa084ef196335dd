"""CM042: The reseller stands as the brand of somebody else's messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.kit import GOOD_SAMPLE
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, Campaign

_TEXTER = {"reseller": "Texter Inc."}


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    brand = campaign.brand or Brand()
    own = names.core_name(context.reseller)
    if not any(names.core_name(name) == own for name in brand.names):
        return
    if not any(names.names_brand(sample, brand) for sample in campaign.sample_messages):
        yield Hit(message=f"{context.reseller} files itself, but no sample comes from {context.reseller}.")


RULE = Rule(
    id="CM042",
    name="reseller-as-brand",
    authority="tcr",
    citation="source 003, code 547 and form notes; Infobip 1005; second reviewers' code 710",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The reseller stands as the brand of somebody else's messages.",
    why="The brand is the business whose name people read in the messages, never its agency or software vendor.",
    fix="Register the business that the messages come from, with its own name and EIN.",
    codes=("infobip:1005", "dca2:710"),
    field="brand",
    applies=lambda campaign, context: (
        bool(context.reseller.strip()) and campaign.brand is not None and bool(campaign.sample_messages)
    ),
    good=(
        {"kind": "campaign", "brand": {"legal_name": "Acme LLC"}, "sample_messages": [GOOD_SAMPLE], "context": _TEXTER},
        {
            "kind": "campaign",
            "brand": {"legal_name": "Texter, Inc."},
            "sample_messages": ["Texter: Your invoice is ready. Reply STOP to opt out."],
            "context": _TEXTER,
        },
        {"kind": "campaign", "brand": {"legal_name": "Texter Inc."}, "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Texter Inc."},
            "sample_messages": [GOOD_SAMPLE],
            "context": _TEXTER,
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "TEXTER, INC"},
            "sample_messages": [GOOD_SAMPLE],
            "context": _TEXTER,
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Roe LLC", "dba_name": "Texter"},
            "sample_messages": [GOOD_SAMPLE, "GreenLeaf: See you on Monday. Reply STOP to opt out."],
            "context": _TEXTER,
        },
    ),
)
