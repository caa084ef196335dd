"""The words a toll-free brief is written with (source 003, campaign brief fields)."""

from __future__ import annotations

from typing import Final

from django.db import models

from portal.rules.rulebook import load


def what_delays() -> str:
    """The four causes of delay that the handbook names (source 003, lines 33 to 38), as the end of a sentence."""
    *others, last = load().documents["toll_free"]["delay_factors"]
    return f"verification is delayed by {', '.join(others)} and {last}"


class MessageType(models.TextChoices):
    """Whether messages inform, or also sell (source 003)."""

    INFORMATIONAL = "informational", "Informational: service updates, appointments, scheduling; nothing is sold"
    MARKETING = "marketing", "Marketing: a message contains a sale or a promotion"


class ClassOfService(models.TextChoices):
    """The aggregator's three classes of a toll-free number (source 003)."""

    RESTRICTED = "restricted", "Restricted"
    PENDING = "pending", "Pending verification"
    VERIFIED = "verified", "Verified"


class ClassKnown(models.TextChoices):
    """Where a stored class is known from; a request's own record at the aggregator goes before it."""

    NONE = "none", "No request was recorded"
    OWNER = "owner", "Told by the business when the number moved here"


class CanadianTraffic(models.TextChoices):
    """How much of the traffic goes to Canadian handsets (source 003)."""

    NONE = "none", "None"
    SOME = "some", "Some, less than half"
    MOST = "most", "Most of it"


class RegistrationType(models.TextChoices):
    """Registers that a business number can come from."""

    EIN = "EIN", "EIN (United States)"
    CBN = "CBN", "CBN (Canada)"
    NEQ = "NEQ", "NEQ (Quebec)"
    PROVINCIAL_NUMBER = "PROVINCIAL_NUMBER", "Provincial number (Canada)"
    CRN = "CRN", "CRN (United Kingdom, Hong Kong)"
    VAT = "VAT", "VAT number"
    ACN = "ACN", "ACN (Australia)"
    ABN = "ABN", "ABN (Australia)"
    BRN = "BRN", "BRN (Hong Kong)"
    SIREN = "SIREN", "SIREN (France)"
    SIRET = "SIRET", "SIRET (France)"
    NZBN = "NZBN", "NZBN (New Zealand)"
    UST_IDNR = "UST_IDNR", "USt-IdNr (Germany)"
    CIF = "CIF", "CIF (Spain)"
    NIF = "NIF", "NIF (Spain)"
    CNPJ = "CNPJ", "CNPJ (Brazil)"
    UID = "UID", "UID (Switzerland)"
    OTHER = "OTHER", "Another register"


_CATEGORIES: Final = (
    "2FA|App Notifications|Appointments|Auctions|Auto Repair Services|Bank Transfers|Billing|Booking Confirmations|"
    "Business Updates|COVID-19 Alerts|Career Training|Chatbot|Conversational / Alerts|Courier Services & Deliveries|"
    "Emergency Alerts|Events & Planning|Financial Services|Fraud Alerts|Fundraising|General Marketing|"
    "General School Updates|HR / Staffing|Healthcare Alerts|Housing Community Updates|Insurance Services|"
    "Job Dispatch|Legal Services|Mixed|Motivational Reminders|Notary Notifications|Order Notifications|Political|"
    "Public Works|Real Estate Services|Religious Services|Repair and Diagnostics Alerts|Rewards Program|Surveys|"
    "System Alerts|Voting Reminders|Waitlist Alerts|Webinar Reminders|Workshop Alerts"
)
CATEGORIES: Final = [(name, name) for name in _CATEGORIES.split("|")]
"""The aggregator's list of 43 categories."""
