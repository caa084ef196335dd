"""Campaigns: what is sent to whom, with whose consent; and the numbers it is sent from."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from brands.models import Draft
from campaigns import guards
from campaigns.vocabulary import CarrierResult, MajorCarrier, NumberState, UseCase
from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.common.messaging import MonthlyVolume, OptInMethod


def default_opt_out_keywords() -> list[str]:
    """The five words that must all work (source 004, step 5.5) and two of 47 CFR 64.1200(a)(10)."""
    return ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT", "REVOKE", "OPT OUT"]


def default_help_keywords() -> list[str]:
    """The word that must be answered with who is texting and how to reach them."""
    return ["HELP"]


class Campaign(Draft):
    """One messaging program of a brand (source 004, section 4)."""

    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="campaigns")
    brand = models.ForeignKey("brands.Brand", on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=120, blank=True, default="")

    sms = models.BooleanField("text messages (SMS)", default=True)
    mms = models.BooleanField("messages with pictures (MMS)", default=False)
    one_by_one = models.BooleanField("people here only text one person at a time", default=False)
    use_case = models.CharField(max_length=30, choices=UseCase.choices, blank=True, default="")
    sub_use_cases = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    description = models.TextField(blank=True, default="", max_length=4096)
    sample_messages = ArrayField(models.TextField(), default=list, blank=True)
    mms_samples = ArrayField(models.TextField(), default=list, blank=True)
    message_volume = models.CharField(max_length=8, choices=MonthlyVolume.choices, blank=True, default="")
    frequency = models.CharField(max_length=200, blank=True, default="")

    message_flow = models.TextField(blank=True, default="", max_length=4096)
    opt_in_method = models.CharField(max_length=20, choices=OptInMethod.choices, blank=True, default="")
    opt_in_url = models.CharField(max_length=500, blank=True, default="")
    opt_in_wording = models.TextField(blank=True, default="", max_length=4096)
    verbal_script = models.TextField(blank=True, default="", max_length=4096)
    double_opt_in = models.BooleanField(default=False)

    opt_in_message = models.TextField(blank=True, default="", max_length=1024)
    opt_out_message = models.TextField(blank=True, default="", max_length=1024)
    help_message = models.TextField(blank=True, default="", max_length=1024)
    resubscribe_message = models.TextField(blank=True, default="", max_length=1024)
    support_phone = models.CharField(max_length=40, blank=True, default="")
    support_url = models.CharField(max_length=500, blank=True, default="")
    opt_in_keywords = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    opt_out_keywords = ArrayField(models.CharField(max_length=40), default=default_opt_out_keywords, blank=True)
    help_keywords = ArrayField(models.CharField(max_length=40), default=default_help_keywords, blank=True)

    privacy_policy_url = models.CharField(max_length=500, blank=True, default="")
    terms_url = models.CharField(max_length=500, blank=True, default="")
    policies_in_print = models.BooleanField("the policies are given out on paper", default=False)

    subscriber_opt_in = models.BooleanField(default=True)
    subscriber_opt_out = models.BooleanField(default=True)
    subscriber_help = models.BooleanField(default=True)
    direct_lending = models.BooleanField(default=False)
    embedded_link = models.BooleanField(default=False)
    embedded_link_sample = models.CharField(max_length=500, blank=True, default="")
    embedded_phone = models.BooleanField(default=False)
    age_gated = models.BooleanField(default=False)
    number_pool = models.BooleanField(default=False)
    affiliate_marketing = models.BooleanField(default=False)
    audience_minors = models.BooleanField(default=False)
    business_licence = models.CharField(max_length=100, blank=True, default="")
    campaign_verify_token = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["business"], name="campaign_business")]
        constraints = [
            models.CheckConstraint(name="campaign_samples_most", condition=models.Q(sample_messages__len__lte=5)),
            models.CheckConstraint(name="campaign_mms_samples_most", condition=models.Q(mms_samples__len__lte=5)),
            models.CheckConstraint(name="campaign_sub_use_cases_most", condition=models.Q(sub_use_cases__len__lte=5)),
            models.CheckConstraint(
                name="campaign_use_case_known", condition=models.Q(use_case__in=["", *UseCase.values])
            ),
            models.CheckConstraint(
                name="campaign_opt_in_known", condition=models.Q(opt_in_method__in=["", *OptInMethod.values])
            ),
            models.CheckConstraint(name="campaign_has_channel", condition=models.Q(sms=True) | models.Q(mms=True)),
        ]

    def __str__(self) -> str:
        return self.name or (self.get_use_case_display() if self.use_case else self.reference)


class CampaignNumber(models.Model):
    """A sending number of a campaign; a number is on one campaign at a time in the whole deployment."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="numbers")
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=16)
    state = models.CharField(max_length=12, choices=NumberState.choices, default=NumberState.REQUESTED)
    associated_at = models.DateTimeField(null=True, blank=True)
    active_from = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    result_t_mobile = models.CharField(max_length=10, choices=CarrierResult.choices, blank=True, default="")
    result_att = models.CharField(max_length=10, choices=CarrierResult.choices, blank=True, default="")
    result_verizon = models.CharField(max_length=10, choices=CarrierResult.choices, blank=True, default="")
    tested_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="campaign_number_once", condition=~models.Q(state=NumberState.REMOVED)
            ),
            models.CheckConstraint(name="campaign_number_e164", condition=models.Q(number__regex=r"^\+1\d{10}$")),
            models.CheckConstraint(
                name="campaign_number_state_times",
                condition=models.Q(state__in=[NumberState.REQUESTED, NumberState.REMOVED])
                | models.Q(associated_at__isnull=False, active_from__isnull=False),
            ),
        ]
        triggers = [guards.number_guard(), guards.associated_while()]

    def __str__(self) -> str:
        return self.number


class CarrierTest(models.Model):
    """One test message to a carrier's subscriber: what it showed, when it was sent, who recorded it; never changed.

    Source 004, step 4.7: after the association a test message goes to each of the three major carriers.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.ForeignKey(CampaignNumber, on_delete=models.PROTECT, related_name="tests")
    carrier = models.CharField(max_length=10, choices=MajorCarrier.choices)
    result = models.CharField(max_length=10, choices=CarrierResult.choices)
    sent_on = models.DateField()
    note = models.CharField(max_length=500, blank=True, default="")
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="carrier_test_carrier_known", condition=models.Q(carrier__in=MajorCarrier.values)
            ),
            models.CheckConstraint(
                name="carrier_test_has_result", condition=models.Q(result__in=["delivered", "failed"])
            ),
        ]
        triggers = append_only("campaigns_carriertest")

    def __str__(self) -> str:
        return f"{self.number} on {self.carrier}: {self.result}"
