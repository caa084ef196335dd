"""Whose site it is: name, address, contact, social page, how old the domain is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from portal.rules.facts import names, signs
from portal.rules.facts.pages import read_html
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import Text, normalize
from portal.rules.result import Verdict
from portal.rules.rulebook import load
from portal.rules.site.check import Check, evidence_of, page_state, readable_home, readable_pages
from portal.rules.site.proof import passage
from portal.rules.site.rendered import shown_text
from portal.rules.subjects import Brand, Site
from portal.rules.web_facts import PageFacts

_DBA_LINE = pattern(
    r"\b(?:dba|d/b/a|d\.b\.a\.?|doing business as|trade name of|trading as|operating as|also known as)\b"
)
_OWNER_LINE = pattern(r"©|\bcopyright\b|\(c\) ?\d{4}|\ball rights reserved\b")
_NEAR = 120
"""Characters between the words of a DBA line and the legal name it ties the trade name to."""
_SOCIAL = ("linkedin.com/", "facebook.com/")


def _words(site: Site, pages: list[PageFacts]) -> Iterator[tuple[PageFacts, str, Text]]:
    """The pages with the words that people see on them, as they stand and folded."""
    for page in pages:
        shown = shown_text(site, page)
        yield page, shown, normalize(shown)


def check_identity(site: Site) -> Check:
    """Does the site show whose it is? (source 004, code 1101)"""
    home, brand = readable_home(site), site.brand
    if home is None or not brand.names:
        return Check("identity.name", Verdict.NOT_APPLICABLE)
    pages = [page for page in site.facts.pages if page.role in {"home", "terms", "privacy_policy"}]
    seen = list(_words(site, pages))
    legal = _first_name(seen, Brand(legal_name=brand.legal_name)) if brand.legal_name else None
    dba = _first_name(seen, Brand(dba_name=brand.dba_name)) if brand.dba_name else None
    tied = _dba_line(seen, brand)
    related = names.relates(site.facts.host, brand)
    facts: dict[str, Any] = {
        "legal_name": legal is not None,
        "dba_name": dba is not None,
        "dba_line": tied is not None,
        "domain_relates": related,
    }
    facts |= tied or legal or dba or _owner_line(seen)
    follows_trade_name = bool(brand.dba_name) and not names.legal_fits_domain(site.facts.host, brand)
    untied = follows_trade_name and names.relates(site.facts.host, Brand(dba_name=brand.dba_name))
    evidence = evidence_of(*pages)
    if legal and (not untied or tied):
        return Check("identity.name", Verdict.PASS, facts=facts, evidence=evidence)
    known_as = brand.dba_name or names.domain_label(site.facts.host).title()
    line = f"\u00a9 {known_as}. A DBA of {brand.legal_name.rstrip('.')}."
    fix = f"Put this line in the footer: \u201c{line}\u201d"
    if legal:
        words = "The domain follows the trade name, and no line of the site ties it to the legal name."
        return Check("identity.name", Verdict.WARNING, "dba_line_missing", ("tcr:1101",), facts, words, fix, evidence)
    if related or dba:
        words = "The site shows the trade name or a fitting domain, but not the legal name."
        return Check("identity.name", Verdict.WARNING, "legal_name_missing", ("tcr:1101",), facts, words, fix, evidence)
    words = "Neither the domain nor the words of the site lead to the business."
    codes = ("tcr:1101", "toll_free_aggregator:545")
    return Check("identity.name", Verdict.ERROR, "name_mismatch", codes, facts, words, fix, evidence)


def _first_name(seen: list[tuple[PageFacts, str, Text]], brand: Brand) -> dict[str, Any] | None:
    """The passage that first shows a name of the brand."""
    for page, shown, text in seen:
        span = names.find_name(text, brand)
        if span is not None:
            return passage(shown, text.span(*span), page.role)
    return None


def _dba_line(seen: list[tuple[PageFacts, str, Text]], brand: Brand) -> dict[str, Any] | None:
    """The passage that ties the trade name to the legal name: the words for it, and the legal name close by."""
    if not brand.legal_name:
        return None
    for page, shown, text in seen:
        for match in _DBA_LINE.finditer(text.folded):
            start, end = match.span()
            near = normalize(text.plain[max(0, start - _NEAR) : end + _NEAR])
            if names.find_name(near, Brand(legal_name=brand.legal_name)) is not None:
                return passage(shown, text.span(start, end), page.role)
    return None


def _owner_line(seen: list[tuple[PageFacts, str, Text]]) -> dict[str, Any]:
    """The line in which the site names an owner, whoever that is."""
    for page, shown, text in seen:
        match = _OWNER_LINE.search(text.folded)
        if match is not None:
            return passage(shown, text.span(*match.span()), page.role)
    return {}


def check_contact(site: Site) -> Check:
    """Does the site show a phone number or an e-mail address? (source 004, step 3.3)"""
    home = readable_home(site)
    if home is None:
        return Check("contact.visible", Verdict.NOT_APPLICABLE)
    pages = sorted(readable_pages(site), key=lambda page: page.role != "home")
    for page, shown, text in _words(site, pages):
        spans = [*signs.phones(text.folded)[:1], *signs.emails(text.folded)[:1]]
        if spans:
            facts = passage(shown, text.span(*spans[0]), page.role)
            return Check("contact.visible", Verdict.PASS, facts=facts, evidence=evidence_of(page))
        linked = _contact_link(page)
        if linked:
            facts = {"page": page.role, "link": linked}
            return Check("contact.visible", Verdict.PASS, facts=facts, evidence=evidence_of(page))
    words = "The pages show neither a phone number nor an e-mail address."
    fix = "Put a working contact on the site."
    codes = ("toll_free_aggregator:545",)
    return Check("contact.visible", Verdict.ERROR, "no_contact", codes, {}, words, fix, evidence_of(*pages))


def _contact_link(page: PageFacts) -> str:
    """A link that people can press to write or to call; what stands in a comment or a script is none."""
    links = read_html(page.html).links if page.html else ()
    return next((target for words, target in links if words and target.lower().startswith(("mailto:", "tel:"))), "")


def check_social(site: Site) -> Check:
    """Does the home page lead to a LinkedIn or Facebook page? (source 004, steps 2.1 and 2.3)"""
    home = readable_home(site)
    if home is None:
        return Check("social.page", Verdict.NOT_APPLICABLE)
    linked = [target for _, target in read_html(home.html).links] if home.html else []
    known = [*site.facts.social_links, *linked, *site.brand.social_urls]
    found = list(dict.fromkeys(url[:300] for url in known if any(name in url.lower() for name in _SOCIAL)))
    page = site.facts.page("social")
    if page is not None and page_state(page)[0] is Verdict.ERROR:
        _, reason, said = page_state(page)
        words = f"The social page {page.url} cannot be opened. {said}"
        facts: dict[str, Any] = {"links": found[:5], "url": page.url, "status": page.status}
        fix = "Mend the page or its address."
        return Check("social.page", Verdict.ADVICE, reason, (), facts, words, fix, evidence_of(page))
    if found:
        return Check("social.page", Verdict.PASS, facts={"links": found[:5]}, evidence=evidence_of(page or home))
    words = "No LinkedIn or Facebook page is linked; one adds about five points to the trust score."
    fix = "Create one and link it."
    return Check("social.page", Verdict.ADVICE, "no_social_page", (), {}, words, fix, evidence_of(home))


def check_address(site: Site) -> Check:
    """Does the site show the registered address? (source 003, codes 545 and 622)"""
    home, brand = readable_home(site), site.brand
    if home is None or not (brand.street.strip() and brand.postal_code.strip()):
        return Check("identity.address", Verdict.NOT_APPLICABLE)
    number = next(iter(re.findall(r"\d+", brand.street)), "")
    zip_code = brand.postal_code.strip()[:5].lower()
    pages = readable_pages(site)
    zip_seen: dict[str, Any] = {}
    number_seen = not number
    for page, shown, text in _words(site, pages):
        place = text.folded.find(zip_code)
        if place >= 0 and not zip_seen:
            zip_seen = passage(shown, text.span(place, place + len(zip_code)), page.role)
        number_seen = number_seen or re.search(rf"\b{number}\b", text.folded) is not None
    evidence = evidence_of(*pages)
    if zip_seen and number_seen:
        return Check("identity.address", Verdict.PASS, facts=zip_seen, evidence=evidence)
    words, fix = "The registered street address stands on none of the pages.", "Show it in the footer."
    codes = ("toll_free_aggregator:545", "toll_free_aggregator:622")
    return Check("identity.address", Verdict.WARNING, "no_address_shown", codes, zip_seen, words, fix, evidence)


def check_domain(site: Site, at: datetime | None) -> Check:
    """Is the domain old enough to count for the trust score? (source 004, step 2.3)"""
    domain = site.facts.domain
    if domain is None or at is None:
        return Check("domain.age", Verdict.NOT_APPLICABLE)
    facts: dict[str, Any] = {"domain": domain.domain, "source": domain.source}
    if domain.registered is None:
        words = "Nobody who was asked says when the domain was registered."
        fix = "Enter the day on which the domain was registered."
        reason = domain.reason or "not_said"
        return Check("domain.age", Verdict.COULD_NOT_CHECK, reason, (), facts, words, fix)
    days, least = (at - domain.registered).days, int(load().documents["trust_factors"]["domain_days"])
    facts |= {"registered": domain.registered.isoformat(), "days": days}
    if days >= least:
        return Check("domain.age", Verdict.PASS, facts=facts)
    words = (
        f"The domain was registered {max(days, 0)} days ago. From {least} to 90 days on, an older domain over https "
        "adds 5 to 10 points to the trust score."
    )
    fix = f"If there is time, submit the brand {least - max(days, 0)} days from now."
    return Check("domain.age", Verdict.ADVICE, "young", (), facts, words, fix)
