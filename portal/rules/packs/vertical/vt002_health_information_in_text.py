"""VT002: A sample message tells about somebody's health."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)

_TOLD = pattern(
    r"\bdiagnos(?:is|ed|tic result)|\bbiops(?:y|ies)\b|\btest(?:ed|s)? (?:came back )?(?:positive|negative)\b"
    r"|\b(?:results?|labs?|screening|scan|x-ray|mri|test)\b[^.!?]{0,30}\b(?:is|are|was|were|came back|shows?|showed) (?:positive|negative|normal|abnormal|clear|high|low|elevated)\b"
    r"|\b(?:chemotherapy|chemo|dialysis|insulin dose|hiv|std|sti|hepatitis|cancer|tumou?r|pregnan(?:cy test|t)|miscarriage|depression|anxiety medication|rehab)\b"
    r"|\b(?:your |the )?prescriptions? (?:for|of) [a-z]+|\b\d+(?:\.\d+)? ?(?:mg|mcg|ml)\b"
    r"|\b(?:blood (?:sugar|pressure|glucose)|cholesterol|a1c|glucose|bmi)\b[^.!?]{0,20}\b(?:is|was|of|at) \d?"
    r"|\b(?:lisinopril|metformin|atorvastatin|lipitor|amoxicillin|zoloft|prozac|xanax|adderall|oxycodone|insulin|ozempic|warfarin|humira|suboxone)\b"
)
# The name of the place or of an event says nothing about the reader.
_PLACE = pattern(
    r"\b(?:cancer|dialysis|rehab|depression|hiv|hepatitis|std|diabetes) (?:center|centre|clinic|institute|society|foundation|awareness|support group|screening (?:day|event|fair))\b"
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    places = [match.span() for match in _PLACE.finditer(text.folded)]
    told = (match for match in _TOLD.finditer(text.folded) if not any(a <= match.start() < b for a, b in places))
    match = next(told, None)
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
    applies=lambda message, context: bool({"healthcare", "wellness"} & industries.industries_of(message.brand)),
    needs=lambda: (_TOLD,),
    good=(
        {
            "kind": "sample_message",
            "text": "CareClinic: Your test results are available in the portal. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "vertical": "HEALTHCARE"},
        },
        {
            "kind": "sample_message",
            "text": "Hill Cancer Center: Your visit is on Monday at 9. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Cancer Center", "vertical": "healthcare"},
        },
        {
            "kind": "sample_message",
            "text": "Hill Pharmacy: A prescription is ready for pickup. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Pharmacy", "vertical": "healthcare"},
        },
        {
            "kind": "sample_message",
            "text": "Acme: The test came back positive: everybody loves our shoes. Reply STOP to opt out.",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "CareClinic: Your biopsy result is positive, diagnosis attached. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "vertical": "HEALTHCARE"},
        },
        {
            "kind": "sample_message",
            "text": "CareClinic: Your prescription for metformin 500 mg is ready. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "vertical": "healthcare"},
        },
        {
            "kind": "sample_message",
            "text": "CareClinic: Your lab test came back abnormal. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "organization_category": "healthcare_provider"},
        },
        {
            "kind": "sample_message",
            "text": "CareClinic: Your A1C was 7.2 at the last visit. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "vertical": "healthcare"},
        },
    ),
)
