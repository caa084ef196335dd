"""Campaigns in the operator's admin: looked at, never edited; answers change through their verbs."""

from __future__ import annotations

from django.contrib import admin

from campaigns.models import Campaign, CampaignNumber, CarrierTest
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    """Every campaign with its brand."""

    list_display = ("reference", "name", "use_case", "brand", "business", "opt_in_method", "updated_at")
    list_filter = ("use_case", "opt_in_method", "age_gated", "direct_lending")
    search_fields = ("reference", "name", "description", "business__name")
    list_select_related = ("brand", "business")


@admin.register(CampaignNumber)
class CampaignNumberAdmin(ReadOnlyAdmin):
    """Every number of a campaign."""

    list_display = ("number", "campaign", "business", "state", "active_from", "tested_at")
    list_filter = ("state",)
    search_fields = ("number", "campaign__reference", "business__name")
    list_select_related = ("campaign", "business")


@admin.register(CarrierTest)
class CarrierTestAdmin(ReadOnlyAdmin):
    """Test messages to the major carriers."""

    list_display = ("number", "carrier", "result", "sent_on", "by_label", "at")
    list_filter = ("carrier", "result")
    search_fields = ("number__number", "number__campaign__reference", "by_label")
    list_select_related = ("number",)
