"""What the API remembers: answers under an Idempotency-Key, and where and how organizations are told of events."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from portal.common.clock import now
from portal.common.ids import uuid7
from portal.common.sealed import Sealed, sealed_column
from portal.jobs.models import JobBase

_TEXTS = ArrayField(models.CharField(max_length=30))


class IdempotentAnswer(models.Model):
    """The first answer given to a request under a client's key; the request is kept as a hash only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    api_key = models.ForeignKey("accounts.ApiKey", on_delete=models.CASCADE, related_name="+")
    key_sha256 = models.BinaryField(max_length=32)
    request_sha256 = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["api_key", "key_sha256"], name="idempotent_answer_once")]

    def __str__(self) -> str:
        return f"{self.status} at {self.created_at:%Y-%m-%d %H:%M}"


class WebhookEvent(models.TextChoices):
    """What an endpoint can ask to be told of."""

    APPLICATION_SUBMITTED = "application.submitted", "An application was submitted"
    APPLICATION_RETURNED = "application.returned", "Changes or information were asked for"
    APPLICATION_FORWARDED = "application.forwarded", "An application was sent on to its registry"
    APPLICATION_APPROVED = "application.approved", "An application was approved"
    APPLICATION_REJECTED = "application.rejected", "An application was rejected"
    APPLICATION_INELIGIBLE = "application.ineligible", "An application used up its attempts"
    TEMPORARY_GRANTED = "temporary.granted", "A temporary registration was granted"
    TEMPORARY_EXPIRING = "temporary.expiring", "A temporary registration ends soon"
    TEMPORARY_ENDED = "temporary.ended", "A temporary registration ended"
    CHECK_FINISHED = "check.finished", "A website check finished"
    CONSENT_OPTED_IN = "consent.opted_in", "A person opted in"
    CONSENT_OPTED_OUT = "consent.opted_out", "A person opted out"
    MESSAGE_DUE = "message.due", "A message waits in the outbox"
    PACKAGE_READY = "package.ready", "An audit package is ready"
    TEST = "test", "A test that somebody sent by hand"


class WebhookEndpoint(models.Model):
    """An address of an organization that is told of events, signed as Standard Webhooks asks.

    Two secrets, both sealed, let a receiver change over: until ``previous_until`` each delivery carries a signature of
    either. ``events`` empty means every event.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=200, blank=True, default="")
    events = ArrayField(models.CharField(max_length=30, choices=WebhookEvent.choices), default=list, blank=True)
    secret_enc = sealed_column()
    secret = Sealed("secret")
    previous_secret_enc = sealed_column()
    previous_secret = Sealed("previous_secret")
    previous_until = models.DateTimeField(null=True, blank=True)
    active = models.BooleanField(default=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_reason = models.CharField(max_length=300, blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "url"], name="webhook_endpoint_once", condition=Q(active=True)
            ),
            models.CheckConstraint(name="webhook_endpoint_https", condition=Q(url__startswith="https://")),
            models.CheckConstraint(
                name="webhook_endpoint_events_known",
                condition=Q(events__contained_by=Value(WebhookEvent.values, output_field=_TEXTS)),
            ),
            models.CheckConstraint(name="webhook_endpoint_has_secret", condition=Q(secret_enc__isnull=False)),
            models.CheckConstraint(
                name="webhook_endpoint_previous_ends",
                condition=Q(previous_secret_enc=None, previous_until=None)
                | Q(previous_secret_enc__isnull=False, previous_until__isnull=False),
            ),
            models.CheckConstraint(
                name="webhook_endpoint_paused_has_time",
                condition=Q(active=True, paused_at=None) | Q(active=False, paused_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url


class WebhookDelivery(JobBase):
    """One event on its way to one endpoint: what is sent, every try, and how it ended.

    ``event_id`` is the same for every try and for a replay, so that the receiver can tell a repetition; ``tries`` lists
    each try with its time, status, milliseconds and what went wrong. After three days of tries it is dead, until
    somebody replays it as a delivery of its own.
    """

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    event_id = models.UUIDField(default=uuid7)
    event = models.CharField(max_length=30, choices=WebhookEvent.choices)
    occurred_at = models.DateTimeField()
    payload = models.JSONField()
    tries = models.JSONField(default=list, blank=True)
    try_count = models.PositiveSmallIntegerField(default=0)
    response_status = models.PositiveSmallIntegerField(null=True, blank=True)
    response_text = models.CharField(max_length=500, blank=True, default="", help_text="The start of the last answer.")
    next_try_at = models.DateTimeField(null=True, blank=True, default=now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    replay_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replays")

    class Meta(JobBase.Meta):
        abstract = False
        verbose_name_plural = "webhook deliveries"
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="webhook_delivery_endpoint"),
            models.Index(
                fields=["next_try_at"], name="webhook_delivery_due", condition=Q(delivered_at=None, dead_at=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event_id"], name="webhook_delivery_once", condition=Q(replay_of=None)
            ),
            models.CheckConstraint(name="webhook_delivery_event_known", condition=Q(event__in=WebhookEvent.values)),
            models.CheckConstraint(name="webhook_delivery_one_end", condition=Q(delivered_at=None) | Q(dead_at=None)),
            models.CheckConstraint(
                name="webhook_delivery_ended_is_not_due",
                condition=Q(delivered_at=None, dead_at=None, next_try_at__isnull=False)
                | (~Q(delivered_at=None, dead_at=None) & Q(next_try_at=None)),
            ),
            models.CheckConstraint(
                name="webhook_delivery_status_range",
                condition=Q(response_status=None) | Q(response_status__range=(100, 599)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint}"
