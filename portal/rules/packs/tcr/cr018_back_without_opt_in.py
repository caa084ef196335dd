"""CR018: A consent older than the opt-out is used to bring the person back."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    seconds = moments.seconds_between(record.earlier_opt_out_at, record.occurred_at)
    if seconds is None:
        yield Hit(message="There was an opt-out, and the times cannot be compared.", severity=Verdict.COULD_NOT_CHECK)
    elif seconds <= 0:
        yield Hit(message="The person opted out at or after this consent.")


RULE = Rule(
    id="CR018",
    name="back-without-opt-in",
    authority="tcr",
    citation="source 004, step 6.2",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="A consent older than the opt-out is used to bring the person back.",
    why="Whoever opted out comes back only by a new, documented opt-in.",
    fix="Leave the person out until a newer opt-in with its proof arrives.",
    field="earlier_opt_out_at",
    applies=lambda record, context: record.gives_consent and bool(record.earlier_opt_out_at.strip()),
    good=(
        RECORD,
        {**RECORD, "earlier_opt_out_at": "2026-02-01T10:00:00Z"},
        {**RECORD, "earlier_opt_out_at": "2026-03-02T20:05:08Z"},
    ),
    bad=(
        {**RECORD, "earlier_opt_out_at": "2026-03-05T10:00:00Z"},
        {**RECORD, "earlier_opt_out_at": "2026-03-02T20:05:09Z"},
        {**RECORD, "type": "resubscribe", "earlier_opt_out_at": "2026-04-01T00:00:00Z"},
    ),
)
