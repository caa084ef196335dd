"""CR024: The opt-out was obeyed or confirmed too late."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    stopped, honoured = moments.day(record.stopped_at), moments.day(record.honored_at)
    if stopped is not None and honoured is not None:
        last = moments.business_days_after(stopped, context.limit("opt_out_business_days"))
        if honoured > last:
            yield Hit(message=f"Sending stopped on {honoured}; the law's last day was {last}.")
        elif honoured > stopped:
            yield Hit(message="Sending did not stop on the day of the opt-out.", severity=Verdict.WARNING)
    minutes = context.limit("confirmation_minutes")
    waited = moments.seconds_between(record.stopped_at, record.confirmation_sent_at)
    if waited is not None and waited > minutes * 60:
        sentence = f"The confirmation went out after {int(waited // 60)} minutes; {minutes} are allowed."
        yield Hit(message=sentence, field="confirmation_sent_at")


RULE = Rule(
    id="CR024",
    name="opt-out-honoured-late",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(10) and (12); source 004, step 6.2",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The opt-out was obeyed or confirmed too late.",
    why="Sending stops at once; ten business days are the most the law allows, and one confirmation within five minutes.",
    fix="Block the number in the same moment as the STOP arrives, and answer at once.",
    field="honored_at",
    applies=lambda record, context: record.ends_consent and bool(record.honored_at or record.confirmation_sent_at),
    good=(
        STOPPED,
        {**STOPPED, "confirmation_sent_at": "2026-05-04T10:05:00-05:00"},
        {**STOPPED, "honored_at": "", "confirmation_sent_at": ""},
    ),
    bad=(
        {**STOPPED, "honored_at": "2026-05-19T10:00:00-05:00"},
        {**STOPPED, "honored_at": "2026-05-06T10:00:00-05:00"},
        {**STOPPED, "confirmation_sent_at": "2026-05-04T10:06:00-05:00"},
    ),
)
