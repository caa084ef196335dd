"""CR004: The exact words that the person was shown or heard are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from portal.rules.record_kit import RECORD, SPOKEN, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.wording.strip():
        yield Hit(message="The words that were shown or read out are missing.")
    elif not (record.wording_version.strip() or record.wording_sha256.strip()):
        yield Hit(message="The words have neither a version nor a hash.", severity=Verdict.WARNING)
    if record.wording and record.wording_sha256.strip():
        digest = sha256(record.wording.encode("utf-8", "replace")).hexdigest()
        if digest != record.wording_sha256.strip().lower():
            yield Hit(message="The hash belongs to other words than the ones kept.", field="wording_sha256")


RULE = Rule(
    id="CR004",
    name="wording-not-kept",
    authority="tcr",
    citation="source 004, step 5.6",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The exact words that the person was shown or heard are not kept.",
    why="Consent covers what the words said on that day; the words of today prove nothing about it.",
    fix="Store the text and its version with every event, and its SHA-256 over exactly that text.",
    field="wording",
    applies=lambda record, context: record.gives_consent,
    good=(
        RECORD,
        SPOKEN,
        {
            **RECORD,
            "wording": "I agree.",
            "wording_sha256": "826ff0dab649a97ffdd7779a332accafb35cc161012253a19383db19289d6e02",
        },
        STOPPED,
    ),
    bad=(
        {**RECORD, "wording": ""},
        {**SPOKEN, "wording": "  "},
        {**RECORD, "wording_version": ""},
        {**RECORD, "wording_sha256": "00" * 32},
    ),
)
