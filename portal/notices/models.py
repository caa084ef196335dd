"""Notices on the page, e-mails on their way, who wants which, and requests for help."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.common.sealed import Sealed, sealed_column
from portal.jobs.models import JobBase
from portal.notices.events import NoticeEvent


class Notice(models.Model):
    """One line for one person, about something in one organization."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=30, choices=NoticeEvent.choices)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, blank=True)
    subject_label = models.CharField(max_length=200, blank=True, default="")
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=500, blank=True, default="", help_text="Path within the portal.")
    created_at = models.DateTimeField(default=now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    waits_for_digest = models.BooleanField(default=False, help_text="Goes into the person's next daily e-mail.")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user"], name="notice_digest", condition=models.Q(waits_for_digest=True)),
            models.Index(fields=["user", "organization", "-id"], name="notice_reader"),
            models.Index(
                fields=["user", "organization"], name="notice_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text


class EmailMode(models.TextChoices):
    """How a person is told of an event."""

    AT_ONCE = "at_once", "In the portal, and by e-mail at once"
    DAILY = "daily", "In the portal, and in one e-mail a day"
    OFF = "off", "In the portal only"
    NONE = "none", "Not at all"


class EmailPreference(models.Model):
    """How a person is told of an event; without a row as of the rest of its group, or else by e-mail at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_preferences")
    event = models.CharField(max_length=30, choices=NoticeEvent.choices)
    mode = models.CharField(max_length=10, choices=EmailMode.choices, default=EmailMode.AT_ONCE)

    class Meta:
        ordering = ["event"]
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="email_preference_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.event} {self.mode}"


class EmailMessage(JobBase):
    """An e-mail to send. Its address and words are sealed, and the words are wiped once it is sent."""

    task_name = "notices.send_email"

    event = models.CharField(max_length=30, choices=NoticeEvent.choices)
    organization = models.ForeignKey(
        "accounts.Organization", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True, db_index=True)
    from_name = models.CharField(max_length=100, blank=True, default="")
    from_address = models.EmailField(max_length=254, blank=True, default="")
    reply_to = models.EmailField(max_length=254, blank=True, default="")
    logo_sha256 = models.CharField(max_length=64, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Times the mail server could not take it.")
    refused_at = models.DateTimeField(null=True, blank=True, help_text="When the mail server refused it for good.")
    title = models.CharField(max_length=200)
    to_enc = sealed_column()
    text_enc = sealed_column()
    html_enc = sealed_column()
    sent_at = models.DateTimeField(null=True, blank=True)

    to = Sealed("to")
    text = Sealed("text")
    html = Sealed("html")

    def __str__(self) -> str:
        return self.title


class SupportKind(models.TextChoices):
    """What help is asked for (source 003, contact and escalation)."""

    BLOCKED_NUMBER = "blocked_number", "A number is blocked"
    MESSAGE_FAILURE = "message_failure", "Messages fail"
    DNC_EXEMPTION = "dnc_exemption", "Exemption from do-not-call screening"
    STATUS_QUESTION = "status_question", "Where my registration stands"
    ESCALATION = "escalation", "A decision should be looked at again"
    FORM_HELP = "form_help", "Help with a form"


class SupportState(models.TextChoices):
    """Whose turn it is."""

    OPEN = "open", "Waiting for an answer"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class SupportRequest(models.Model):
    """A question of a business to its reseller, with a due date."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="support_requests")
    kind = models.CharField(max_length=20, choices=SupportKind.choices)
    title = models.CharField(max_length=150)
    subject_kind = models.CharField(max_length=40, blank=True, default="", help_text="What it is about, if one thing.")
    subject_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=SupportState.choices, default=SupportState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now, editable=False)
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_at"], name="support_due")]
        constraints = [
            models.CheckConstraint(
                name="support_closed_has_time",
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="support_subject_whole",
                condition=models.Q(subject_kind="", subject_id=None)
                | (~models.Q(subject_kind="") & models.Q(subject_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="support_open_has_due", condition=~models.Q(state="open") | models.Q(due_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class SupportPost(models.Model):
    """A message in the thread of a request."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(SupportRequest, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_reseller = models.BooleanField()
    text = models.TextField(max_length=5_000)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["id"]
        triggers = append_only("notices_supportpost")

    def __str__(self) -> str:
        return self.text[:60]
