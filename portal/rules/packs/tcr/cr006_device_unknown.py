"""CR006: Neither an IP address nor a device identifier is kept."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import KEYWORD, RECORD
from portal.rules.records import ONLINE, ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    found = record.address.strip() or record.device.strip()
    yield from absent(found, "Neither an IP address nor a device is recorded.")


RULE = Rule(
    id="CR006",
    name="device-unknown",
    authority="tcr",
    citation="source 004, step 5.6",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="Neither an IP address nor a device identifier is kept.",
    why="It ties the click to a connection; without it anybody could have typed the number.",
    fix="Store the address the form was sent from, or an identifier of the device.",
    field="address",
    applies=lambda record, context: record.gives_consent and record.method in ONLINE,
    good=(
        RECORD,
        {**RECORD, "address": "", "device": "kiosk-4"},
        {**RECORD, "address": "2001:db8::7"},
        KEYWORD,
    ),
    bad=(
        {**RECORD, "address": ""},
        {**RECORD, "address": " ", "device": ""},
        {**RECORD, "method": "email", "address": ""},
    ),
)
