"""An application, the ladder of registry records behind it, and its history.

Nothing here knows what is registered: ``kind`` and ``subject_id`` name it, ``subject_title`` shows it.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.common.sealed import Sealed, sealed_column
from portal.lifecycle import guards, history, ladder, searching, triggers
from portal.lifecycle.beside import Amendment, Appeal, Confirmation, Proposal, TemporaryRegistration, TemporaryState
from portal.lifecycle.ordering import part_indexes, queue_indexes
from portal.lifecycle.states import FINAL, LABELS, TONES, VERBS, IdentityStatus, PartStatus, State

__all__ = [
    "Amendment",
    "Appeal",
    "Application",
    "Confirmation",
    "Decision",
    "Kind",
    "Proposal",
    "RegistryRecord",
    "Submission",
    "TemporaryRegistration",
    "TemporaryState",
    "TimelineEntry",
]

_FINAL = sorted(FINAL)
_SUBMITTED_FROM = sorted(state.value for state in VERBS["submit"].sources)


class Kind(models.TextChoices):
    """What is registered."""

    SMS_MMS = "sms_mms", "SMS/MMS registration"
    TOLL_FREE = "toll_free", "Toll-free verification"
    BRAND = "brand", "Brand registration"


class Application(models.Model):
    """One registration on its way: one reference, one state, one attempt budget, one history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_id = models.UUIDField()
    subject_title = models.CharField(max_length=200, blank=True, default="")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="applications")
    reseller = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=24, choices=list(LABELS.items()), default=State.DRAFT)
    rejections = models.PositiveSmallIntegerField(default=0)
    rejection_cap = models.PositiveSmallIntegerField(default=4)
    submission_count = models.PositiveSmallIntegerField(default=0)
    risk = models.PositiveSmallIntegerField(default=0, help_text="0 to 100, from the findings of the last submission")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="When the party whose turn it is should be done")
    expected_from = models.DateField(null=True, blank=True)
    expected_by = models.DateField(null=True, blank=True)
    submit_requested_at = models.DateTimeField(null=True, blank=True)
    submit_check_run = models.UUIDField(null=True, blank=True)
    submit_intent = models.JSONField(default=dict, blank=True)
    submit_returned = models.CharField(max_length=500, blank=True, default="")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    solved_codes = models.JSONField(
        default=dict, blank=True, help_text="Codes of the predecessor and how each is solved"
    )
    created_at = models.DateTimeField(default=now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    state_since = models.DateTimeField(default=now)
    search_words = models.TextField(blank=True, default="", editable=False)
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], name="application_one_open", condition=~Q(state__in=_FINAL)
            ),
            models.CheckConstraint(name="application_state_known", condition=Q(state__in=[s.value for s in State])),
            models.CheckConstraint(name="application_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="application_cap_range", condition=Q(rejection_cap__range=(1, 20))),
            models.CheckConstraint(name="application_within_cap", condition=Q(rejections__lte=F("rejection_cap"))),
            models.CheckConstraint(
                name="application_cap_is_final", condition=Q(rejections__lt=F("rejection_cap")) | Q(state="ineligible")
            ),
            models.CheckConstraint(
                name="application_claim_complete",
                condition=Q(state="under_review", assigned_to__isnull=False, claimed_until__isnull=False)
                | (~Q(state="under_review") & Q(assigned_to=None, claimed_until=None)),
            ),
            models.CheckConstraint(
                name="application_submitted_or_draft",
                condition=Q(submission_count__gt=0) | Q(state__in=["draft", "withdrawn"]),
            ),
            models.CheckConstraint(name="application_risk_range", condition=Q(risk__lte=100)),
            models.CheckConstraint(
                name="application_due_while",
                condition=Q(due_at=None) | Q(state__in=["pending", "under_review", "forwarded"]),
            ),
            models.CheckConstraint(
                name="application_expected_in_order",
                condition=Q(expected_from=None, expected_by=None)
                | Q(expected_from__isnull=False, expected_by__isnull=False, submission_count__gt=0)
                & Q(expected_by__gte=F("expected_from")),
            ),
            models.CheckConstraint(
                name="application_wish_while",
                condition=Q(submit_requested_at=None, submit_check_run=None)
                | Q(
                    submit_requested_at__isnull=False,
                    submit_check_run__isnull=False,
                    state__in=_SUBMITTED_FROM,
                ),
            ),
        ]
        indexes = [
            *queue_indexes(),
            models.Index(fields=["organization", "-id"], name="application_organization"),
            models.Index(fields=["state", "claimed_until"], name="application_claims"),
        ]
        triggers = [
            triggers.application_guard(),
            guards.successor_follows(),
            history.change_is_told(),
            history.clocks_are_told(),
            history.rejections_counted(),
            *triggers.kept("application"),
            searching.search_kept(),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state_label(self) -> str:
        """The state for people; a pending one says at whom (`Pending at Lakeside Messaging`)."""
        if self.state == State.PENDING:
            return f"Pending at {self.reseller.name}"
        return LABELS[State(self.state)]

    @property
    def state_inside(self) -> str:
        """The same inside a sentence, names as they are written (`pending at Lakeside Messaging`)."""
        return f"{self.state_label[:1].lower()}{self.state_label[1:]}"

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return TONES[State(self.state)]

    @property
    def is_final(self) -> bool:
        """Whether no verb leads out of the state."""
        return self.state in FINAL

    @property
    def title(self) -> str:
        """What is registered, for lists: its title, else its kind."""
        return self.subject_title or str(Kind(self.kind).label)


class RegistryRecord(models.Model):
    """One part (brand, campaign, number) at its registry."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    part_kind = models.CharField(max_length=10)
    part_id = models.UUIDField()
    label = models.CharField(max_length=200)
    authority = models.CharField(max_length=20)
    status = models.CharField(
        max_length=10,
        choices=[(status.value, status.value.replace("_", " ")) for status in PartStatus],
        default=PartStatus.NOT_SENT,
    )
    external_reference = models.CharField(max_length=100, blank=True, default="", help_text="Ticket, or `by hand`")
    external_id = models.CharField(max_length=100, blank=True, default="", help_text="Its id at the registry")
    window_low = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Business days, at the earliest")
    window_high = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Business days, at the latest")
    identity_status = models.CharField(max_length=15, choices=IdentityStatus.choices, blank=True, default="")
    standing_at = models.DateTimeField(null=True, blank=True, help_text="When the identity status was last told")
    trust_score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 to 100, as the registry says")
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["application", "position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "part_kind", "part_id"], name="registry_record_part_once"),
            models.CheckConstraint(
                name="registry_record_status_known", condition=Q(status__in=[s.value for s in PartStatus])
            ),
            models.CheckConstraint(
                name="registry_record_approved_has_id", condition=~Q(status="approved") | ~Q(external_id="")
            ),
            models.CheckConstraint(
                name="registry_record_clocks",
                condition=Q(status="not_sent", sent_at=None, answered_at=None)
                | Q(status="sent", sent_at__isnull=False, answered_at=None)
                | Q(status__in=["approved", "rejected", "suspended"], sent_at__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_record_answered_after", condition=Q(answered_at__gte=F("sent_at")) | Q(answered_at=None)
            ),
            models.CheckConstraint(
                name="registry_record_window_in_order",
                condition=Q(window_low=None, window_high=None)
                | Q(window_low__isnull=False, window_high__isnull=False, window_high__gte=F("window_low")),
            ),
            models.CheckConstraint(
                name="registry_record_identity_known", condition=Q(identity_status__in=["", *IdentityStatus.values])
            ),
            models.CheckConstraint(name="registry_record_trust_range", condition=Q(trust_score__range=(0, 100))),
        ]
        indexes = [
            models.Index(fields=["part_kind", "part_id", "status"], name="registry_record_part"),
            *part_indexes(),
        ]
        triggers = [
            ladder.part_begun(),
            ladder.part_guard(),
            *ladder.sent_is_kept(),
            guards.standing_while(),
            searching.search_follows_parts(),
        ]

    def __str__(self) -> str:
        return f"{self.part_kind} {self.label}: {self.status}"


class Submission(models.Model):
    """An immutable snapshot of what was submitted and what it was judged by.

    The payload is encrypted; ``payload_sha256`` is SHA-256 over ``salt`` and the payload's canonical bytes
    (``portal.common.canonical``), so that the payload can be proved without keeping it readable.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    payload_enc = sealed_column()
    payload_text = Sealed("payload")
    payload_sha256 = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    verdict = models.CharField(max_length=20)
    findings = models.JSONField(default=list)
    rulebook = models.CharField(max_length=40)
    profile = models.CharField(max_length=20)
    check_run = models.UUIDField(null=True, blank=True)
    check_finished_at = models.DateTimeField(null=True, blank=True)
    overrides = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    declaration = models.JSONField(default=dict)
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="submission_number_once")]
        triggers = [
            *append_only("submission"),
            guards.submission_while(),
            history.submission_in_order(),
            history.submission_handed_in(),
        ]

    def __str__(self) -> str:
        return f"submission {self.number}"

    @property
    def payload(self) -> dict[str, Any]:
        """What was judged, opened; its shape is described in ``portal.lifecycle.snapshot``."""
        value: dict[str, Any] = json.loads(self.payload_text)
        return value


class Decision(models.Model):
    """What a reviewer decided or recorded about one submission; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(help_text="1, 2, 3 … within the application")
    verb = models.CharField(max_length=30)
    state_before = models.CharField(max_length=24)
    state_after = models.CharField(max_length=24)
    part_kind = models.CharField(max_length=10, blank=True, default="")
    part_id = models.UUIDField(null=True, blank=True)
    part_label = models.CharField(max_length=200, blank=True, default="")
    external_reference = models.CharField(max_length=100, blank=True, default="")
    external_id = models.CharField(max_length=100, blank=True, default="")
    codes = models.JSONField(default=list)
    field_notes = models.JSONField(default=dict)
    identity_block = models.JSONField(default=dict)
    note_to_customer = models.TextField(blank=True, default="")
    internal_note = models.TextField(blank=True, default="")
    evidence = models.JSONField(default=list)
    fine_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    rejection_number = models.PositiveSmallIntegerField(null=True, blank=True)
    after_appeals = models.PositiveSmallIntegerField(default=0, help_text="Rejections of this submission taken back")
    occurred_at = models.DateTimeField(help_text="When the registry decided; the instant of recording if not told")
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200)
    seconded_by_id = models.UUIDField(null=True, blank=True)
    seconded_by_label = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="decision_number_once"),
            models.UniqueConstraint(
                fields=["submission", "after_appeals"],
                name="decision_one_rejection_each",
                condition=Q(verb="record_rejection"),
            ),
            models.UniqueConstraint(
                fields=["application", "part_kind", "part_id"],
                name="decision_one_approval_each",
                condition=Q(verb="record_approval"),
            ),
            models.UniqueConstraint(
                fields=["submission", "verb"],
                name="decision_one_return_each",
                condition=Q(verb__in=["request_changes", "record_information_request", "retire"]),
            ),
            models.CheckConstraint(name="decision_occurred_before", condition=Q(occurred_at__lte=F("at"))),
            models.CheckConstraint(name="decision_fine_range", condition=Q(fine_amount=None) | Q(fine_amount__gte=0)),
        ]
        triggers = [*append_only("decision"), history.decision_follows()]

    def __str__(self) -> str:
        return f"{self.verb} of {self.submission_id}"


class TimelineEntry(models.Model):
    """One act in plain words, as both sides read it; internal notes are not in it.

    A decision put before a second reviewer stands in it for the reseller alone (``AMONG_REVIEWERS``).
    """

    AMONG_REVIEWERS = ("propose", "decline_proposal")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="timeline")
    at = models.DateTimeField()
    verb = models.CharField(max_length=30)
    text = models.TextField()
    state_after = models.CharField(max_length=24)
    actor_label = models.CharField(max_length=200)
    actor_side = models.CharField(max_length=10, help_text="business, reseller or portal")
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["application", "-at"], name="timeline_application")]
        triggers = [*append_only("timeline_entry"), history.entry_in_order()]

    def __str__(self) -> str:
        return self.text

    @property
    def tone(self) -> str:
        """The tone of the state that the act led to."""
        return TONES[State(self.state_after)]
