"""TF023: The numbers are there to spread the same traffic."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief

_SPREAD = pattern(
    r"\b(?:rotat(?:e|es|ing|ion)|round[- ]robin|spread(?:s|ing)?|distribut(?:e|es|ed|ing)|balanc(?:e|es|ing)|split(?:s|ting)?|cycl(?:e|es|ing)|pool of numbers|number pool)\b[^.]{0,60}\b(?:numbers?|traffic|volume|load|messages|sends?)\b"
    r"|\b(?:avoid|bypass|evade|get around|stay under|stay below|work around|circumvent)\b[^.]{0,50}\b(?:filter(?:s|ing)?|block(?:s|ing|ed)?|limits?|caps?|throttl(?:e|ing)|thresholds?|spam)\b"
    r"|\b(?:increase|more|higher|boost|maximi[sz]e|extra) (?:our )?(?:throughput|deliverability|capacity)\b"
)
_DENIED = pattern(r"\b(?:never|not|no|don't|do not|without)\b")


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in ("multiple_numbers_reason", "description", "additional_information"):
        raw = getattr(brief, name)
        text = normalize(raw)
        for match in _SPREAD.finditer(text.folded):
            if not _DENIED.search(text.folded[max(0, match.start() - 25) : match.start()]):
                words = quoted(raw, match.span(), text)
                yield at(text, match.span(), f"\u201c{words}\u201d speaks of spreading traffic.", field=name)
                return


RULE = Rule(
    id="TF023",
    name="spread-over-numbers",
    authority="toll_free",
    citation="source 003, use one recognizable number",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The numbers are there to spread the same traffic.",
    why="Spreading one traffic over many numbers to pass filters or limits is snowshoeing, which is prohibited.",
    fix="Use one number for each sender, location or kind of message.",
    codes=("toll_free_aggregator:620", "portal:SNOWSHOE"),
    field="multiple_numbers_reason",
    good=(
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101"],
            "multiple_numbers_reason": "One number for each clinic, so that patients know who writes.",
        },
        {
            "kind": "toll_free",
            "multiple_numbers_reason": "Sales and service each have their own line; we do not rotate numbers.",
        },
        {"kind": "toll_free", "description": "Order updates for customers of Acme."},
    ),
    bad=(
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101"],
            "multiple_numbers_reason": "We rotate messages over the numbers.",
        },
        {"kind": "toll_free", "multiple_numbers_reason": "To stay under the daily limits of each line we use four."},
        {"kind": "toll_free", "multiple_numbers_reason": "More numbers give us higher throughput."},
    ),
)
