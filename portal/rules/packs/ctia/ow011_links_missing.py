"""OW011: The consent wording does not lead to the privacy policy and the terms."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    folded = normalize(wording.text).folded
    policy = signs.privacy_mention(folded)
    yield from absent(policy, "The wording does not name the privacy policy.", codes=("tcr:9108", "dca2:806"))
    yield from absent(signs.terms_mention(folded), "The wording does not name the terms.", codes=("dca2:806",))


RULE = Rule(
    id="OW011",
    name="links-missing",
    authority="ctia",
    citation="source 000, opt-in 7; source 004, step 5.4",
    severity=Verdict.ERROR,
    subjects=(OptInWording,),
    check=_check,
    what="The consent wording does not lead to the privacy policy and the terms.",
    why="People must be able to read both before they agree.",
    fix="Name both with their addresses.",
    codes=(
        "tcr:9108",
        "dca2:806",
    ),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme (acme.com/privacy-policy, acme.com/terms)."},
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme. Privacy Notice and T&Cs are at acme.com/sms."},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive promotional texts from Acme. Reply STOP to opt out or HELP for help.",
        },
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme. Our Privacy Policy is at acme.com/privacy."},
        {"kind": "opt_in_wording", "text": "I agree to texts from Acme. Terms of Service: acme.com/tos"},
    ),
)
