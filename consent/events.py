"""What is handed to the ledger and what it hands back; and what evidence each way of saying yes needs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any, Final

from consent.vocabulary import GIVES_CONSENT, EventType, Method, Scope, Source

SEAL_WITHIN: Final = dt.timedelta(seconds=60)
"""A receipt promises that its event is sealed within this time."""

DETAILS: Final[dict[str, int]] = {
    "url": 2_000,
    "referrer": 2_000,
    "address": 45,
    "user_agent": 1_000,
    "device": 200,
    "session": 200,
    "name": 200,
    "account": 200,
    "text": 2_000,
    "representative": 200,
    "response": 500,
    "recording": 500,
    "location": 300,
    "carrier_id": 200,
    "client_id": 200,
}
"""Personal details an event may carry and their greatest length; sealed under the person's key."""

FACTS: Final[dict[str, int]] = {
    "affirmative_action": 100,
    "checkbox_initial": 20,
    "form": 200,
    "form_version": 50,
    "script_version": 50,
    "sending_number": 20,
    "asset": 200,
    "matched_by": 20,
    "captcha": 50,
    "reason": 200,
}
"""Facts that are not about a person and their greatest length; readable after erasure."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event as its client tells it.

    ``client_id`` is the client's own name for the event (up to 200 characters, never a phone number): sending it again
    records nothing twice. ``number`` is in any usual spelling. ``occurred_at`` must carry a zone; None means now.
    ``owes`` says whether Clearline shall ask the sending platform for the messages this event calls for.
    """

    client_id: str
    number: str
    type: EventType
    method: Method
    source: Source
    occurred_at: dt.datetime | None = None
    wording_id: uuid.UUID | None = None
    keyword: str = ""
    scope: Scope = Scope.PROGRAM
    evidence_sha256: tuple[str, ...] = ()
    facts: dict[str, str] = dataclasses.field(default_factory=dict)
    details: dict[str, str] = dataclasses.field(default_factory=dict)
    chain_id: uuid.UUID | None = None
    supersedes_id: uuid.UUID | None = None
    minor: bool = False
    parental_event_id: uuid.UUID | None = None
    owes: bool = True

    def body(self) -> dict[str, Any]:
        """What makes two sendings the same event, without the number (the person's key stands for it)."""
        left_out = {"number", "source", "owes"}
        named = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: _text(value) for name, value in named.items() if name not in left_out}


@dataclasses.dataclass(frozen=True, slots=True)
class Receipt:
    """The ledger's answer, the same for every sending of one event.

    ``effect`` says what the event did when it arrived, ``notes`` why it did not do more; ``seal_by`` is when it is in
    the log of the business at the latest; ``duplicate`` is True for every sending but the first.
    """

    event_id: uuid.UUID
    subject_id: uuid.UUID
    program_id: uuid.UUID | None
    type: str
    effect: str
    notes: tuple[str, ...]
    occurred_at: dt.datetime
    received_at: dt.datetime
    seal_by: dt.datetime
    leaf_hash: str
    keep_until: dt.date
    duplicate: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The receipt for programs: plain JSON values, equal for every sending."""
        return {
            "event_id": str(self.event_id),
            "subject_id": str(self.subject_id),
            "program_id": str(self.program_id) if self.program_id else None,
            "type": self.type,
            "effect": self.effect,
            "notes": list(self.notes),
            "occurred_at": self.occurred_at.isoformat(),
            "received_at": self.received_at.isoformat(),
            "seal_by": self.seal_by.isoformat(),
            "leaf_hash": self.leaf_hash,
            "keep_until": self.keep_until.isoformat(),
        }


NOTES: Final[dict[str, str]] = {
    "no_wording": "Stored, but it does not count as consent: say which wording version the person saw or heard.",
    "no_url": "Stored, but it does not count as consent: give the address of the page the person used.",
    "no_address_or_device": "Stored, but it does not count as consent: give the IP address or a device identifier.",
    "no_keyword": "Stored, but it does not count as consent: give the keyword or text that was received.",
    "no_representative": "Stored, but it does not count as consent: name who spoke with the person.",
    "no_response": "Stored, but it does not count as consent: give the person's own words.",
    "no_document": "Stored, but it does not count as consent: give the SHA-256 of the scan, photo or record.",
    "no_recording": "Stored, but it does not count as consent: name the recording or the record of the call.",
    "no_parental_consent": "Stored, but it does not count as consent: a minor needs a parent's consent event.",
    "older_than_opt_out": "Stored, but the person opted out later; only a newer opt-in counts.",
    "newer_opt_in": "Stored, but the person opted in again later, so that consent stands.",
    "nothing_to_confirm": "Stored, but no opt-in was waiting for this confirmation.",
    "reaches_every_program": "By the rule in force on its day, this opt-out ends every program of the sender.",
    "no_user_agent": "The browser or device was not named; the record is complete with it.",
}
"""What each note of a receipt means, for people."""


def missing_evidence(event: NewEvent) -> list[str]:
    """Notes on what a yes lacks to count (source 004, step 5.6; source 004, step 4.4); empty for other events."""
    if event.type not in GIVES_CONSENT:
        return []
    missing = _by_method(event)
    if event.minor and event.parental_event_id is None:
        missing.append("no_parental_consent")
    return missing


def remarks(event: NewEvent) -> list[str]:
    """Notes on what would make the record complete, without which a yes still counts."""
    online = event.method in (Method.WEB_FORM, Method.QR_CODE, Method.EMAIL)
    return ["no_user_agent"] if event.type in GIVES_CONSENT and online and not event.details.get("user_agent") else []


def _by_method(event: NewEvent) -> list[str]:
    has, wording, papers = event.details.get, event.wording_id is not None, bool(event.evidence_sha256)
    match event.method:
        case Method.WEB_FORM | Method.QR_CODE | Method.EMAIL:
            traced = bool(has("address") or has("device"))
            needs = {"no_wording": wording, "no_url": bool(has("url")), "no_address_or_device": traced}
        case Method.SMS_KEYWORD:
            needs = {"no_keyword": bool(event.keyword or has("text"))}
        case Method.VERBAL:
            needs = {
                "no_wording": wording,
                "no_representative": bool(has("representative")),
                "no_response": bool(has("response")),
            }
        case Method.IVR:
            needs = {"no_recording": bool(has("recording")) or papers}
        case Method.POINT_OF_SALE | Method.PAPER_FORM:
            needs = {"no_document": papers}
        case _:
            needs = {"no_document": papers or (wording and bool(has("url")))}
    return [note for note, given in needs.items() if not given]


def _text(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
