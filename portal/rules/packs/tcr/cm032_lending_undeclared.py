"""CM032: The texts speak of loans, but direct lending is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_LENDING = pattern(
    r"\b(?:(?:personal|payday|installment|title|bridge|business|auto|car|home equity|student|short[- ]term|cash) loans?"
    r"|loan (?:offers?|approvals?|applications?|amounts?|payments?|balance|funds|request|options|status)|your loan"
    r"|lenders?|lending|cash advances?|lines? of credit|refinanc(?:e|ing)|pre-?approved for|apr)\b"
)
_OTHER = pattern(r"\b(?:library loan|loaner|loan library|inter-?library|lending library|student loan forgiveness)\b")


def _texts(campaign: Campaign) -> Iterator[tuple[str, str]]:
    yield "description", campaign.description
    for place, sample in enumerate(campaign.sample_messages):
        yield f"sample_messages[{place}]", sample
    yield "opt_in_wording", campaign.opt_in_wording


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for field, text in _texts(campaign):
        folded = normalize(text).folded
        match = _LENDING.search(folded)
        if match and not _OTHER.search(folded):
            yield Hit(message=f"\u201c{match.group()}\u201d in {field} speaks of lending; the attribute is off.")
            return


RULE = Rule(
    id="CM032",
    name="lending-undeclared",
    authority="tcr",
    citation="source 004, step 4.6; second reviewers' code 712",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The texts speak of loans, but direct lending is not declared.",
    why="Lenders have to say so themselves; a campaign that hides it is refused as misleading.",
    fix="Select direct lending if the business lends or arranges loans under a licence; otherwise take the loans out.",
    codes=("infobip:1002", "dca2:712"),
    field="attributes",
    applies=lambda campaign, context: bool(campaign.attributes) and not campaign.attributes.get("direct_lending"),
    good=(
        {
            "kind": "campaign",
            "attributes": {"direct_lending": True},
            "description": "ABC Bank sends loan payment alerts.",
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_link": True},
            "description": "The lending library sends due dates.",
        },
        {"kind": "campaign", "description": "ABC Bank sends loan payment reminders to borrowers."},
    ),
    bad=(
        {
            "kind": "campaign",
            "attributes": {"direct_lending": False},
            "description": "ABC Bank sends loan payment alerts to borrowers for account servicing purposes.",
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_link": False},
            "sample_messages": ["QuickCo: You are pre-approved for $5,000. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "attributes": {"direct_lending": False},
            "opt_in_wording": "I agree to receive texts about PERSONAL LOANS from QuickCo.",
        },
    ),
)
