"""What a brand still lacks before it can be submitted: facts for the task list, sentences for people."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from brands.answers import BRAND_CLEANERS
from brands.drafting import problems_of
from brands.models import Brand
from brands.selectors import papers_of
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
        missing["website"] = _("Enter the website, or a LinkedIn or Facebook page of the business if it has none.")
    return missing


BRANDS_OF_A_MOBILE = 3
"""Sole proprietors' brands that one mobile number confirms with one reseller (a provider's page on their path)."""
MOBILE_USED_UP = (
    "This mobile number confirms three sole proprietors' brands already, and the registry sends no code for a fourth. "
    "Enter another one."
)


def mobile_is_used_up(brand: Brand) -> bool:
    """Whether a sole proprietor's mobile number confirms as many other brands of the reseller as it can."""
    if brand.entity_type != EntityType.SOLE_PROPRIETOR or not brand.mobile_phone_key:
        return False
    same = Brand.objects.filter(
        reseller_id=brand.reseller_id,
        entity_type=EntityType.SOLE_PROPRIETOR,
        mobile_phone_key=brand.mobile_phone_key,
    )
    return same.exclude(id=brand.id).count() >= BRANDS_OF_A_MOBILE


LETTER_MISSING = (
    "The IRS letter (CP-575 or 147C) is not uploaded. The reviewer compares name and number with it; without it expect "
    "to be asked."
)


def advised_of(brand: Brand, papers: Collection[str]) -> dict[str, list[str]]:
    """What a reviewer will miss and no submit waits for: field -> sentences (source 004, steps 2.1 and 2.5).

    ``papers`` are the fields of the brand that have uploads.
    """
    return {"ein": [LETTER_MISSING]} if brand.ein and "ein_letter" not in papers else {}


def faults_of(brand: Brand) -> dict[str, list[str]]:
    """Everything that keeps the brand from being submitted: field -> sentences, missing answers and unusable ones."""
    faults = problems_of(brand, BRAND_CLEANERS)
    for field, sentence in missing_of(brand).items():
        faults.setdefault(field, []).append(sentence)
    if mobile_is_used_up(brand):
        faults.setdefault("mobile_phone", []).append(MOBILE_USED_UP)
    return faults


def faults_by_name(brand: Brand) -> dict[str, list[str]]:
    """The same by full field name (`brand.ein`), as a registration names its answers."""
    return {f"brand.{name}": sentences for name, sentences in faults_of(brand).items()}


def advised_by_name(brand: Brand) -> dict[str, list[str]]:
    """What a reviewer will miss of the brand, by full field name."""
    advised = advised_of(brand, papers_of("brand", brand.id))
    return {f"brand.{name}": sentences for name, sentences in advised.items()}
