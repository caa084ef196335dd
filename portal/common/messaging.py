"""What a form asks of every kind of messaging: how people agree to be texted, and how much is sent."""

from __future__ import annotations

from django.db import models


class OptInMethod(models.TextChoices):
    """The way in which consent is collected (source 003, opt-in types; source 004, step 4.4)."""

    WEB_FORM = "web_form", "A form on a website"
    SMS_KEYWORD = "sms_keyword", "A keyword that people text"
    VERBAL = "verbal", "Spoken, by phone or in person"
    POINT_OF_SALE = "point_of_sale", "At the point of sale or on site"
    PAPER_FORM = "paper_form", "A paper form"
    IVR = "ivr", "An automated voice menu (IVR)"
    QR_CODE = "qr_code", "A QR code that people scan"
    EMAIL = "email", "An e-mail that leads to a form"
    IMPORT = "import", "A list with consent collected elsewhere by the same business"
    OTHER = "other", "Another way"


class MonthlyVolume(models.TextChoices):
    """Messages expected in a month: the eleven tiers that toll-free and campaign forms share."""

    V10 = "10", "up to 10"
    V100 = "100", "up to 100"
    V1K = "1000", "up to 1,000"
    V10K = "10000", "up to 10,000"
    V100K = "100000", "up to 100,000"
    V250K = "250000", "up to 250,000"
    V500K = "500000", "up to 500,000"
    V750K = "750000", "up to 750,000"
    V1M = "1000000", "up to 1,000,000"
    V5M = "5000000", "up to 5,000,000"
    V10M = "10000000", "10,000,000 or more"
