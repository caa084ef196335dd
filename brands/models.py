"""Brands: the business as the registry knows it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from brands.vocabulary import (
    STOCK_EXCHANGES,
    AlternativeIdType,
    EntityType,
    OrganizationCategory,
    OrganizationForm,
    TaxExemptStatus,
    Vertical,
)
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.common.sealed import Sealed, hash_column, last4_column, sealed_column
from portal.common.us import STATES


class Draft(models.Model):
    """What every subject of a registration has while people fill it in.

    ``version`` grows with each save, so that a form filled in from an older version is noticed and nobody's answers are
    overwritten in silence. Empty text means "not answered yet".
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(default=now, editable=False)
    updated_by = models.CharField(max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class Brand(Draft):
    """The legal entity behind the messages; registered once and used by all its campaigns (source 004, section 3)."""

    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="brands")
    reseller = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")

    legal_name = models.CharField(max_length=255, blank=True, default="")
    dba_name = models.CharField("trade name (DBA)", max_length=255, blank=True, default="")
    entity_type = models.CharField(max_length=20, choices=EntityType.choices, blank=True, default="")
    organization_form = models.CharField(max_length=30, choices=OrganizationForm.choices, blank=True, default="")
    ein_enc = sealed_column()
    ein_key = hash_column()
    ein_last4 = last4_column()
    ein = Sealed("ein")
    ein_issuing_country = models.CharField(max_length=2, blank=True, default="US")
    state_of_incorporation = models.CharField(max_length=2, choices=list(STATES.items()), blank=True, default="")
    incorporation_date = models.DateField(null=True, blank=True)
    vertical = models.CharField("industry", max_length=20, choices=Vertical.choices, blank=True, default="")

    street = models.CharField(max_length=255, blank=True, default="")
    city = models.CharField(max_length=100, blank=True, default="")
    state = models.CharField(max_length=2, choices=list(STATES.items()), blank=True, default="")
    postal_code = models.CharField("ZIP code", max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="US")

    website = models.CharField(max_length=500, blank=True, default="")
    social_urls = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    domain_registered_on = models.DateField(null=True, blank=True)
    reviews_count = models.PositiveIntegerField(null=True, blank=True)
    reviews_rating = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)

    support_email = models.CharField(max_length=254, blank=True, default="")
    support_phone = models.CharField(max_length=40, blank=True, default="")
    contact_first_name_enc = sealed_column()
    contact_first_name = Sealed("contact_first_name")
    contact_last_name_enc = sealed_column()
    contact_last_name = Sealed("contact_last_name")
    business_contact_email_enc = sealed_column()
    business_contact_email_key = hash_column()
    business_contact_email = Sealed("business_contact_email", purpose="email")
    mobile_phone_enc = sealed_column()
    mobile_phone_key = hash_column()
    mobile_phone_last4 = last4_column()
    mobile_phone = Sealed("mobile_phone", purpose="phone")

    duns = models.CharField("DUNS number", max_length=9, blank=True, default="")
    duns_applied_on = models.DateField(null=True, blank=True)
    alt_business_id = models.CharField(max_length=40, blank=True, default="")
    alt_business_id_type = models.CharField(max_length=4, choices=AlternativeIdType.choices, blank=True, default="")
    stock_symbol = models.CharField(max_length=10, blank=True, default="")
    stock_exchange = models.CharField(max_length=10, choices=STOCK_EXCHANGES, blank=True, default="")
    tax_exempt_status = models.CharField(max_length=8, choices=TaxExemptStatus.choices, blank=True, default="")
    organization_category = models.CharField(
        max_length=24, choices=OrganizationCategory.choices, blank=True, default=OrganizationCategory.NONE
    )
    baa_executed_on = models.DateField(null=True, blank=True)
    messaging_history_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["business"], name="brand_business")]
        constraints = [
            models.UniqueConstraint(
                fields=["reseller", "ein_key"],
                name="brand_ein_once_per_reseller",
                condition=models.Q(ein_key__isnull=False),
            ),
            models.CheckConstraint(
                name="brand_duns_nine_digits", condition=models.Q(duns="") | models.Q(duns__regex=r"^\d{9}$")
            ),
            models.CheckConstraint(
                name="brand_rating_range",
                condition=models.Q(reviews_rating=None) | models.Q(reviews_rating__gte=0, reviews_rating__lte=5),
            ),
            models.CheckConstraint(
                name="brand_entity_known", condition=models.Q(entity_type__in=["", *EntityType.values])
            ),
            models.CheckConstraint(
                name="brand_vertical_known", condition=models.Q(vertical__in=["", *Vertical.values])
            ),
        ]

    def __str__(self) -> str:
        return self.dba_name or self.legal_name or self.reference


class CodeAnswer(models.Model):
    """What a business says to one code of a rejection, kept until the next submit freezes it (source 004, step 7.2)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="code_answers")
    code = models.CharField(max_length=60)
    change = models.TextField(blank=True, default="", max_length=2000)
    text = models.TextField(blank=True, default="", max_length=2000)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="code_answer_once")]

    def __str__(self) -> str:
        return f"{self.code} of {self.application_id}"
