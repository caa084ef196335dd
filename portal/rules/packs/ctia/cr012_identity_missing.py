"""CR012: Nothing tells who the person is."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import KEYWORD, RECORD, SPOKEN, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    yield from absent(record.name.strip() or record.account.strip(), "Neither a name nor an account is recorded.")


RULE = Rule(
    id="CR012",
    name="identity-missing",
    authority="ctia",
    citation="CTIA Messaging Principles, section 5.1.2; 16 CFR 310.5(a)(8)",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="Nothing tells who the person is.",
    why="The number alone changes hands; the trade and the FTC want a name or an account beside it.",
    fix="Store the name the person gave, or the account the number belongs to.",
    field="name",
    applies=lambda record, context: record.gives_consent,
    good=(
        RECORD,
        {**RECORD, "name": "", "account": "C-88231"},
        STOPPED,
    ),
    bad=(
        {**RECORD, "name": ""},
        {**SPOKEN, "name": " ", "account": ""},
        {**KEYWORD, "name": ""},
    ),
)
