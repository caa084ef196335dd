"""What a brand still lacks before it can be submitted: facts for the task list, sentences for people."""

from __future__ import annotations

from brands.answers import BRAND_CLEANERS
from brands.drafting import problems_of
from brands.models import Brand
from brands.vocabulary import EntityType

_ALWAYS = {
    "legal_name": "Enter the legal name as the IRS letter shows it.",
    "entity_type": "Choose what kind of entity the business is.",
    "vertical": "Choose the industry.",
    "street": "Enter the street address.",
    "city": "Enter the city.",
    "state": "Choose the state.",
    "postal_code": "Enter the ZIP code.",
    "country": "Enter the country.",
    "support_email": "Enter the support e-mail address.",
    "support_phone": "Enter the support phone number.",
    "contact_first_name": "Enter the first name of the contact person.",
    "contact_last_name": "Enter the last name of the contact person.",
}


def missing_of(brand: Brand) -> dict[str, str]:
    """Fields that must be answered and are not: field -> what to do (source 000; source 004, step 3.2)."""
    needed = dict(_ALWAYS)
    if brand.entity_type == EntityType.SOLE_PROPRIETOR:
        needed["mobile_phone"] = "Enter the mobile phone of the sole proprietor; the registry sends a code to it."
    else:
        needed["ein"] = "Enter the EIN from the IRS letter."
        needed["organization_form"] = "Choose the legal form."
    if brand.entity_type == EntityType.PUBLIC_PROFIT:
        needed["stock_symbol"] = "Enter the stock symbol."
        needed["stock_exchange"] = "Choose the stock exchange."
        needed["business_contact_email"] = (
            "Enter the e-mail address of the contact person; the registry sends a link to it."
        )
    missing = {field: sentence for field, sentence in needed.items() if not getattr(brand, field)}
    if not (brand.website or brand.social_urls):
        missing["website"] = "Enter the website, or a LinkedIn or Facebook page of the business if it has none."
    return missing


def faults_of(brand: Brand) -> dict[str, list[str]]:
    """Everything that keeps the brand from being submitted: field -> sentences, missing answers and unusable ones."""
    faults = problems_of(brand, BRAND_CLEANERS)
    for field, sentence in missing_of(brand).items():
        faults.setdefault(field, []).append(sentence)
    return faults
