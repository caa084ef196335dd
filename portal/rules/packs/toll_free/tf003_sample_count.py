"""TF003: The brief does not have one to three sample messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_SAMPLE,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    least, most = context.limit("toll_free_samples_min"), context.limit("toll_free_samples_max")
    count = len(brief.sample_messages)
    yield from absent(least <= count <= most, f"Sample messages: {count}; {least} to {most} are asked for.")


RULE = Rule(
    id="TF003",
    name="sample-count",
    authority="toll_free",
    citation="source 003, campaign brief",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The brief does not have one to three sample messages.",
    why="The form asks for one to three variations.",
    fix="Give between one and three samples.",
    field="sample_messages",
    good=(
        {"kind": "toll_free", "sample_messages": [GOOD_SAMPLE]},
        {"kind": "toll_free", "sample_messages": [GOOD_SAMPLE, "Acme: two", "Acme: three"]},
        {"kind": "toll_free", "sample_messages": ["Acme: one", "Acme: two"]},
    ),
    bad=(
        {"kind": "toll_free", "sample_messages": []},
        {"kind": "toll_free", "sample_messages": ["a", "b", "c", "d"]},
        {"kind": "toll_free"},
    ),
)
