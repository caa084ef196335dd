"""VT002: A sample message tells about somebody's health."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    at,
    quoted,
)
from portal.rules.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)
from portal.rules.text import normalize

_TOLD = pattern(
    r"\b(?:diagnos(?:is|ed)|biopsy|tested positive|tested negative|results? (?:is|are|was|were) (?:positive|negative|normal|abnormal)"
    r"|chemotherapy|hiv|std test|pregnancy test|your prescription (?:for|of) [a-z]+|\d+ ?mg\b|blood sugar (?:is|was)|cholesterol (?:is|was))"
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    match = _TOLD.search(text.folded)
    if match:
        yield at(text, match.span(), f"\u201c{quoted(message.text, match.span(), text)}\u201d tells about health.")


RULE = Rule(
    id="VT002",
    name="health-information-in-text",
    authority="vertical",
    citation="source 004, section 8.1",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message tells about somebody's health.",
    why=("Diagnoses, prescriptions and results must not be in a text; neither may a full name beside an appointment."),
    fix="Use an appointment number and send people to the portal for the rest.",
    field="sample_messages",
    applies=lambda message, context: (
        message.brand is not None
        and (message.brand.vertical == "HEALTHCARE" or message.brand.organization_category == "healthcare_provider")
    ),
    good=(
        {
            "kind": "sample_message",
            "text": "CareClinic: Your test results are available in the portal. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "vertical": "HEALTHCARE"},
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "CareClinic: Your biopsy result is positive, diagnosis attached. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "vertical": "HEALTHCARE"},
        },
    ),
)
