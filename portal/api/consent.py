"""Consent over the API: events, standings, inbound texts and the outbox. No number ever stands in an address."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from consent.models import OutboxMessage, Program
from consent.scope import scope_for
from consent.seals import number_of
from consent.selectors import (
    event_for,
    masked_number,
    outbox_for,
    program_for,
    program_written_by,
    programs_for,
    receipt_of,
    status_of,
    status_of_subject,
)
from consent.services import InboundText, event_record, inbound_receive, outbox_sent
from consent.vocabulary import Source
from portal.accounts.permissions import Permission
from portal.api.base import ClearlineView, answered_once
from portal.api.paging import page_of, page_shape
from portal.api.problems import problem_handler
from portal.api.serializers import (
    BatchBody,
    BatchShape,
    EventBody,
    InboundBody,
    InboundShape,
    OutboxShape,
    ProblemShape,
    ProgramShape,
    ReceiptShape,
    SentBody,
    StatusBody,
    StatusesShape,
    StatusShape,
    event_of,
    status_dict,
)
from portal.common.actor import Actor
from portal.common.errors import Refusal, WrongInput

PROBLEMS: Final = {400: ProblemShape, 403: ProblemShape, 404: ProblemShape, 422: ProblemShape}
_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="Up to 255 characters; kept for 24 hours."
)


class Programs(ClearlineView):
    """The programs of the key's organization."""

    @extend_schema(operation_id="consent_programs", responses={200: page_shape(ProgramShape)}, tags=["consent"])
    def get(self, request: Request) -> Response:
        """Every program with its current wording, oldest first."""
        rows: QuerySet[Program] = programs_for(self.actor(request)).order_by("id")
        return page_of(request, rows, lambda program: ProgramShape(program).data)


class Events(ClearlineView):
    """Recording one event."""

    @extend_schema(
        operation_id="consent_event_record",
        request=EventBody,
        parameters=[_KEY],
        responses={201: ReceiptShape, 200: ReceiptShape, 409: ProblemShape, **PROBLEMS},
        tags=["consent"],
    )
    def post(self, request: Request) -> Response:
        """Records an event: 201 with its receipt, 200 with the same receipt when it was there already."""
        return answered_once(request, lambda: self._record(request))

    def _record(self, request: Request) -> Response:
        values = EventBody().run_validation(request.data)
        receipt, duplicate = record_one(self.actor(request), values, Source.API, {})
        return Response(receipt, status=200 if duplicate else 201)


class EventBatch(ClearlineView):
    """Recording many events."""

    @extend_schema(
        operation_id="consent_event_batch",
        request=BatchBody,
        responses={200: BatchShape, **PROBLEMS},
        tags=["consent"],
    )
    def post(self, request: Request) -> Response:
        """Records each event by itself; one that is refused does not keep the others back. Safe to send again."""
        actor = self.actor(request)
        actor.require(Permission.CONSENT_WRITE)
        body = BatchBody(data=request.data)
        body.is_valid(raise_exception=True)
        reader, programs = EventBody(), dict[uuid.UUID, Program]()
        results = [
            self._one(actor, place, item, reader, programs) for place, item in enumerate(body.validated_data["events"])
        ]
        outcomes = [result["outcome"] for result in results]
        return Response(
            {
                "created": outcomes.count("created"),
                "duplicates": outcomes.count("duplicate"),
                "refused": outcomes.count("refused"),
                "results": results,
            }
        )

    def _one(
        self, actor: Actor, place: int, item: Any, reader: EventBody, programs: dict[uuid.UUID, Program]
    ) -> dict[str, Any]:
        try:
            receipt, duplicate = record_one(actor, reader.run_validation(item), Source.BATCH, programs)
        except (Refusal, ValidationError) as error:
            answer = problem_handler(error, {})
            assert answer is not None  # both kinds become problems
            return {"index": place, "outcome": "refused", "problem": answer.data}
        return {"index": place, "outcome": "duplicate" if duplicate else "created", "receipt": receipt}


class Event(ClearlineView):
    """One recorded event."""

    @extend_schema(operation_id="consent_event_receipt", responses={200: ReceiptShape, **PROBLEMS}, tags=["consent"])
    def get(self, request: Request, event_id: uuid.UUID) -> Response:
        """The event's receipt again."""
        return Response(receipt_of(event_for(self.actor(request), event_id)).as_dict())


class Status(ClearlineView):
    """Asking about one person by id."""

    @extend_schema(
        operation_id="consent_status",
        parameters=[
            OpenApiParameter("program", uuid.UUID, required=True, description="The program to send in."),
            OpenApiParameter("subject", uuid.UUID, required=True, description="The person, as receipts name them."),
        ],
        responses={200: StatusShape, **PROBLEMS},
        tags=["consent"],
    )
    def get(self, request: Request) -> Response:
        """Whether the person may be texted now."""
        actor = self.actor(request)
        program = program_for(actor, _parameter(request, "program"))
        return Response(status_dict(status_of_subject(actor, program, _parameter(request, "subject"))))


class StatusQuery(ClearlineView):
    """Asking about numbers."""

    @extend_schema(
        operation_id="consent_status_query",
        request=StatusBody,
        responses={200: StatusesShape, **PROBLEMS},
        tags=["consent"],
    )
    def post(self, request: Request) -> Response:
        """Whether each of up to 10,000 numbers may be texted now, in their order."""
        actor = self.actor(request)
        body = StatusBody(data=request.data)
        body.is_valid(raise_exception=True)
        program = program_for(actor, body.validated_data["program"])
        answers = status_of(actor, program, body.validated_data["numbers"])
        return Response({"results": [status_dict(answer) for answer in answers]})


class Inbound(ClearlineView):
    """Texts from people."""

    @extend_schema(
        operation_id="consent_inbound",
        request=InboundBody,
        parameters=[_KEY],
        responses={200: InboundShape, 409: ProblemShape, **PROBLEMS},
        tags=["consent"],
    )
    def post(self, request: Request) -> Response:
        """Takes a text to one of your numbers and answers what to reply, recorded in the same step."""
        return answered_once(request, lambda: self._receive(request))

    def _receive(self, request: Request) -> Response:
        body = InboundBody(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        message = InboundText(
            sender=values["from"],
            to=values["to"],
            text=values["text"],
            id=values["id"],
            received_at=values.get("received_at"),
        )
        answer = inbound_receive(actor=self.actor(request), message=message)
        return Response(
            {
                "meaning": str(answer.meaning),
                "keyword": answer.keyword,
                "matched_by": answer.matched_by,
                "reply": answer.reply,
                "outbox_id": str(answer.outbox_id) if answer.outbox_id else None,
                "receipt": answer.receipt.as_dict() if answer.receipt else None,
            }
        )


class Outbox(ClearlineView):
    """Messages your platform is to send."""

    @extend_schema(operation_id="outbox", responses={200: page_shape(OutboxShape), **PROBLEMS}, tags=["outbox"])
    def get(self, request: Request) -> Response:
        """Messages that wait to be sent, oldest first. Clearline does not transmit."""
        actor = self.actor(request)
        full = actor.may(Permission.NUMBER_VIEW_FULL)
        with scope_for(actor):
            return page_of(request, outbox_for(actor), lambda message: _outbox_dict(message, full=full))


class OutboxSent(ClearlineView):
    """The platform's report."""

    @extend_schema(
        operation_id="outbox_sent",
        request=SentBody,
        parameters=[_KEY],
        responses={201: ReceiptShape, 200: ReceiptShape, 409: ProblemShape, **PROBLEMS},
        tags=["outbox"],
    )
    def post(self, request: Request, outbox_id: uuid.UUID) -> Response:
        """Records that a message was sent, as an event; nothing counts as sent before."""
        return answered_once(request, lambda: self._sent(request, outbox_id))

    def _sent(self, request: Request, outbox_id: uuid.UUID) -> Response:
        body = SentBody(data=request.data)
        body.is_valid(raise_exception=True)
        receipt = outbox_sent(
            actor=self.actor(request),
            outbox_id=outbox_id,
            carrier_id=body.validated_data.get("carrier_id", ""),
            sent_at=body.validated_data.get("sent_at"),
        )
        return Response(receipt.as_dict(), status=200 if receipt.duplicate else 201)


def record_one(
    actor: Actor, values: dict[str, Any], source: Source, programs: dict[uuid.UUID, Program]
) -> tuple[dict[str, Any], bool]:
    """The receipt of one validated event and whether it was there already; ``programs`` keeps those found before."""
    program_id = values["program"]
    if program_id not in programs:
        programs[program_id] = program_written_by(actor, program_id)
    receipt = event_record(actor=actor, program=programs[program_id], event=event_of(values, source))
    return receipt.as_dict(), receipt.duplicate


def _outbox_dict(message: OutboxMessage, *, full: bool) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "kind": message.kind,
        "program_id": str(message.program_id),
        "to": number_of(message.subject) if full else masked_number(message.subject),
        "sender": message.sender,
        "text": message.text,
        "due_at": message.due_at.isoformat(),
        "late_at": message.late_at.isoformat(),
    }


def _parameter(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    try:
        return str(uuid.UUID(value))
    except ValueError as error:
        sentence = f"Give {name} as the id that Clearline gave out, like 01a2010a-4d10-7e54-bcfc-4f442abe193e."
        raise WrongInput(sentence, fields={name: [sentence]}) from error
