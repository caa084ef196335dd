"""CR007: The browser or device was not named."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import RECORD, SPOKEN
from portal.rules.records import ONLINE, ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    yield from absent(record.user_agent.strip(), "The user agent is missing.")


RULE = Rule(
    id="CR007",
    name="user-agent-missing",
    authority="tcr",
    citation="source 004, step 5.6",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="The browser or device was not named.",
    why="It is one of the nine data points that a consent log is asked for.",
    fix="Store the user agent that the browser sent.",
    field="user_agent",
    applies=lambda record, context: record.gives_consent and record.method in ONLINE,
    good=(
        RECORD,
        SPOKEN,
        {**RECORD, "method": "paper_form", "user_agent": ""},
    ),
    bad=(
        {**RECORD, "user_agent": ""},
        {**RECORD, "user_agent": "   "},
        {**RECORD, "method": "qr_code", "user_agent": ""},
    ),
)
