"""Whose site it is: name, address, contact, social page."""

from __future__ import annotations

import re

from portal.rules.facts import names, signs
from portal.rules.facts.pages import read_html
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Verdict
from portal.rules.site.check import Check, page_state, readable_home, readable_pages
from portal.rules.subjects import Brand, Site

_DBA_LINE = pattern(r"\b(?:dba|d/b/a|d\.b\.a\.?|doing business as|trade name of|trading as)\b")


def check_identity(site: Site) -> Check:
    """Does the site show whose it is? (source 004, code 1101)"""
    home = site.facts.page("home")
    if home is None or not site.brand.names or page_state(home)[0] is not Verdict.PASS:
        return Check("identity.name", Verdict.NOT_APPLICABLE)
    text = normalize(
        " ".join(page.text for page in site.facts.pages if page.role in {"home", "terms", "privacy_policy"})
    )
    brand = site.brand
    legal = names.find_name(text, Brand(legal_name=brand.legal_name)) is not None if brand.legal_name else False
    dba = names.find_name(text, Brand(dba_name=brand.dba_name)) is not None if brand.dba_name else False
    related = names.relates(site.facts.host, brand)
    facts = {
        "legal_name": legal,
        "dba_name": dba,
        "dba_line": bool(_DBA_LINE.search(text.folded)),
        "domain_relates": related,
    }
    follows_trade_name = bool(brand.dba_name) and not names.legal_fits_domain(site.facts.host, brand)
    untied = follows_trade_name and names.relates(site.facts.host, Brand(dba_name=brand.dba_name))
    if legal and (not untied or facts["dba_line"]):
        return Check("identity.name", Verdict.PASS, facts=facts)
    line = f"\u00a9 {brand.dba_name or names.domain_label(site.facts.host).title()}. A DBA of {brand.legal_name}."
    fix = f"Put this line in the footer: \u201c{line}\u201d"
    if legal:
        words = "The domain follows the trade name, and no line of the site ties it to the legal name."
        return Check("identity.name", Verdict.WARNING, "dba_line_missing", ("tcr:1101",), facts, words, fix)
    if related or dba:
        words = "The site shows the trade name or a fitting domain, but not the legal name."
        return Check("identity.name", Verdict.WARNING, "legal_name_missing", ("tcr:1101",), facts, words, fix)
    words = "Neither the domain nor the words of the site lead to the business."
    return Check(
        "identity.name", Verdict.ERROR, "name_mismatch", ("tcr:1101", "toll_free_aggregator:545"), facts, words, fix
    )


def check_contact(site: Site) -> Check:
    """Does the site show a phone number or an e-mail address? (source 004, step 3.3)"""
    home = site.facts.page("home")
    if home is None or page_state(home)[0] is not Verdict.PASS:
        return Check("contact.visible", Verdict.NOT_APPLICABLE)
    folded = normalize(" ".join(page.text for page in site.facts.pages)).folded
    markup = " ".join(page.html for page in site.facts.pages).lower()
    found = bool(signs.phones(folded) or signs.emails(folded) or "mailto:" in markup or "tel:" in markup)
    if found:
        return Check("contact.visible", Verdict.PASS)
    words = "The pages show neither a phone number nor an e-mail address."
    codes = ("toll_free_aggregator:545",)
    return Check("contact.visible", Verdict.ERROR, "no_contact", codes, {}, words, "Put a working contact on the site.")


def check_social(site: Site) -> Check:
    """Does the home page lead to a LinkedIn or Facebook page? (source 004, steps 2.1 and 2.3)"""
    home = site.facts.page("home")
    if home is None or page_state(home)[0] is not Verdict.PASS:
        return Check("social.page", Verdict.NOT_APPLICABLE)
    targets = [target.lower() for _, target in read_html(home.html).links] if home.html else []
    found = [target for target in targets if "linkedin.com/" in target or "facebook.com/" in target]
    if found or any("linkedin.com" in url or "facebook.com" in url for url in site.brand.social_urls):
        return Check("social.page", Verdict.PASS, facts={"links": found[:5]})
    words = "No LinkedIn or Facebook page is linked; one adds about five points to the trust score."
    return Check("social.page", Verdict.ADVICE, "no_social_page", (), {}, words, "Create one and link it.")


def check_address(site: Site) -> Check:
    """Does the site show the registered address? (source 003, codes 545 and 622)"""
    home, brand = readable_home(site), site.brand
    if home is None or not (brand.street.strip() and brand.postal_code.strip()):
        return Check("identity.address", Verdict.NOT_APPLICABLE)
    folded = normalize(" ".join(page.text for page in readable_pages(site))).folded
    number = next(iter(re.findall(r"\d+", brand.street)), "")
    zip_code = brand.postal_code.strip()[:5].lower()
    if zip_code in folded and (not number or re.search(rf"\b{number}\b", folded)):
        return Check("identity.address", Verdict.PASS)
    words = "The registered street address stands on none of the pages."
    codes = ("toll_free_aggregator:545", "toll_free_aggregator:622")
    return Check("identity.address", Verdict.WARNING, "no_address_shown", codes, {}, words, "Show it in the footer.")
