"""The words a campaign is described with."""

from __future__ import annotations

from typing import Final

from django.db import models


class UseCase(models.TextChoices):
    """What a campaign is for, in the registry's spelling: ten standard ones, two mixed, then the special ones."""

    TWO_FACTOR = "2FA", "Two-factor and one-time passcodes"
    ACCOUNT_NOTIFICATION = "ACCOUNT_NOTIFICATION", "Account notifications"
    CUSTOMER_CARE = "CUSTOMER_CARE", "Customer care"
    DELIVERY_NOTIFICATION = "DELIVERY_NOTIFICATION", "Delivery notifications"
    FRAUD_ALERT = "FRAUD_ALERT", "Fraud alerts"
    HIGHER_EDUCATION = "HIGHER_EDUCATION", "Higher education"
    MARKETING = "MARKETING", "Marketing"
    POLLING_VOTING = "POLLING_VOTING", "Polling and voting (not political)"
    PUBLIC_SERVICE_ANNOUNCEMENT = "PUBLIC_SERVICE_ANNOUNCEMENT", "Public service announcements"
    SECURITY_ALERT = "SECURITY_ALERT", "Security alerts"
    MIXED = "MIXED", "Mixed"
    LOW_VOLUME = "LOW_VOLUME", "Low volume mixed"
    AGENTS_FRANCHISES = "AGENTS_FRANCHISES", "Agents and franchises"
    CHARITY = "CHARITY", "Charity, 501(c)(3)"
    CONVERSATIONAL = "CONVERSATIONAL", "Conversational"
    EMERGENCY = "EMERGENCY", "Emergency"
    K12_EDUCATION = "K12_EDUCATION", "School, K-12"
    M2M = "M2M", "Machine to machine"
    POLITICAL = "POLITICAL", "Political"
    PROXY = "PROXY", "Proxy between two people"
    SOCIAL = "SOCIAL", "Social media notifications"
    SOLE_PROPRIETOR = "SOLE_PROPRIETOR", "Sole proprietor"
    SWEEPSTAKE = "SWEEPSTAKE", "Sweepstakes"
    TRIAL = "TRIAL", "Trial"
    UCAAS_HIGH = "UCAAS_HIGH", "Employees of a business, high volume"
    UCAAS_LOW = "UCAAS_LOW", "Employees of a business, low volume"
    CARRIER_EXEMPT = "CARRIER_EXEMPT", "Exempt by agreement with a carrier"


STANDARD_USE_CASES: Final = UseCase.choices[:10]
"""The ten that may also be a part of a mixed campaign."""

WITH_PARTS: Final[dict[str, tuple[int, int]]] = {"MIXED": (2, 5), "LOW_VOLUME": (1, 5)}
"""Use cases made of others: least and most number of parts."""

SUBSCRIBER_FLAGS: Final = ("subscriber_opt_in", "subscriber_opt_out", "subscriber_help")
"""Attributes that hold for every campaign (source 004, step 4.6)."""


class CarrierResult(models.TextChoices):
    """What a test message to a carrier's subscriber showed (source 004, step 4.7)."""

    NOT_TESTED = "", "Not tested"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Not delivered"


class MajorCarrier(models.TextChoices):
    """The three carriers on which a test message is sent (source 004, step 4.7)."""

    T_MOBILE = "t_mobile", "T-Mobile"
    ATT = "att", "AT&T"
    VERIZON = "verizon", "Verizon"


class NumberState(models.TextChoices):
    """Where a number of a campaign stands."""

    REQUESTED = "requested", "Waits for the campaign's approval"
    ASSOCIATED = "associated", "Associated"
    PROPAGATING = "propagating", "Carriers are being told (15 to 30 minutes)"
    ACTIVE = "active", "Active"
    FAILED = "failed", "Carriers did not take it over"
    REMOVED = "removed", "Removed"


NUMBER_MOVES: Final = frozenset(
    {
        (NumberState.REQUESTED, NumberState.PROPAGATING),
        (NumberState.FAILED, NumberState.PROPAGATING),
        (NumberState.ASSOCIATED, NumberState.ACTIVE),
        (NumberState.PROPAGATING, NumberState.ACTIVE),
        (NumberState.ASSOCIATED, NumberState.FAILED),
        (NumberState.PROPAGATING, NumberState.FAILED),
        (NumberState.ACTIVE, NumberState.FAILED),
        *((state, NumberState.REMOVED) for state in NumberState if state is not NumberState.REMOVED),
    }
)
"""Every change of state that some verb makes (`campaigns/numbering.py`); the database refuses all others."""
