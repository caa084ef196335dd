"""Shapes of the API's bodies: every field with its meaning and limits. Unknown fields are refused, not ignored."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from typing import Any, ClassVar

from rest_framework import serializers

from consent.events import DETAILS, FACTS, NewEvent
from consent.selectors import Answer
from consent.vocabulary import ConsentState, Effect, EventType, Method, OutboxKind, Scope, Source
from portal.rules.inputs import KINDS

Fields = dict[str, serializers.Field[Any, Any, Any, Any]]
_TYPES = [choice for choice in EventType.choices if choice[0] != EventType.ERASURE]
_MOST_UNKNOWN = 20


class Body(serializers.Serializer[Any]):
    """A request body: an object whose every field is known."""

    default_error_messages: ClassVar[Any] = {"invalid": "Send a JSON object."}

    def to_internal_value(self, data: Any) -> Any:
        """The values. Raises ValidationError, also for names that are not fields, of which it names the first 20."""
        if isinstance(data, dict):
            unknown = itertools.islice((name for name in data if name not in self.fields), _MOST_UNKNOWN)
            if faults := {str(name): ["This field is not known here."] for name in unknown}:
                raise serializers.ValidationError(faults)
        return super().to_internal_value(data)


def _texts(limits: dict[str, int]) -> Fields:
    return {
        name: serializers.CharField(max_length=limit, required=False, help_text=f"Up to {limit:,} characters.")
        for name, limit in limits.items()
    }


DetailsBody: type[Body] = type(
    "DetailsBody",
    (Body,),
    {"__doc__": "Personal details of an event; kept encrypted under the person's key.", **_texts(DETAILS)},
)
DetailsBody._declared_fields.pop("client_id")
FactsBody: type[Body] = type(
    "FactsBody", (Body,), {"__doc__": "Facts of an event that are not about a person.", **_texts(FACTS)}
)


class Moment(serializers.DateTimeField):
    """An instant with the zone it was given in, which is kept."""

    default_error_messages: ClassVar[Any] = {"naive": "Give the time with its zone, like 2026-03-01T14:05:00-05:00."}

    def enforce_timezone(self, value: dt.datetime) -> dt.datetime:
        """The value untouched. Raises ValidationError without a zone."""
        if value.tzinfo is None:
            self.fail("naive")
        return value


class Id(serializers.UUIDField):
    """An id as Clearline gives it out. A number is none, though it would do for a UUID."""

    def to_internal_value(self, data: Any) -> uuid.UUID:
        """The id. Raises ValidationError for anything but its text."""
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class EventBody(Body):
    """One consent event (source 004, step 5.6)."""

    client_id = serializers.CharField(
        max_length=200,
        help_text="Your own id of the event, up to 200 characters, never a phone number. The same event sent again "
        "under it gets the same receipt; a different one is refused with 409 and the first receipt.",
    )
    program = Id(help_text="The program consented to; its id stands at GET /consent/programs.")
    number = serializers.CharField(max_length=30, help_text="The person's number in any usual spelling.")
    type = serializers.ChoiceField(choices=_TYPES, help_text="What happened.")
    method = serializers.ChoiceField(choices=Method.choices, help_text="How it happened.")
    occurred_at = Moment(
        required=False,
        help_text="When, with zone; within the last ten years. Now when left out.",
    )
    wording_id = Id(
        required=False, allow_null=True, help_text="The wording version shown or read out, from GET /consent/programs."
    )
    keyword = serializers.CharField(required=False, max_length=40, help_text="The keyword received.")
    scope = serializers.ChoiceField(
        choices=Scope.choices, required=False, help_text="How far an opt-out reaches; every program when left out."
    )
    evidence_sha256 = serializers.ListField(
        child=serializers.RegexField(r"^[0-9a-f]{64}$", help_text="SHA-256 in hex."),
        required=False,
        max_length=20,
        help_text="SHA-256 of scans, photos or records kept as evidence.",
    )
    details = DetailsBody(required=False, help_text="Personal details; kept encrypted under the person's key.")
    facts = FactsBody(required=False, help_text="What is not about the person.")
    chain_id = Id(required=False, help_text="The opt-in event that a double opt-in began with.")
    supersedes_id = Id(required=False, help_text="The event that this one corrects.")
    minor = serializers.BooleanField(required=False, help_text="The person is under 18.")
    parental_event_id = Id(required=False, help_text="The event with the parent's consent.")
    request_messages = serializers.BooleanField(
        required=False,
        help_text="Put the messages this event calls for into the outbox; true for single events, false in a batch.",
    )


class BatchBody(Body):
    """Up to 1,000 events."""

    events = serializers.ListField(
        child=serializers.DictField(),
        min_length=1,
        max_length=1_000,
        help_text="1 to 1,000 events, each as in POST /consent/events; every one is answered by itself.",
    )


class ReceiptShape(serializers.Serializer[Any]):
    """The ledger's receipt, the same for every sending of an event."""

    event_id = serializers.UUIDField(help_text="The event's id.")
    subject_id = serializers.UUIDField(help_text="The person's id in your business; not the number.")
    program_id = serializers.UUIDField(allow_null=True, help_text="The program.")
    type = serializers.ChoiceField(choices=EventType.choices, help_text="What happened.")
    effect = serializers.ChoiceField(choices=Effect.choices, help_text="What the event did when it arrived.")
    notes = serializers.ListField(child=serializers.CharField(), help_text="Why it did not do more, as codes.")
    occurred_at = serializers.DateTimeField(help_text="When it happened.")
    received_at = serializers.DateTimeField(help_text="When it was recorded.")
    seal_by = serializers.DateTimeField(help_text="It is in the sealed log by then.")
    leaf_hash = serializers.CharField(help_text="Hash of the record, hex; what the log seals.")
    keep_until = serializers.DateField(help_text="Kept at least until then on account of this event.")


class BatchItemShape(serializers.Serializer[Any]):
    """The answer to one event of a batch."""

    index = serializers.IntegerField(help_text="Place in the batch, from 0.")
    outcome = serializers.ChoiceField(choices=["created", "duplicate", "refused"], help_text="What became of it.")
    receipt = ReceiptShape(required=False, help_text="For created and duplicate.")
    problem = serializers.DictField(required=False, help_text="A problem document, for refused.")


class BatchShape(serializers.Serializer[Any]):
    """The answers to a batch, in its order."""

    created = serializers.IntegerField(help_text="Events recorded now.")
    duplicates = serializers.IntegerField(help_text="Events that were there already.")
    refused = serializers.IntegerField(help_text="Events that were not recorded.")
    results = BatchItemShape(many=True, help_text="One for each event.")


class StatusBody(Body):
    """Numbers to ask about. They travel in the body, so that no number stands in an address."""

    program = Id(help_text="The program to send in.")
    numbers = serializers.ListField(
        child=serializers.CharField(max_length=30),
        min_length=1,
        max_length=10_000,
        help_text="1 to 10,000 numbers in any usual spelling.",
    )


class ReasonShape(serializers.Serializer[Any]):
    """One reason of an answer."""

    code = serializers.CharField(help_text="Stable code.")
    detail = serializers.CharField(help_text="The same for people.")


class StatusShape(serializers.Serializer[Any]):
    """Whether one number may be texted now."""

    allowed = serializers.BooleanField(help_text="Yes or no.")
    state = serializers.ChoiceField(choices=ConsentState.choices, help_text="Where the person stands.")
    reasons = ReasonShape(many=True, help_text="Why.")
    evidence_id = serializers.UUIDField(allow_null=True, help_text="The event that proves the consent.")
    subject_id = serializers.UUIDField(allow_null=True, help_text="The person's id, if the number is on record.")


class StatusesShape(serializers.Serializer[Any]):
    """Answers in the order of the numbers asked about."""

    results = StatusShape(many=True, help_text="One for each number.")


class InboundBody(Body):
    """A text that a person sent to one of your numbers."""

    id = serializers.CharField(max_length=150, help_text="Your or the carrier's id of the message.")
    to = serializers.CharField(max_length=30, help_text="The number it was sent to.")
    text = serializers.CharField(max_length=2_000, allow_blank=True, trim_whitespace=False, help_text="What it says.")
    received_at = Moment(required=False, help_text="When it came, with zone; now when left out.")

    def get_fields(self) -> Fields:
        """Adds ``from``, which Python does not allow as a name."""
        sender = serializers.CharField(max_length=30, help_text="The person's number.")
        return {"from": sender, **super().get_fields()}


class InboundShape(serializers.Serializer[Any]):
    """What the text was taken for and what to answer."""

    meaning = serializers.CharField(help_text="stop, start, yes, help, dnc_approval or nothing.")
    keyword = serializers.CharField(help_text="The word or phrase it was found by.")
    matched_by = serializers.CharField(help_text="whole text, first word, first words or phrase.")
    reply = serializers.CharField(help_text="Send this back at once; nothing when empty.")
    outbox_id = serializers.UUIDField(allow_null=True, help_text="Report the reply as sent under this id.")
    receipt = ReceiptShape(allow_null=True, help_text="The recorded event; null for ordinary conversation.")


class OutboxShape(serializers.Serializer[Any]):
    """A message that is owed to a person and that your platform is to send."""

    id = serializers.UUIDField(help_text="Report it as sent under this id.")
    kind = serializers.ChoiceField(choices=OutboxKind.choices, help_text="What it is.")
    program_id = serializers.UUIDField(help_text="The program it belongs to.")
    to = serializers.CharField(help_text="The person's number; masked without the right numbers:view_full.")
    sender = serializers.CharField(help_text="The number to send from; empty when the program has none.")
    text = serializers.CharField(help_text="The text to send.")
    due_at = serializers.DateTimeField(help_text="Since when it is due.")
    late_at = serializers.DateTimeField(help_text="It counts as late after this.")


class SentBody(Body):
    """That a message was sent."""

    carrier_id = serializers.CharField(max_length=100, required=False, help_text="The carrier's id of the message.")
    sent_at = Moment(required=False, help_text="When, with zone; now when left out.")


class WordingShape(serializers.Serializer[Any]):
    """A version of what people are shown or told."""

    id = serializers.UUIDField(help_text="Give it as wording_id of an event.")
    version = serializers.IntegerField(help_text="1, 2, 3 …")
    text = serializers.CharField(help_text="The exact words.")
    sha256 = serializers.CharField(help_text="SHA-256 of the words in UTF-8, hex.")
    published_at = serializers.DateTimeField(help_text="Since when it exists.")


class ProgramShape(serializers.Serializer[Any]):
    """What people consent to."""

    id = serializers.UUIDField(help_text="Give it as program.")
    slug = serializers.CharField(help_text="Name in addresses: the sign-up page is /o/<slug>/.")
    name = serializers.CharField(help_text="The program.")
    sender_name = serializers.CharField(help_text="The sender that people see.")
    purpose = serializers.CharField(help_text="marketing or informational.")
    double_opt_in = serializers.BooleanField(help_text="A YES by text must follow the opt-in.")
    numbers = serializers.ListField(child=serializers.CharField(), help_text="Sending numbers, E.164.")
    current_wording = WordingShape(allow_null=True, help_text="The wording in use.")


class LintBody(Body):
    """Something to judge by the rulebook."""

    kind = serializers.CharField(
        max_length=40,
        help_text=f"One of {', '.join(KINDS)}.",
    )
    profile = serializers.CharField(
        max_length=20, required=False, help_text="as_documented (default) or current: whose numbers hold."
    )

    def get_fields(self) -> Fields:
        """Adds ``data`` and ``context``, names that serializers use themselves."""
        data = serializers.DictField(help_text="The thing itself: flat fields, as in the forms.")
        context = serializers.DictField(required=False, help_text="What is known besides, such as the brand.")
        return {**super().get_fields(), "data": data, "context": context}


class LintShape(serializers.Serializer[Any]):
    """The judgement."""

    kind = serializers.CharField(help_text="What was judged.")
    verdict = serializers.CharField(help_text="The worst of the findings, or pass.")
    findings = serializers.ListField(child=serializers.DictField(), help_text="What was found, with code and fix.")
    checked = serializers.DictField(help_text="Every rule that was asked.")
    rulebook = serializers.CharField(help_text="Version of the rulebook.")


class ApplicationShape(serializers.Serializer[Any]):
    """A registration on its way."""

    reference = serializers.CharField(help_text="Public reference, like REG-2041.")
    kind = serializers.CharField(help_text="sms_mms, toll_free or brand.")
    title = serializers.CharField(source="subject_title", help_text="What is registered.")
    business_id = serializers.UUIDField(source="organization_id", help_text="Whose registration it is.")
    state = serializers.CharField(help_text="Where it stands.")
    state_since = serializers.DateTimeField(help_text="Since when.")
    rejections = serializers.IntegerField(help_text="Rejections so far.")
    rejection_cap = serializers.IntegerField(help_text="At this many it is permanently ineligible.")
    submission_count = serializers.IntegerField(help_text="Submissions so far.")
    submitted_at = serializers.DateTimeField(allow_null=True, help_text="Last submission.")
    due_at = serializers.DateTimeField(allow_null=True, help_text="When the party whose turn it is should be done.")
    expected_from = serializers.DateField(allow_null=True, help_text="Earliest usual end of the review.")
    expected_by = serializers.DateField(allow_null=True, help_text="Latest usual end of the review.")


class ProblemShape(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField(help_text="urn:clearline:problem:<code>")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="HTTP status.")
    detail = serializers.CharField(help_text="What happened and what to do.")
    code = serializers.CharField(help_text="Stable code.")

    def get_fields(self) -> Fields:
        """Adds ``errors``, a name that serializers use themselves."""
        faults = serializers.ListField(
            child=serializers.DictField(), required=False, help_text="Faults with JSON pointers into the body."
        )
        return {**super().get_fields(), "errors": faults}


def event_of(values: dict[str, Any], source: Source) -> NewEvent:
    """The ledger's event of a validated ``EventBody``."""
    return NewEvent(
        client_id=values["client_id"],
        number=values["number"],
        type=EventType(values["type"]),
        method=Method(values["method"]),
        source=source,
        occurred_at=values.get("occurred_at"),
        wording_id=values.get("wording_id"),
        keyword=values.get("keyword", ""),
        scope=Scope(values.get("scope", Scope.SENDER)),
        evidence_sha256=tuple(values.get("evidence_sha256", ())),
        facts=dict(values.get("facts", {})),
        details=dict(values.get("details", {})),
        chain_id=values.get("chain_id"),
        supersedes_id=values.get("supersedes_id"),
        minor=values.get("minor", False),
        parental_event_id=values.get("parental_event_id"),
        owes=values.get("request_messages", source == Source.API),
    )


def status_dict(answer: Answer) -> dict[str, Any]:
    """An answer as plain JSON values."""
    return {
        "allowed": answer.allowed,
        "state": str(answer.state),
        "reasons": [{"code": code, "detail": detail} for code, detail in answer.reasons],
        "evidence_id": str(answer.evidence_id) if answer.evidence_id else None,
        "subject_id": str(answer.subject_id) if answer.subject_id else None,
    }
