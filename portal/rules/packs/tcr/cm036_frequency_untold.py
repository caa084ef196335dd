"""CM036: The campaign does not say how often messages go out."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CONSENT, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_TEXTS = ("opt_in_wording", "message_flow", "opt_in_message", "description", "verbal_script")


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    told = campaign.frequency.strip() or any(
        signs.frequency(normalize(str(getattr(campaign, name))).folded) for name in _TEXTS
    )
    yield from absent(told, "Nothing says how often one person gets a message.")


RULE = Rule(
    id="CM036",
    name="frequency-untold",
    authority="tcr",
    citation="source 000, element 2",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The campaign does not say how often messages go out.",
    why="The application explains the purpose, the usual content and the frequency of the messages.",
    fix="Say how many messages a person gets in a month, or that the frequency varies and on what.",
    codes=("tcr:2002",),
    field="frequency",
    good=(
        {"kind": "campaign", "frequency": "up to 4 messages per month"},
        {"kind": "campaign", "opt_in_wording": GOOD_CONSENT},
        {"kind": "campaign", "message_flow": "People join at acme.com/join and then get one text per order."},
    ),
    bad=(
        {"kind": "campaign", "description": "Acme sends promotional offers to customers for retention purposes."},
        {"kind": "campaign", "frequency": "  ", "opt_in_wording": "I agree to receive texts from Acme."},
        {"kind": "campaign", "opt_in_message": "Acme: Welcome! Msg & data rates may apply. Reply STOP to opt out."},
    ),
)
