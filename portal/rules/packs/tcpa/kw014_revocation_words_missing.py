"""KW014: The list of opt-out keywords lacks a word that federal rules take for a revocation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_ON = {"on": "2025-04-11"}
_FIVE = ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT"]


def _plain(word: str) -> str:
    return "".join(word.upper().replace("-", "").split())


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    given = {_plain(word) for word in campaign.opt_out_keywords}
    wanted = [word for word in context.rulebook.keywords("stop_current") if " " in word or word.isalpha()]
    missing = list(dict.fromkeys(word for word in wanted if _plain(word) not in given and word != "OPTOUT"))
    yield from absent(not missing, f"Not in the list: {', '.join(missing)}.")


RULE = Rule(
    id="KW014",
    name="revocation-words-missing",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(10)",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The list of opt-out keywords lacks a word that federal rules take for a revocation.",
    why=(
        "Stop, quit, end, revoke, opt out, cancel and unsubscribe revoke consent by themselves since 11 April 2025, and so "
        "does any other wording that says so clearly; Clearline's own ledger reads them all."
    ),
    fix="Add REVOKE and OPT OUT to the keywords that your platform handles.",
    codes=("twilio:30887",),
    field="opt_out_keywords",
    in_force_from=date(2025, 4, 11),
    applies=lambda campaign, context: bool(campaign.opt_out_keywords),
    good=(
        {"kind": "campaign", "opt_out_keywords": [*_FIVE, "REVOKE", "OPT OUT"], "context": _ON},
        {"kind": "campaign", "opt_out_keywords": [*_FIVE, "revoke", "opt-out", "STOPALL"], "context": _ON},
        {"kind": "campaign", "opt_out_keywords": _FIVE, "context": {"on": "2025-04-10"}},
    ),
    bad=(
        {"kind": "campaign", "opt_out_keywords": _FIVE, "context": _ON},
        {"kind": "campaign", "opt_out_keywords": [*_FIVE, "REVOKE"], "context": _ON},
        {"kind": "campaign", "opt_out_keywords": ["REVOKE", "OPTOUT"], "context": _ON},
    ),
)
