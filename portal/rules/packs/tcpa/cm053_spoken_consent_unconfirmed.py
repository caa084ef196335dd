"""CM053: Consent to marketing is only spoken."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_MARKETING = frozenset({"MARKETING", "CHARITY", "POLITICAL", "SWEEPSTAKE"})


def _applies(campaign: Campaign, context: Context) -> bool:
    spoken = campaign.opt_in_method in {"verbal", "ivr"}
    return spoken and campaign.use_case in _MARKETING and campaign.double_opt_in is not None


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    texts = (campaign.message_flow, campaign.opt_in_message, campaign.verbal_script)
    asked = any(consent_words.confirmed_by_reply(normalize(text).folded) for text in texts)
    yield from absent(campaign.double_opt_in or asked, "Consent is spoken, and no reply by text confirms it.")


RULE = Rule(
    id="CM053",
    name="spoken-consent-unconfirmed",
    authority="tcpa",
    citation="source 004, step 7.4 (2101); 47 CFR 64.1200(f)(9)",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Consent to marketing is only spoken.",
    why="Marketing needs written consent or its electronic equivalent; a spoken yes becomes one when a reply by text confirms it.",
    fix="Ask for a YES by text before the first offer, and say so in the message flow.",
    codes=("tcr:2101",),
    field="double_opt_in",
    applies=_applies,
    good=(
        {"kind": "campaign", "use_case": "MARKETING", "opt_in_method": "verbal", "double_opt_in": True},
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "opt_in_method": "verbal",
            "double_opt_in": False,
            "message_flow": "An agent asks; then we text and people reply YES to confirm.",
        },
        {"kind": "campaign", "use_case": "CUSTOMER_CARE", "opt_in_method": "verbal", "double_opt_in": False},
        {"kind": "campaign", "use_case": "MARKETING", "opt_in_method": "verbal"},
    ),
    bad=(
        {"kind": "campaign", "use_case": "MARKETING", "opt_in_method": "verbal", "double_opt_in": False},
        {
            "kind": "campaign",
            "use_case": "CHARITY",
            "opt_in_method": "ivr",
            "double_opt_in": False,
            "message_flow": "Callers press 1 for news of our work.",
        },
        {
            "kind": "campaign",
            "use_case": "POLITICAL",
            "opt_in_method": "verbal",
            "double_opt_in": False,
            "opt_in_message": "Thanks for joining!",
        },
    ),
)
