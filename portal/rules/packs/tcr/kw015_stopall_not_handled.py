"""KW015: The texts promise STOPALL, but the list of opt-out keywords does not hold it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_PROMISED = pattern(r"\bstop ?all\b")
_TEXTS = ("opt_in_wording", "opt_in_message", "opt_out_message", "help_message", "message_flow", "verbal_script")
_FIVE = ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT"]
_BOTH = "I agree to texts from Acme. Text STOP to opt out of promotional messages or STOPALL to opt out of all."


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    texts = (*(str(getattr(campaign, name)) for name in _TEXTS), *campaign.sample_messages)
    promised = any(_PROMISED.search(normalize(text).folded) for text in texts)
    held = {"".join(word.upper().split()) for word in campaign.opt_out_keywords}
    yield from absent(not promised or "STOPALL" in held, "STOPALL is promised and not handled.")


RULE = Rule(
    id="KW015",
    name="stopall-not-handled",
    authority="tcr",
    citation="source 004, step 5.4 and appendix B",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The texts promise STOPALL, but the list of opt-out keywords does not hold it.",
    why="Whoever texts it expects that all messages end.",
    fix="Add STOPALL to the keywords, or let STOP end everything and say so.",
    codes=("twilio:30887",),
    field="opt_out_keywords",
    applies=lambda campaign, context: bool(campaign.opt_out_keywords),
    good=(
        {"kind": "campaign", "opt_in_wording": _BOTH, "opt_out_keywords": [*_FIVE, "stop all"]},
        {"kind": "campaign", "opt_in_wording": "Text STOP to opt out of all.", "opt_out_keywords": _FIVE},
        {"kind": "campaign", "opt_in_wording": _BOTH},
    ),
    bad=(
        {"kind": "campaign", "opt_in_wording": _BOTH, "opt_out_keywords": _FIVE},
        {"kind": "campaign", "help_message": "Acme: Reply \u201cStopAll\u201d to end.", "opt_out_keywords": _FIVE},
        {"kind": "campaign", "sample_messages": ["Acme: 20% off. STOP ALL ends."], "opt_out_keywords": ["STOP"]},
    ),
)
