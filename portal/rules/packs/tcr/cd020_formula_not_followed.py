"""CD020: The description does not follow the formula."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_DESCRIPTION, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import CampaignDescription

# Who sends what to whom, and why; the purpose may also stand in front or be told with "so that".
_FORMULA = pattern(
    r"\b(?:sends?|sending|will send|texts|delivers?|provides?)\b .{3,}? \bto\b .{3,}? (?:\bfor\b|\bin order to\b|\bso that\b|\bso they\b"
    r"|\bto (?:help|keep|remind|inform|notify|confirm|verify|secure|support|coordinate|promote|reduce|let|protect|update"
    r"|schedule|provide|ensure|encourage|manage)\b) .{3,}"
)


def _check(description: CampaignDescription, context: Context) -> Iterator[Hit]:
    found = _FORMULA.search(normalize(description.text).folded)
    yield from absent(
        found, "The description does not read: brand sends message type to audience for business purpose."
    )


RULE = Rule(
    id="CD020",
    name="formula-not-followed",
    authority="tcr",
    citation="source 004, steps 4.2 and 7.3",
    severity=Verdict.WARNING,
    subjects=(CampaignDescription,),
    check=_check,
    what="The description does not follow the formula.",
    why="One sentence in this order answers everything a reviewer asks; it is the source's cure for 2002.",
    fix="Write: [brand] sends [message type] to [audience] for [business purpose].",
    codes=("tcr:2002",),
    field="description",
    applies=lambda description, context: bool(description.text.strip()),
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {
            "kind": "campaign_description",
            "text": "Roe & Sons will send showing reminders\nto buyers who asked for a tour so that nobody waits in vain.",
        },
        {
            "kind": "campaign_description",
            "text": "This campaign sends pickup notices to shoppers of Acme in order to shorten the queue at the counter.",
        },
    ),
    bad=(
        {"kind": "campaign_description", "text": "Appointment reminders and confirmations of GreenLeaf Dental, daily."},
        {"kind": "campaign_description", "text": "Acme sends promotional offers and discounts to its members."},
        {"kind": "campaign_description", "text": "Customers of Acme get order updates and pickup notices by text."},
    ),
)
