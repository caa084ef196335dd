"""What a toll-free brief still lacks before it can be submitted (source 003, minimum requirements)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from brands.answers import Cleaner, clean_country, clean_email, clean_registration_number, clean_url
from brands.drafting import problems_of
from brands.vocabulary import EntityType
from portal.common.messaging import OptInMethod
from portal.common.phone import to_e164
from portal.common.us import clean_street, clean_zip
from verification.models import TollFreeNumber, TollFreeVerification
from verification.topics import EVIDENCE_FIELD
from verification.vocabulary import MessageType

VERIFICATION_CLEANERS: Final[Mapping[str, Cleaner]] = {
    "website": clean_url,
    "street": clean_street,
    "postal_code": clean_zip,
    "country": clean_country,
    "business_registration_number": clean_registration_number,
    "business_registration_country": clean_country,
    "compliance_contact_phone": to_e164,
    "compliance_contact_email": clean_email,
    "notification_email": clean_email,
    "opt_in_url": clean_url,
    "privacy_policy_url": clean_url,
    "terms_url": clean_url,
}
"""How each answer of a brief is read; an answer that is not here is stored as typed."""

_ALWAYS = {
    "customer_name": "Enter the customer's name.",
    "compliance_contact_name": "Enter the name of the compliance contact.",
    "compliance_contact_phone": "Enter the phone number of the compliance contact.",
    "compliance_contact_email": "Enter the e-mail address of the compliance contact.",
    "compliance_contact_address": "Enter the business address of the compliance contact.",
    "legal_name": "Enter the legal name of the sender.",
    "website": "Enter the website of the sender.",
    "organization_type": "Choose the kind of organization.",
    "street": "Enter the street address.",
    "city": "Enter the city.",
    "state": "Choose the state.",
    "postal_code": "Enter the ZIP code.",
    "country": "Enter the country.",
    "description": "Describe the messages.",
    "message_type": "Choose informational or marketing.",
    "category": "Choose the category.",
    "sample_messages": "Write at least one sample message.",
    "opt_in_method": "Choose how people agree.",
    "opt_in_workflow": "Describe the way from the first contact to the first message.",
    "message_volume": "Choose how many messages are sent in a month.",
    "canadian_traffic": "Say how much is sent to Canada.",
}


def missing_of(
    brief: TollFreeVerification, numbers: Sequence[TollFreeNumber], papers: Collection[str]
) -> dict[str, str]:
    """Fields that must be answered and are not: field -> what to do."""
    needed = dict(_ALWAYS)
    if brief.organization_type != EntityType.SOLE_PROPRIETOR:
        needed["business_registration_number"] = "Enter the business registration number."
        needed["business_registration_type"] = "Choose the register it comes from."
    if brief.organization_type not in (EntityType.SOLE_PROPRIETOR, EntityType.GOVERNMENT):
        needed["state_of_incorporation"] = "Choose the state where it was founded."
    missing = {field: sentence for field, sentence in needed.items() if not getattr(brief, field)}
    missing |= _missing_numbers(brief, numbers) | _missing_proof(brief, papers) | _missing_policies(brief, papers)
    reseller = brief.business.reseller
    if brief.legal_name.casefold().strip() == reseller.name.casefold() and not brief.sender_is_reseller:
        missing["legal_name"] = _(
            "Enter the business that sends; %(reseller)s is the provider, and a brief in its name is denied (547)."
        ) % {"reseller": reseller.name}
    return missing


def _missing_numbers(brief: TollFreeVerification, numbers: Sequence[TollFreeNumber]) -> dict[str, str]:
    if not numbers:
        return {"numbers": "Add the toll-free number."}
    missing = {}
    if len(numbers) > 1 and not brief.multiple_numbers_reason:
        missing["multiple_numbers_reason"] = _("Say why more than one number sends.")
    if len(numbers) > 1 and not all(number.label for number in numbers):
        missing["numbers"] = _("Say of each number what it is used for.")
    return missing


def _missing_proof(brief: TollFreeVerification, papers: Collection[str]) -> dict[str, str]:
    missing = {}
    proof = EVIDENCE_FIELD in papers
    if brief.message_type == MessageType.MARKETING and not (proof or brief.opt_in_url):
        missing[EVIDENCE_FIELD] = _("Upload a screenshot of the opt-in, or enter its address: marketing needs one.")
    on_paper = (OptInMethod.PAPER_FORM, OptInMethod.IVR, OptInMethod.POINT_OF_SALE, OptInMethod.QR_CODE)
    if brief.opt_in_method in (*on_paper, OptInMethod.SMS_KEYWORD) and not proof:
        missing[EVIDENCE_FIELD] = _("Upload the proof of consent that this way of agreeing needs.")
    if brief.age_gated and "age_gate" not in papers:
        missing["age_gate"] = _("Upload the screens of the age gate.")
    return missing


def _missing_policies(brief: TollFreeVerification, papers: Collection[str]) -> dict[str, str]:
    missing = {}
    for field, paper, name in (
        ("privacy_policy_url", "privacy_policy", "privacy policy"),
        ("terms_url", "terms", "terms"),
    ):
        if brief.policies_in_print and paper not in papers:
            missing[paper] = _("Upload the printed %(name)s.") % {"name": name}
        elif not brief.policies_in_print and not getattr(brief, field):
            missing[field] = _("Enter the address of the %(name)s.") % {"name": name}
    return missing


def faults_of(
    brief: TollFreeVerification, numbers: Sequence[TollFreeNumber], papers: Collection[str]
) -> dict[str, list[str]]:
    """Everything that keeps the brief from being submitted: field -> sentences."""
    faults = problems_of(brief, VERIFICATION_CLEANERS)
    for field, sentence in missing_of(brief, numbers, papers).items():
        faults.setdefault(field, []).append(sentence)
    return faults
