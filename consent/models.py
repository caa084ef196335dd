"""The consent ledger: programs and their wordings, people, what they did, and where that leaves them.

`ConsentEvent` is append-only and partitioned by month; its table, partitions and triggers are made by the migration.
Personal values of an event are sealed under the person's own data key, so that destroying the key erases the person
while the log still verifies.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast

from consent.dnc_models import DncApproval, DncList, DncListed, DncRequest
from consent.vocabulary import ConsentState, Effect, EventType, Method, OutboxKind, Purpose, Scope, Source
from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7


class Program(models.Model):
    """What a person consents to: one sender, one purpose, its wordings, keywords, replies and sending numbers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="programs")
    owner_kind = models.CharField(max_length=20, help_text="What pushes the terms: campaign, verification.")
    owner_id = models.UUIDField()
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150, help_text="For the business's own people.")
    sender_name = models.CharField(max_length=150, help_text="The name that people who sign up see.")
    purpose = models.CharField(max_length=15, choices=Purpose.choices)
    message_types = models.CharField(max_length=300)
    frequency = models.CharField(max_length=150)
    opt_in_message = models.TextField(max_length=500)
    confirmation_message = models.TextField(max_length=500)
    opt_out_message = models.TextField(max_length=500)
    help_message = models.TextField(max_length=500)
    resubscribe_message = models.TextField(max_length=500)
    opt_in_keywords = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    opt_out_keywords = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    help_keywords = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    numbers = ArrayField(models.CharField(max_length=16), default=list, blank=True, help_text="Sending numbers, E.164.")
    double_opt_in = models.BooleanField(default=False)
    stop_scope = models.CharField(
        max_length=7,
        choices=Scope.choices,
        default=Scope.SENDER,
        help_text="How far STOP reaches. STOPALL always reaches every program.",
    )
    privacy_policy_url = models.URLField(max_length=500, blank=True, default="")
    terms_url = models.URLField(max_length=500, blank=True, default="")
    support_phone = models.CharField(max_length=30, blank=True, default="")
    support_url = models.URLField(max_length=500, blank=True, default="")
    current_wording = models.ForeignKey(
        "consent.Wording", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    registered_wording = models.ForeignKey(
        "consent.Wording", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_id"], name="program_one_per_owner"),
            models.CheckConstraint(name="program_purpose_known", condition=models.Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="program_stop_scope_known", condition=models.Q(stop_scope__in=Scope.values)),
        ]

    def __str__(self) -> str:
        return self.name


class Wording(models.Model):
    """The exact words people were shown or told: one immutable version (source 004, step 5.6)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    method = models.CharField(max_length=15, choices=Method.choices, default=Method.WEB_FORM)
    language = models.CharField(max_length=10, default="en")
    text = models.TextField(max_length=4_000)
    sha256 = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(default=now, editable=False)
    published_by = models.CharField(max_length=200, editable=False)

    class Meta:
        ordering = ["program", "-version"]
        constraints = [models.UniqueConstraint(fields=["program", "version"], name="wording_version_once")]
        triggers = append_only("consent_wording")

    def __str__(self) -> str:
        return f"Version {self.version}"


class Subject(models.Model):
    """A person's number, once per business: the only row that can tell whose events they are.

    ``data_key`` (sealed under the deployment's key) opens the number and the details of every event of this person;
    an erased subject has lost it together with the number and its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    number_key = models.BinaryField(max_length=32, null=True, editable=False)
    number_enc = models.BinaryField(null=True, editable=False)
    number_last4 = models.CharField(max_length=4, blank=True, default="", editable=False)
    data_key = models.BinaryField(null=True, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    collected_at = models.DateTimeField(null=True, editable=False, help_text="Last consent.")
    opted_out_at = models.DateTimeField(null=True, editable=False, help_text="Last opt-out.")
    last_message_at = models.DateTimeField(null=True, editable=False)
    must_keep_until = models.DateField(help_text="Four years from the later of collection, opt-out and last message.")
    keep_until = models.DateField(help_text="The same with the business's own number of years.")
    hold_reason = models.CharField(max_length=300, blank=True, default="", help_text="Legal hold, while not empty.")
    erasure_requested_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["keep_until"], condition=models.Q(erased_at=None), name="subject_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["business", "number_key"], name="subject_number_once"),
            models.CheckConstraint(
                name="subject_erased_has_nothing",
                condition=models.Q(
                    erased_at__isnull=True,
                    number_key__isnull=False,
                    number_enc__isnull=False,
                    data_key__isnull=False,
                )
                | models.Q(
                    erased_at__isnull=False,
                    number_key__isnull=True,
                    number_enc__isnull=True,
                    data_key__isnull=True,
                    number_last4="",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"••• ••• {self.number_last4}" if self.number_last4 else "erased"


class ConsentEvent(models.Model):
    """One thing that happened between a person and a program; append-only, partitioned by month of ``occurred_at``.

    ``facts`` holds what is not personal (box unticked at first, form version, sending number …), ``details`` what is
    (address, user agent, page address, raw text, representative …), sealed under the subject's key. ``body_mac`` is
    keyed with that key too: it tells a resend from a different event and says nothing after erasure.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    schema = models.PositiveSmallIntegerField(default=1)
    business = models.ForeignKey(
        "accounts.Organization", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    program = models.ForeignKey(Program, null=True, on_delete=models.DO_NOTHING, related_name="events")
    subject = models.ForeignKey(Subject, on_delete=models.DO_NOTHING, db_constraint=False, related_name="events")
    type = models.CharField(max_length=24, choices=EventType.choices)
    method = models.CharField(max_length=15, choices=Method.choices)
    purpose = models.CharField(max_length=15, choices=Purpose.choices, blank=True, default="")
    scope = models.CharField(max_length=7, choices=Scope.choices, default=Scope.PROGRAM)
    source = models.CharField(max_length=8, choices=Source.choices)
    occurred_at = models.DateTimeField()
    utc_offset = models.SmallIntegerField(null=True, help_text="Minutes east of UTC, as the client gave the time.")
    received_at = models.DateTimeField()
    time_claimed = models.BooleanField(help_text="The time is the client's, not this server's.")
    wording = models.ForeignKey(Wording, null=True, on_delete=models.DO_NOTHING, related_name="+")
    wording_sha256 = models.CharField(max_length=64, blank=True, default="")
    keyword = models.CharField(max_length=40, blank=True, default="")
    evidence_sha256 = ArrayField(models.CharField(max_length=64), default=list)
    facts = models.JSONField(default=dict)
    chain_id = models.UUIDField(null=True, help_text="The opt-in that a double opt-in began with.")
    supersedes_id = models.UUIDField(null=True)
    minor = models.BooleanField(default=False)
    parental_event_id = models.UUIDField(null=True)
    needs_confirmation = models.BooleanField(default=False)
    counts = models.BooleanField(default=True, help_text="A yes with its evidence.")
    effect = models.CharField(max_length=12, choices=Effect.choices)
    notes = ArrayField(models.CharField(max_length=60), default=list)
    keep_until = models.DateField(help_text="Floor from this event alone; the person's own date is the one that holds.")
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    details = models.BinaryField(null=True)
    body_mac = models.BinaryField(max_length=32)
    leaf_hash = models.BinaryField(max_length=32)
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )

    class Meta:
        db_table = "consent_event"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["business", "subject", "occurred_at"], name="consent_event_subject"),
            models.Index(fields=["program", "-id"], name="consent_event_program"),
            models.Index(fields=["transaction"], name="consent_event_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.occurred_at:%Y-%m-%d %H:%M}"


class EventKey(models.Model):
    """Remembers for some weeks which event a client's name stands for, so that a changed resend is noticed."""

    id = models.UUIDField(primary_key=True, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    received_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return str(self.event_id)


class ConsentStatus(models.Model):
    """Where a person stands in a program, as the events make it; kept beside them for quick answers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="statuses")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=9, choices=ConsentState.choices)
    opted_in_at = models.DateTimeField(null=True)
    opted_out_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    evidence_id = models.UUIDField(null=True, help_text="The event that gave the consent.")
    wording = models.ForeignKey(Wording, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "consent statuses"
        indexes = [models.Index(fields=["program", "state"], name="consent_status_program")]
        constraints = [
            models.UniqueConstraint(fields=["subject", "program"], name="consent_status_once"),
            models.CheckConstraint(
                name="consent_status_state_known", condition=models.Q(state__in=ConsentState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Suppression(models.Model):
    """A number that must not be texted since a time; outlives the person's record, under a hash of its own.

    ``program`` is null when every program of the business is meant.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    number_key = models.BinaryField(max_length=32)
    program = models.ForeignKey(Program, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    event_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "number_key", "program"], name="suppression_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"since {self.since:%Y-%m-%d}"


class OutboxMessage(models.Model):
    """A message Clearline owes a person. Clearline does not transmit: the business's platform sends and reports it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="outbox")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=22, choices=OutboxKind.choices)
    text = models.TextField(max_length=500)
    sender = models.CharField(max_length=16, blank=True, default="", help_text="Sending number, E.164.")
    cause_id = models.UUIDField(help_text="The event that this message answers.")
    due_at = models.DateTimeField(default=now)
    late_at = models.DateTimeField(help_text="Unsent after this it is an alarm.")
    answered_inline = models.BooleanField(
        default=False, help_text="Handed over in the answer to the inbound call; not listed as waiting."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    carrier_id = models.CharField(max_length=100, blank=True, default="")
    sent_event_id = models.UUIDField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["business", "id"],
                condition=models.Q(sent_at=None, dropped_at=None),
                name="outbox_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["cause_id", "kind"], name="outbox_once_per_cause"),
            models.CheckConstraint(
                name="outbox_sent_or_dropped", condition=models.Q(sent_at=None) | models.Q(dropped_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


__all__ = [
    "ConsentEvent",
    "ConsentStatus",
    "DncApproval",
    "DncList",
    "DncListed",
    "DncRequest",
    "EventKey",
    "OutboxMessage",
    "Program",
    "Subject",
    "Suppression",
    "Wording",
]
