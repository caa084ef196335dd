"""CM090: An answer about the campaign is longer than the provider's form takes."""

from __future__ import annotations

from portal.rules.provider_forms import bounds_hits, has_form
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.subjects import Campaign

RULE = Rule(
    id="CM090",
    name="beyond-provider-bounds",
    authority="provider",
    citation="the provider's form, as the table of providers names it field by field",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=bounds_hits,
    what="An answer about the campaign is longer than the provider's form takes.",
    why="The form refuses it or cuts it, and a link that is cut leads nowhere.",
    fix="Shorten the answer: give pages a short address, and list only keywords that are used.",
    codes=(),
    field="opt_out_keywords",
    applies=has_form,
    good=(
        {"kind": "campaign", "profile": "aws", "privacy_policy_url": "https://acme.com/privacy"},
        {"kind": "campaign", "profile": "twilio", "opt_out_keywords": ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT"]},
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy?" + "a" * 240},
    ),
    bad=(
        {"kind": "campaign", "profile": "aws", "privacy_policy_url": "https://acme.com/privacy?" + "a" * 240},
        {"kind": "campaign", "profile": "twilio", "opt_out_keywords": ["STOPPING" + str(n) for n in range(40)]},
        {"kind": "campaign", "profile": "bandwidth", "help_keywords": ["INFORMATION" + str(n) for n in range(40)]},
    ),
)
