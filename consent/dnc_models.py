"""Do-not-call: exemptions of whole organizations, approvals by single people, and the lists that are screened against.

Source 002 names two ways around the block of the registry: an exemption for four kinds of organization, proved by the
business licence, and the recipient's own approval, texted in an exact form. A number on a list that is neither exempt
nor approved is not to be texted.

A legal hold has no table of its own: it stands on the person (``Subject.hold_reason``), whose record it keeps.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from brands.vocabulary import OrganizationCategory
from portal.common.clock import now
from portal.common.ids import uuid7

_CATEGORIES = [choice for choice in OrganizationCategory.choices if choice[0] != OrganizationCategory.NONE]
_SHA256_HEX = r"^[0-9a-f]{64}$"
RESEND_AFTER = dt.timedelta(minutes=10)
"""How long after the recipient's approval the blocked message may be sent again (source 002)."""


class DncState(models.TextChoices):
    """Where a request for exemption stands."""

    REQUESTED = "requested", "Requested"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ENDED = "ended", "Ended"


_DECIDED = [DncState.GRANTED, DncState.REFUSED, DncState.ENDED]


class DncRequest(models.Model):
    """A business asks to be exempt from do-not-call blocking, with its licence as proof (source 002, first way).

    ``support_request`` is the request for help it was asked with, where the business was registered already.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="dnc_requests")
    category = models.CharField(max_length=24, choices=_CATEGORIES)
    licence = models.ForeignKey("evidence.Document", on_delete=models.PROTECT, related_name="+")
    support_request = models.ForeignKey(
        "notices.SupportRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=DncState.choices, default=DncState.REQUESTED)
    note = models.TextField(blank=True, default="", max_length=2000)
    requested_by_id = models.UUIDField(null=True)
    requested_by = models.CharField(max_length=200)
    requested_at = models.DateTimeField(default=now, editable=False)
    decided_by_id = models.UUIDField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True, default="", max_length=2000)
    external_reference = models.CharField(max_length=100, blank=True, default="", help_text="Ticket at the provider.")
    ends_on = models.DateField(null=True, blank=True, help_text="Last day of the exemption; empty while open-ended.")

    class Meta:
        ordering = ["-id"]
        verbose_name = "exemption from do-not-call blocking"
        verbose_name_plural = "exemptions from do-not-call blocking"
        constraints = [
            models.UniqueConstraint(
                fields=["business"],
                name="dnc_request_one_live",
                condition=Q(state__in=[DncState.REQUESTED, DncState.GRANTED]),
            ),
            models.CheckConstraint(name="dnc_request_state_known", condition=Q(state__in=DncState.values)),
            models.CheckConstraint(
                name="dnc_request_category_known", condition=Q(category__in=[value for value, _label in _CATEGORIES])
            ),
            models.CheckConstraint(
                name="dnc_request_decided_has_time",
                condition=Q(state__in=_DECIDED, decided_at__isnull=False)
                | (~Q(state__in=_DECIDED) & Q(decided_at=None)),
            ),
            models.CheckConstraint(
                name="dnc_request_refused_says_why", condition=~Q(state=DncState.REFUSED) | ~Q(decision_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.get_state_display()}"


class DncApproval(models.Model):
    """A person's own permission to be texted by one number in spite of the registry (source 002, second way).

    The recipient texts ``text``, unaltered, to ``approval_number``. The recipient's number is sealed in the person's
    row (``Subject``: sealed number and keyed hash), so that erasing the person erases it here too. ``event_id`` names
    the event of the ledger that records the approval; until then it was only asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="dnc_approvals")
    subject = models.ForeignKey("consent.Subject", on_delete=models.PROTECT, related_name="dnc_approvals")
    sender = models.CharField(max_length=16, help_text="The number that may text, E.164.")
    approval_number = models.CharField(max_length=16, help_text="Where the recipient texts to, E.164.")
    text = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=now, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    resend_from = models.DateTimeField(null=True, blank=True)
    event_id = models.UUIDField(null=True, blank=True, unique=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "do-not-call approval"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "sender"], name="dnc_approval_once", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="dnc_approval_sender_e164", condition=Q(sender__regex=r"^\+1\d{10}$")),
            models.CheckConstraint(name="dnc_approval_number_e164", condition=Q(approval_number__regex=r"^\+1\d{10}$")),
            models.CheckConstraint(name="dnc_approval_exact_text", condition=Q(text__regex=r"^Approve 1\d{10}$")),
            models.CheckConstraint(
                name="dnc_approval_recorded_whole",
                condition=Q(approved_at=None, event_id=None, resend_from=None)
                | Q(
                    approved_at__isnull=False, event_id__isnull=False, resend_from__gte=F("approved_at") + RESEND_AFTER
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} for {self.sender}"


class DncList(models.Model):
    """A do-not-call list as it was uploaded: numbers are screened against the newest one that is not retired.

    The organization is a business, or a reseller whose list holds for all its businesses.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="dnc_lists")
    original_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of the file's bytes, hex.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    listed_on = models.DateField(help_text="Day on which the registry gave the list out.")
    count = models.PositiveIntegerField(help_text="Numbers on the list.")
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(default=now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-listed_on", "-id"]
        verbose_name = "do-not-call list"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "sha256"], name="dnc_list_once", condition=Q(retired_at=None)
            ),
            models.CheckConstraint(name="dnc_list_sha256_hex", condition=Q(sha256__regex=_SHA256_HEX)),
        ]

    def __str__(self) -> str:
        return f"{self.original_name} of {self.listed_on}"


class DncListed(models.Model):
    """One number of a list, known by its keyed hash only; goes with its list."""

    list = models.ForeignKey(DncList, on_delete=models.CASCADE, related_name="numbers")
    number_key = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "number on a do-not-call list"
        verbose_name_plural = "numbers on do-not-call lists"
        constraints = [models.UniqueConstraint(fields=["list", "number_key"], name="dnc_listed_once")]

    def __str__(self) -> str:
        return f"number on {self.list_id}"
