"""The short name of an answer as the forms ask for it, where its technical name would not be understood."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "ein": "EIN",
    "vertical": "Industry",
    "entity_type": "Kind of entity",
    "dba_name": "Trade name",
    "postal_code": "ZIP code",
    "support_email": "Support e-mail",
    "message_flow": "Way from the first contact to the first message",
    "opt_in_url": "Address of the opt-in page",
    "opt_in_wording": "Opt-in wording",
    "opt_in_message": "Opt-in message",
    "opt_out_message": "Opt-out message",
    "opt_in_keywords": "Opt-in keywords",
    "opt_out_keywords": "Opt-out keywords",
    "opt_in_workflow": "Opt-in workflow",
    "opt_in_method": "Way people agree",
    "privacy_policy_url": "Address of the privacy policy",
    "terms_url": "Address of the terms",
    "registration_number": "Business registration number",
    "registration_type": "Kind of registration number",
}


def answer_name(field: str) -> str:
    """`vertical` as `Industry`; a field whose own name reads well keeps it (`legal_name` as `Legal name`)."""
    text = field.replace("_", " ").strip()
    return _NAMES.get(field, text[:1].upper() + text[1:])
