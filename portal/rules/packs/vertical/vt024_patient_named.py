"""VT024: A sample message puts a patient’s full name beside the appointment."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import any_word, pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_NAME = pattern(
    r"\b(?:Hi|Hello|Hey|Dear|Patient|PATIENT|Mr\.?|Mrs\.?|Ms\.?|for|For) ?[,:]? ([A-Z][a-z'\-]+ (?:[A-Z]\.? )?[A-Z][a-z'\-]+)\b"
    r"|\b([A-Z][a-z'\-]+ (?:[A-Z]\. )?[A-Z][a-z'\-]+), (?:your|you have|you are|this is)\b"
)
_CARE = pattern(
    r"\b(?:appointment|appt|visit|cleaning|check-?up|surgery|procedure|exam|consultation|screening|follow-up|session|lab work|x-ray|mri|injection|vaccin[a-z]+)\b"
)
_NO_PERSON = any_word(
    (
        "hi",
        "hello",
        "hey",
        "dear",
        "patient",
        "reminder",
        "your",
        "our",
        "the",
        "appointment",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "dr",
        "doctor",
        "clinic",
        "dental",
        "medical",
        "health",
        "center",
        "street",
    )
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    if not _CARE.search(text.folded):
        return
    own = [normalize(name).folded for name in message.brand.names] if message.brand else []
    for match in _NAME.finditer(text.plain):
        group = 1 if match.group(1) else 2
        name = match.group(group)
        if name and not _NO_PERSON.search(name.lower()) and not any(name.lower() in known for known in own):
            yield at(text, match.span(group), f"\u201c{name}\u201d stands beside the appointment.")
            return


RULE = Rule(
    id="VT024",
    name="patient-named",
    authority="vertical",
    citation="source 004, section 8.1",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message puts a patient’s full name beside the appointment.",
    why="Full name and appointment details together are protected health information.",
    fix="Leave the name out or use the first name only; refer to the appointment by a number.",
    field="sample_messages",
    applies=lambda message, context: "healthcare" in industries.industries_of(message.brand),
    needs=lambda: (_CARE,),
    good=(
        {
            "kind": "sample_message",
            "text": "GreenLeaf Dental: Hi Sarah, your cleaning is Wed Nov 6 at 2pm with Dr. Patel. Reply STOP to opt out.",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "healthcare"},
        },
        {
            "kind": "sample_message",
            "text": "GreenLeaf Dental: Appointment 4471 is tomorrow at 2pm. Reply STOP to opt out.",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "healthcare"},
        },
        {
            "kind": "sample_message",
            "text": "Acme: Hi Sarah Johnson, your appointment is tomorrow. Reply STOP to opt out.",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
        },
        {
            "kind": "sample_message",
            "text": "Hello Green Leaf, your visit team here. GreenLeaf: see you Monday. Reply STOP to opt out.",
            "brand": {"legal_name": "Hello Green Leaf", "vertical": "healthcare"},
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "GreenLeaf Dental: Hi Sarah Johnson, your appointment is Wed Nov 6 at 2pm. Reply STOP to opt out.",
            "brand": {"legal_name": "GreenLeaf Dental", "vertical": "healthcare"},
        },
        {
            "kind": "sample_message",
            "text": "GreenLeaf: Sarah J. Johnson, your check-up is tomorrow. Reply STOP to opt out.",
            "brand": {"legal_name": "GreenLeaf", "vertical": "HEALTHCARE"},
        },
        {
            "kind": "sample_message",
            "text": "CareClinic: Surgery for Miguel Ortega at 7am Friday. Reply STOP to opt out.",
            "brand": {"legal_name": "CareClinic", "organization_category": "healthcare_provider"},
        },
    ),
)
