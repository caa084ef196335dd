"""BR027: The address looks like a mail drop or a virtual office."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_DROPS = any_word(
    (
        "the ups store",
        "ups store",
        "fedex office",
        "postnet",
        "post net",
        "pak mail",
        "mail boxes etc",
        "mailbox",
        "mail stop",
        "ipostal1",
        "anytime mailbox",
        "earth class mail",
        "stable mail",
        "virtualpostmail",
        "davinci",
        "regus",
        "wework",
        "opus virtual offices",
        "alliance virtual offices",
        "intelligent office",
        "virtual office",
        "registered agent",
        "registered agents",
        "c/o",
        "care of",
        "general delivery",
    )
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    text = normalize(brand.street)
    match = _DROPS.search(text.folded)
    if match:
        words = quoted(brand.street, match.span(), text)
        yield at(text, match.span(), f"\u201c{words}\u201d reads like a mail drop, a shared office or an agent.")


RULE = Rule(
    id="BR027",
    name="virtual-office",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The address looks like a mail drop or a virtual office.",
    why="Reviewers compare the address with the records of the IRS and of the state; a mail drop is refused.",
    fix="Enter the place where the business works, as the IRS letter has it.",
    codes=("toll_free_aggregator:545",),
    field="street",
    applies=lambda brand, context: bool(brand.street.strip()),
    good=(
        {"kind": "brand", "street": "100 Main Street, Suite 200"},
        {"kind": "brand", "street": "77 Upstore Lane"},
        {"kind": "brand", "street": "4 Office Park Drive"},
    ),
    bad=(
        {"kind": "brand", "street": "The UPS Store, 455 Elm St #112"},
        {"kind": "brand", "street": "c/o Harbor Agents, 9 Bay Road"},
        {"kind": "brand", "street": "1 Market Plaza, Regus 36th floor"},
    ),
)
