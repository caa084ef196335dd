"""BR026: The day or the state of incorporation is missing or cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.facts.states import STATES
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    state, day = brand.state_of_incorporation.strip().upper(), brand.incorporation_date.strip()
    if not state:
        yield Hit(
            message="The state of incorporation is missing.", field="state_of_incorporation", severity=Verdict.ADVICE
        )
    elif state not in STATES:
        yield Hit(message=f"{state} is not the two-letter code of a US state.", field="state_of_incorporation")
    if not day:
        yield Hit(message="The day of incorporation is missing.", severity=Verdict.ADVICE)
        return
    read = moments.day(day)
    if read is None:
        yield Hit(message=f"{day} is not a day written YYYY-MM-DD.")
    elif read.year < 1600 or (context.today is not None and read > context.today):
        yield Hit(message=f"{day} cannot be the day of incorporation.")


RULE = Rule(
    id="BR026",
    name="incorporation-unclear",
    authority="tcr",
    citation="source 004, step 2.1",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The day or the state of incorporation is missing or cannot be.",
    why="Both must be ready before the form is opened; reviewers look them up in the state's register.",
    fix="Copy both from the certificate of formation.",
    codes=("portal:UNVERIFIED",),
    field="incorporation_date",
    applies=lambda brand, context: bool(brand.state_of_incorporation.strip() or brand.incorporation_date.strip()),
    good=(
        {"kind": "brand", "state_of_incorporation": "DE", "incorporation_date": "2014-03-01"},
        {
            "kind": "brand",
            "state_of_incorporation": "pr",
            "incorporation_date": "2026-11-22",
            "context": {"today": "2026-11-22"},
        },
        {"kind": "brand", "legal_name": "Acme LLC"},
    ),
    bad=(
        {"kind": "brand", "state_of_incorporation": "DE"},
        {"kind": "brand", "state_of_incorporation": "ZZ", "incorporation_date": "2014-03-01"},
        {
            "kind": "brand",
            "state_of_incorporation": "DE",
            "incorporation_date": "2026-11-23",
            "context": {"today": "2026-11-22"},
        },
        {"kind": "brand", "state_of_incorporation": "DE", "incorporation_date": "March 2014"},
    ),
)
