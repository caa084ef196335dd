"""What a campaign still lacks before it can be submitted: facts for the task list, sentences for people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.translation import gettext as _

from brands.answers import Cleaner, clean_url
from brands.drafting import problems_of
from campaigns.models import Campaign
from campaigns.topics import EVIDENCE_FIELD
from campaigns.vocabulary import WITH_PARTS
from portal.common.messaging import OptInMethod
from portal.common.phone import to_e164

CAMPAIGN_CLEANERS: Final[Mapping[str, Cleaner]] = {
    "opt_in_url": clean_url,
    "privacy_policy_url": clean_url,
    "terms_url": clean_url,
    "support_url": clean_url,
    "embedded_link_sample": clean_url,
    "support_phone": to_e164,
}
"""How each answer of a campaign is read; an answer that is not here is stored as typed."""

_PURPOSE = {
    "use_case": "Choose the use case.",
    "message_volume": "Choose how many messages are sent in a month.",
    "frequency": "Say how often one person gets a message.",
}
_CONTENT = {
    "description": "Describe the messages.",
    "opt_in_method": "Choose how people agree.",
    "message_flow": "Describe the way from the first contact to the first message.",
    "opt_in_wording": "Enter the wording people agree to.",
    "opt_in_message": "Write the confirmation after signing up.",
    "opt_out_message": "Write the answer to STOP.",
    "help_message": "Write the answer to HELP.",
}


def missing_of(campaign: Campaign, papers: Collection[str]) -> dict[str, str]:
    """Fields that must be answered and are not: field -> what to do. ``papers`` are the fields that have uploads.

    Proof of consent and of both policies is part of every application (source 000, elements 2 and 3).
    """
    needed = dict(_PURPOSE)
    if not campaign.one_by_one:
        needed |= _CONTENT
    missing = {field: sentence for field, sentence in needed.items() if not getattr(campaign, field)}
    least, _most = WITH_PARTS.get(campaign.use_case, (0, 5))
    if len(campaign.sub_use_cases) < least:
        missing["sub_use_cases"] = _("Choose at least %(least)s of the parts of a mixed campaign.") % {"least": least}
    if not campaign.one_by_one:
        missing |= _missing_proof(campaign, papers) | _missing_policies(campaign, papers)
        if len(campaign.sample_messages) < 2:
            missing["sample_messages"] = _("Write at least two sample messages.")
    return missing


def _missing_proof(campaign: Campaign, papers: Collection[str]) -> dict[str, str]:
    missing = {}
    if EVIDENCE_FIELD not in papers:
        missing[EVIDENCE_FIELD] = _("Upload the proof of consent.")
    if campaign.opt_in_method == OptInMethod.WEB_FORM and not campaign.opt_in_url:
        missing["opt_in_url"] = _("Enter the address of the opt-in page.")
    if campaign.opt_in_method == OptInMethod.VERBAL and not campaign.verbal_script:
        missing["verbal_script"] = _("Enter the script for spoken consent.")
    if campaign.opt_in_method == OptInMethod.SMS_KEYWORD and not campaign.opt_in_keywords:
        missing["opt_in_keywords"] = _("Enter the words that sign people up.")
    return missing


def _missing_policies(campaign: Campaign, papers: Collection[str]) -> dict[str, str]:
    missing = {}
    for field, paper, name in (
        ("privacy_policy_url", "privacy_policy", "privacy policy"),
        ("terms_url", "terms", "terms"),
    ):
        if campaign.policies_in_print and paper not in papers:
            missing[paper] = _("Upload the printed %(name)s.") % {"name": name}
        elif not campaign.policies_in_print and not getattr(campaign, field):
            missing[field] = _("Enter the address of the %(name)s.") % {"name": name}
    if campaign.policies_in_print and campaign.brand.website:
        missing["policies_in_print"] = _("Print is only for a business without a website; enter the addresses instead.")
    return missing


def faults_of(campaign: Campaign, papers: Collection[str]) -> dict[str, list[str]]:
    """Everything that keeps the campaign from being submitted: field -> sentences."""
    faults = {} if campaign.one_by_one else problems_of(campaign, CAMPAIGN_CLEANERS)
    for field, sentence in missing_of(campaign, papers).items():
        faults.setdefault(field, []).append(sentence)
    return faults
