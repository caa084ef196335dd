"""CR021: An old consent is used without asking whether the number has a new owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_ANSWERS = frozenset({"yes", "no", "no_data"})
_DATA_SINCE = date(2021, 1, 27)


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    answer = record.reassigned_answer.strip().lower().replace(" ", "_")
    asked, sent = moments.day(record.reassigned_checked_on), moments.day(record.last_message_at)
    given = moments.day(record.occurred_at)
    if answer not in _ANSWERS or asked is None:
        yield Hit(message="The answer of the database, or the day it was asked, is missing.")
        return
    if answer == "yes":
        yield Hit(message="The number has been given to somebody else.", severity=Verdict.ERROR)
    if answer == "no_data" and given is not None and given < _DATA_SINCE:
        yield Hit(message=f"The database knows nothing before {_DATA_SINCE}; the consent is older.")
    days = context.limit("reassigned_check_days")
    if sent is not None and moments.days_between(asked, sent) > days:
        yield Hit(message=f"The database was asked more than {days} days before the message.")


RULE = Rule(
    id="CR021",
    name="number-may-be-reassigned",
    authority="tcpa",
    citation="47 CFR 64.1200(m); FCC DA 21-1649",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="An old consent is used without asking whether the number has a new owner.",
    why="The consent belongs to the person, not to the number; only the answer “no” of the Reassigned Numbers Database protects.",
    fix="Ask the database with the date of consent before texting, and keep the answer with its day.",
    field="reassigned_answer",
    applies=lambda record, context: (
        record.gives_consent and bool(record.reassigned_answer.strip() or record.reassigned_checked_on.strip())
    ),
    good=(
        RECORD,
        {
            **RECORD,
            "reassigned_answer": "no",
            "reassigned_checked_on": "2026-09-20",
            "last_message_at": "2026-10-01T15:00:00Z",
        },
        {**RECORD, "reassigned_answer": "no data", "reassigned_checked_on": "2026-09-20"},
    ),
    bad=(
        {**RECORD, "reassigned_answer": "yes", "reassigned_checked_on": "2026-09-20"},
        {
            **RECORD,
            "reassigned_answer": "no",
            "reassigned_checked_on": "2026-06-01",
            "last_message_at": "2026-10-01T15:00:00Z",
        },
        {
            **RECORD,
            "occurred_at": "2020-05-01T10:00:00Z",
            "reassigned_answer": "no_data",
            "reassigned_checked_on": "2026-09-20",
        },
        {**RECORD, "reassigned_checked_on": "2026-09-20"},
    ),
)
