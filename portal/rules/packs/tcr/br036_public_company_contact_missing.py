"""BR036: A company with shares on an exchange lacks its symbol, its exchange or the contact's own address."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import host_of, mail_domain, registrable
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_SHARED = frozenset({"info", "support", "sales", "contact", "hello", "admin", "office", "help", "team", "marketing"})
_PARTS = {
    "stock_symbol": "The stock symbol",
    "stock_exchange": "The exchange",
    "business_contact_email": "The contact person's e-mail address",
}


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    for field, words in _PARTS.items():
        if not str(getattr(brand, field)).strip():
            yield Hit(message=f"{words} is missing.", field=field)
    address = brand.business_contact_email.strip()
    domain, site = mail_domain(address), host_of(brand.website)
    if address and site and registrable(domain) != registrable(site):
        yield Hit(message=f"{domain or address} is not the domain of the website.", field="business_contact_email")
    if address.lower().partition("@")[0] in _SHARED:
        words = "This reads like a shared mailbox; the registry writes to one person."
        yield Hit(message=words, field="business_contact_email", severity=Verdict.WARNING)


RULE = Rule(
    id="BR036",
    name="public-company-contact-missing",
    authority="tcr",
    citation="registry schema; The Campaign Registry, authentication of public companies (2024-10, extended 2025-08)",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="A company with shares on an exchange lacks its symbol, its exchange or the contact's own address.",
    why=(
        "The registry sends that person a confirmation by e-mail: it is valid 7 days and can be sent again until day 30; "
        "without it no campaign can be made."
    ),
    fix="Enter symbol, exchange and the address of one person at the company's own domain, and warn that person.",
    codes=("portal:PENDING", "dca2:713"),
    field="business_contact_email",
    applies=lambda brand, context: brand.entity_type.strip().lower() == "public_profit",
    good=(
        {
            "kind": "brand",
            "entity_type": "public_profit",
            "stock_symbol": "ACME",
            "stock_exchange": "NYSE",
            "website": "https://www.acme.com",
            "business_contact_email": "jane.roe@mail.acme.com",
        },
        {"kind": "brand", "entity_type": "private_profit"},
        {
            "kind": "brand",
            "entity_type": "PUBLIC_PROFIT",
            "stock_symbol": "ACME",
            "stock_exchange": "NASDAQ",
            "business_contact_email": "roe@acme.com",
        },
    ),
    bad=(
        {"kind": "brand", "entity_type": "public_profit", "stock_symbol": "ACME", "stock_exchange": "NYSE"},
        {
            "kind": "brand",
            "entity_type": "public_profit",
            "stock_symbol": "ACME",
            "stock_exchange": "NYSE",
            "website": "https://acme.com",
            "business_contact_email": "jane.roe@gmail.com",
        },
        {
            "kind": "brand",
            "entity_type": "public_profit",
            "stock_symbol": "ACME",
            "stock_exchange": "NYSE",
            "business_contact_email": "info@acme.com",
        },
    ),
)
