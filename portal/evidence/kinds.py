"""Which papers the sources ask for, and which files each may be."""

from __future__ import annotations

from typing import Final

from django.db import models

from portal.evidence.limits import IMAGE_TYPES, PDF, TEXT_TYPES


class DocumentKind(models.TextChoices):
    """The papers that the sources name as evidence."""

    EIN_LETTER = "ein_letter", "EIN letter (CP-575 or 147C)"
    DBA_FILING = "dba_filing", "DBA filing"
    BUSINESS_LICENCE = "business_licence", "Business licence"
    BAA = "baa", "Business associate agreement"
    LENDER_LICENCE = "lender_licence", "Lender licence"
    CARRIER_PREAPPROVAL = "carrier_preapproval", "Carrier pre-approval"
    PARENTAL_CONSENT_FORM = "parental_consent_form", "Parental consent form"
    OPTIN_SCREENSHOT = "optin_screenshot", "Screenshot of the opt-in form"
    LANDING_PAGE_SCREENSHOT = "landing_page_screenshot", "Screenshot of the landing page"
    EMAIL_SCREENSHOT = "email_screenshot", "Screenshot of the e-mail opt-in"
    WEBSITE_POSTING = "website_posting", "Website page where the number is posted"
    KEYWORD_MATERIAL = "keyword_material", "Material that advertises the keyword"
    KEYWORD_FLOW_DIAGRAM = "keyword_flow_diagram", "Diagram of the keyword flow"
    WELCOME_TEMPLATE = "welcome_template", "Welcome message"
    VERBAL_SCRIPT = "verbal_script", "Script for verbal consent"
    CONFIRMATION_TEMPLATE = "confirmation_template", "Confirmation message"
    CALL_RECORDING_POLICY = "call_recording_policy", "Call recording policy"
    PAPER_FORM = "paper_form", "Paper form with consent wording"
    POS_PHOTO = "pos_photo", "Photo of the point of sale"
    IVR_CRM_RECORD = "ivr_crm_record", "Phone menu or CRM record of consent"
    OTP_SCREENS = "otp_screens", "Screens of the one-time code flow"
    AGE_GATE_SCREENS = "age_gate_screens", "Screens of the age gate"
    PRIVACY_POLICY = "privacy_policy", "Privacy policy"
    TERMS = "terms", "Terms and conditions"
    CAMPAIGN_VERIFY = "campaign_verify", "Campaign Verify token letter"
    EARLIER_VERIFICATION = "earlier_verification", "Earlier verification"
    REJECTION_NOTICE = "rejection_notice", "Rejection notice"
    PROBLEM_PICTURE = "problem_picture", "Picture of the problem"
    OTHER = "other", "Other"


BUSINESS_PAPERS: Final = (DocumentKind.EIN_LETTER, DocumentKind.BUSINESS_LICENCE, DocumentKind.DBA_FILING)
"""Papers that prove who a business is."""

OF_DECISIONS: Final = "notice-"
"""How the fields begin under which a registry's notices are attached to an application, by submission."""

TEXT_KINDS: Final = frozenset(
    {
        DocumentKind.KEYWORD_MATERIAL,
        DocumentKind.WELCOME_TEMPLATE,
        DocumentKind.VERBAL_SCRIPT,
        DocumentKind.CONFIRMATION_TEMPLATE,
        DocumentKind.CALL_RECORDING_POLICY,
        DocumentKind.IVR_CRM_RECORD,
        DocumentKind.PRIVACY_POLICY,
        DocumentKind.TERMS,
        DocumentKind.REJECTION_NOTICE,
        DocumentKind.OTHER,
    }
)
"""Papers that may also be plain text, a table (CSV) or a saved e-mail; all others are pictures or PDF."""


def media_types_of(kind: str) -> frozenset[str]:
    """The media types a paper of this kind may have."""
    return IMAGE_TYPES | {PDF} | (TEXT_TYPES if kind in TEXT_KINDS else frozenset())
