"""CR010: The opt-out runs out."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    until, since = moments.day(record.suppressed_until), moments.day(record.stopped_at)
    if until is None or since is None:
        yield Hit(message=f"The opt-out ends on {record.suppressed_until[:40]}; it has to hold until a new opt-in.")
        return
    years = context.limit("stop_kept_years")
    least = moments.years_after(since, years)
    short = until < least and record.state.strip().upper() in {"", "VA"}
    severity = Verdict.ERROR if short else Verdict.WARNING
    yield Hit(message=f"The opt-out ends on {until}; {years} years end on {least}.", severity=severity)


RULE = Rule(
    id="CR010",
    name="opt-out-expires",
    authority="tcpa",
    citation="Virginia Telephone Privacy Protection Act as amended by SB 1339; source 004, step 6.2",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The opt-out runs out.",
    why="Nobody comes back to a list without a new opt-in; Virginia demands that a STOP is honoured for at least ten years.",
    fix="Let opt-outs hold until the person opts in again.",
    field="suppressed_until",
    applies=lambda record, context: record.ends_consent and bool(record.suppressed_until.strip()),
    good=(
        STOPPED,
        RECORD,
        {**STOPPED, "suppressed_until": ""},
    ),
    bad=(
        {**STOPPED, "suppressed_until": "2031-05-04"},
        {**STOPPED, "suppressed_until": "2036-05-03", "state": "VA"},
        {**STOPPED, "suppressed_until": "2040-01-01", "state": "IL"},
    ),
)
