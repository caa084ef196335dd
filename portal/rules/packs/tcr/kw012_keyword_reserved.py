"""KW012: A keyword that joins people is one that carriers keep for leaving or for help."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _plain(word: str) -> str:
    return " ".join(word.upper().replace("-", " ").split()).strip(" .!\"'")


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    sets = context.rulebook.keywords
    leaving = {*sets("stop_current"), *sets("stop_all"), *(_plain(word) for word in campaign.opt_out_keywords)}
    helping = {*sets("help"), *(_plain(word) for word in campaign.help_keywords)}
    for word in campaign.opt_in_keywords:
        if _plain(word) in leaving:
            yield Hit(message=f"{word} opts people out; it cannot sign them up.")
        elif _plain(word) in helping:
            yield Hit(message=f"{word} asks for help; it cannot sign people up.")
    for word in campaign.help_keywords:
        if _plain(word) in leaving:
            yield Hit(message=f"{word} opts people out; it cannot ask for help.", field="help_keywords")


RULE = Rule(
    id="KW012",
    name="keyword-reserved",
    authority="tcr",
    citation="source 004, steps 4.4 and 5.5; Clearline",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A keyword that joins people is one that carriers keep for leaving or for help.",
    why="A carrier answers the reserved word itself, and whoever texts it is opted out instead of signed up.",
    fix="Choose another word, such as JOIN.",
    codes=("twilio:30887",),
    field="opt_in_keywords",
    applies=lambda campaign, context: bool(campaign.opt_in_keywords or campaign.help_keywords),
    good=(
        {"kind": "campaign", "opt_in_keywords": ["JOIN", "START", "YES"], "opt_out_keywords": ["STOP"]},
        {"kind": "campaign", "opt_in_keywords": ["WEEKEND"], "help_keywords": ["HELP", "INFO"]},
        {"kind": "campaign", "opt_in_keywords": ["stopover"]},
    ),
    bad=(
        {"kind": "campaign", "opt_in_keywords": ["JOIN", "End"]},
        {"kind": "campaign", "opt_in_keywords": ["info"]},
        {"kind": "campaign", "opt_in_keywords": ["Opt-Out"]},
        {"kind": "campaign", "opt_in_keywords": ["LEAVE"], "opt_out_keywords": ["STOP", "leave"]},
        {"kind": "campaign", "help_keywords": ["HELP", "QUIT"]},
    ),
)
