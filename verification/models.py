"""Toll-free verification: the brief and the numbers it is about."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from brands.models import Draft
from brands.vocabulary import EntityType
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.common.messaging import MonthlyVolume, OptInMethod
from portal.common.sealed import Sealed, hash_column, last4_column, sealed_column
from portal.common.us import STATES
from verification.bulk_models import BulkImport, BulkRow
from verification.vocabulary import (
    CATEGORIES,
    CanadianTraffic,
    ClassKnown,
    ClassOfService,
    MessageType,
    RegistrationType,
)


class TollFreeVerification(Draft):
    """The brief that a reviewer at the toll-free aggregator reads (source 003)."""

    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="verifications")
    brand = models.ForeignKey(
        "brands.Brand", null=True, blank=True, on_delete=models.PROTECT, related_name="verifications"
    )
    customer_name = models.CharField(max_length=255, blank=True, default="")
    compliance_contact_name_enc = sealed_column()
    compliance_contact_name = Sealed("compliance_contact_name")
    compliance_contact_phone_enc = sealed_column()
    compliance_contact_phone_key = hash_column()
    compliance_contact_phone_last4 = last4_column()
    compliance_contact_phone = Sealed("compliance_contact_phone", purpose="phone")
    compliance_contact_email_enc = sealed_column()
    compliance_contact_email_key = hash_column()
    compliance_contact_email = Sealed("compliance_contact_email", purpose="email")
    compliance_contact_address = models.CharField(max_length=500, blank=True, default="")
    notification_email_enc = sealed_column()
    notification_email = Sealed("notification_email", purpose="email")

    legal_name = models.CharField(max_length=255, blank=True, default="")
    dba_name = models.CharField("trade name (DBA)", max_length=255, blank=True, default="")
    website = models.CharField(max_length=500, blank=True, default="")
    organization_type = models.CharField(max_length=20, choices=EntityType.choices, blank=True, default="")
    state_of_incorporation = models.CharField(max_length=2, choices=list(STATES.items()), blank=True, default="")
    street = models.CharField(max_length=255, blank=True, default="")
    city = models.CharField(max_length=100, blank=True, default="")
    state = models.CharField(max_length=2, choices=list(STATES.items()), blank=True, default="")
    postal_code = models.CharField("ZIP code", max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="US")
    business_registration_number_enc = sealed_column()
    business_registration_number_key = hash_column()
    business_registration_number_last4 = last4_column()
    business_registration_number = Sealed("business_registration_number", purpose="ein")
    business_registration_type = models.CharField(
        max_length=20, choices=RegistrationType.choices, blank=True, default=""
    )
    business_registration_country = models.CharField(max_length=2, blank=True, default="US")
    sender_is_reseller = models.BooleanField(default=False)
    isv_reseller = models.CharField(max_length=255, blank=True, default="")

    description = models.TextField(blank=True, default="", max_length=4096)
    message_type = models.CharField(max_length=15, choices=MessageType.choices, blank=True, default="")
    category = models.CharField(max_length=40, choices=CATEGORIES, blank=True, default="")
    sample_messages = ArrayField(models.TextField(), default=list, blank=True)
    opt_in_method = models.CharField(max_length=20, choices=OptInMethod.choices, blank=True, default="")
    opt_in_workflow = models.TextField(blank=True, default="", max_length=4096)
    opt_in_url = models.CharField(max_length=500, blank=True, default="")
    opt_in_wording = models.TextField(blank=True, default="", max_length=4096)
    opt_in_message = models.TextField(blank=True, default="", max_length=1024)
    help_message = models.TextField(blank=True, default="", max_length=1024)
    opt_in_keywords = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    multiple_numbers_reason = models.TextField(blank=True, default="", max_length=2000)
    message_volume = models.CharField(max_length=8, choices=MonthlyVolume.choices, blank=True, default="")
    canadian_traffic = models.CharField(max_length=4, choices=CanadianTraffic.choices, blank=True, default="")
    age_gated = models.BooleanField(default=False)
    privacy_policy_url = models.CharField(max_length=500, blank=True, default="")
    terms_url = models.CharField(max_length=500, blank=True, default="")
    policies_in_print = models.BooleanField("the policies are given out on paper", default=False)
    additional_information = models.TextField(blank=True, default="", max_length=2000)
    campaign_verify_token = models.CharField(max_length=200, blank=True, default="")
    earlier_tickets = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["business"], name="verification_business")]
        constraints = [
            models.CheckConstraint(name="verification_samples_most", condition=models.Q(sample_messages__len__lte=3)),
            models.CheckConstraint(
                name="verification_opt_in_known", condition=models.Q(opt_in_method__in=["", *OptInMethod.values])
            ),
            models.CheckConstraint(
                name="verification_type_known", condition=models.Q(message_type__in=["", *MessageType.values])
            ),
        ]

    def __str__(self) -> str:
        return self.dba_name or self.legal_name or self.reference


class TollFreeNumber(models.Model):
    """A toll-free number of one business; in the whole deployment it belongs to no other (denial code 552).

    The counters are attempts in the running Pacific day, week (from Sunday) and month; ``counted_on`` is the Pacific
    day they were last moved to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="toll_free_numbers")
    verification = models.ForeignKey(
        TollFreeVerification, null=True, blank=True, on_delete=models.SET_NULL, related_name="numbers"
    )
    number = models.CharField(max_length=16, unique=True)
    label = models.CharField(max_length=200, blank=True, default="")
    business_name = models.CharField(max_length=255, blank=True, default="")
    location = models.CharField(max_length=255, blank=True, default="")
    class_of_service = models.CharField(
        max_length=10, choices=ClassOfService.choices, default=ClassOfService.RESTRICTED
    )
    class_since = models.DateTimeField(default=now)
    class_known = models.CharField(max_length=10, choices=ClassKnown.choices, default=ClassKnown.NONE)
    ported_from = models.CharField(max_length=100, blank=True, default="")
    ported_on = models.DateField(null=True, blank=True)
    earlier_tickets = models.CharField(max_length=255, blank=True, default="")
    retest_due = models.BooleanField(default=False)
    counted_on = models.DateField(null=True, blank=True)
    sent_day = models.PositiveIntegerField(default=0)
    sent_week = models.PositiveIntegerField(default=0)
    sent_month = models.PositiveIntegerField(default=0)
    last_traffic_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                name="toll_free_number_shape",
                condition=models.Q(number__regex=r"^\+1(800|833|844|855|866|877|888)\d{7}$"),
            ),
            models.CheckConstraint(
                name="toll_free_number_class_known", condition=models.Q(class_of_service__in=ClassOfService.values)
            ),
        ]

    def __str__(self) -> str:
        return self.number


__all__ = ["BulkImport", "BulkRow", "TollFreeNumber", "TollFreeVerification"]
