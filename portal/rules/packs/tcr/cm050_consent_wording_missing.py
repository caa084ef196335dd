"""CM050: The words that people agree to are not given, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import GOOD_CONSENT
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
    TollFreeBrief,
)

_WRITTEN = frozenset({"web_form", "email", "paper_form", "point_of_sale", "import"})
_ADVERTISED = frozenset({"sms_keyword", "qr_code"})


def _applies(subject: Campaign | TollFreeBrief, context: Context) -> bool:
    # A toll-free brief shows its form in a picture; only what is advertised needs its disclosure in words.
    methods = _ADVERTISED if isinstance(subject, TollFreeBrief) else _WRITTEN | _ADVERTISED
    return subject.opt_in_method in methods


def _check(subject: Campaign | TollFreeBrief, context: Context) -> Iterator[Hit]:
    if subject.opt_in_wording.strip():
        return
    yield Hit(
        message="The words that people agree to are not given.",
        severity=Verdict.WARNING if subject.opt_in_method in _ADVERTISED else None,
        codes=("toll_free_aggregator:550",) if isinstance(subject, TollFreeBrief) else ("tcr:9607",),
    )


RULE = Rule(
    id="CM050",
    name="consent-wording-missing",
    authority="tcr",
    citation="source 004, steps 5.1 and 7.5; source 003, opt-in",
    severity=Verdict.ERROR,
    subjects=(
        Campaign,
        TollFreeBrief,
    ),
    check=_check,
    what="The words that people agree to are not given, word for word.",
    why="The package that answers 9607 holds the verbatim text; where a keyword or a code is advertised, the disclosure stands beside it.",
    fix="Copy the wording from the form, the poster or the paper into the registration.",
    codes=("tcr:9607", "toll_free_aggregator:550"),
    field="opt_in_wording",
    applies=_applies,
    good=(
        {"kind": "campaign", "opt_in_method": "web_form", "opt_in_wording": GOOD_CONSENT},
        {"kind": "campaign", "opt_in_method": "verbal", "verbal_script": "May Acme text you about orders?"},
        {
            "kind": "toll_free",
            "opt_in_method": "sms_keyword",
            "opt_in_wording": "Text JOIN to 555-234-5678 for order updates from Acme.",
        },
    ),
    bad=(
        {"kind": "campaign", "opt_in_method": "web_form"},
        {"kind": "campaign", "opt_in_method": "sms_keyword", "opt_in_wording": " "},
        {"kind": "campaign", "opt_in_method": "point_of_sale"},
        {"kind": "toll_free", "opt_in_method": "qr_code"},
    ),
)
