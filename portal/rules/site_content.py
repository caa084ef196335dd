"""What the pages of a website show beyond the required ones: links, forms, goods, leads, substance, address.

Each check judges the facts of one run, as those of ``site_checks`` do; the ``WS`` rules from 20 on are these checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from portal.rules.facts import consent_words, signs
from portal.rules.facts.content import categories_in
from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import read_html
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.site_checks import Check, evidence_of, hidden_by_certificate, page_state, state_seen
from portal.rules.subjects import PageFacts, Site

ROLE_CODES = {
    "privacy_policy": ("tcr:9108",),
    "terms": ("tcr:9108", "dca2:852"),
    "opt_in": ("tcr:9607", "toll_free_aggregator:546"),
}
_TITLES = {"privacy_policy": "privacy policy", "terms": "terms", "opt_in": "opt-in page"}
# Goods that sink a campaign wherever they stand on the site, even if no message names them.
_GOODS = {
    "cannabis": ("dca2:701", "toll_free_aggregator:506"),
    "firearms": ("dca2:702", "toll_free_aggregator:504"),
    "sex": ("dca2:703", "toll_free_aggregator:501"),
    "gambling": ("dca2:704", "toll_free_aggregator:511"),
}
_WORD = re.compile(r"[^\W_]+")


def check_found(site: Site, role: str, check: str) -> Check:
    """Is this page there, and can everybody open it? ``role`` is privacy_policy, terms or opt_in."""
    page = site.facts.page(role)
    title = _TITLES[role]
    if page is None:
        return _absent(site, role, check)
    verdict, reason, words = state_seen(site, page)
    facts = {"url": page.url, "final_url": page.final_url, "status": page.status}
    if hidden_by_certificate(site, page):
        return Check(check, verdict, reason, (), facts, words)
    if verdict is not Verdict.PASS:
        fix = f"Make the {title} readable for everybody, without login and without scripts."
        return Check(check, verdict, reason, ROLE_CODES[role], facts, words, fix, evidence_of(page))
    if not page.https:
        codes = ("tcr:2103", "toll_free_aggregator:544") if role == "opt_in" else ("tcr:9108", "tcr:1103")
        words, fix = f"The {title} is not secured.", "Serve the page over https."
        return Check(check, Verdict.ERROR, "no_tls", codes, facts, words, fix, evidence_of(page))
    home = site.facts.page("home")
    if role != "opt_in" and home is not None and _same_page(home, page):
        words, fix = f"The address of the {title} shows the home page.", "Enter the direct address."
        return Check(check, Verdict.WARNING, "same_as_home", ROLE_CODES[role], facts, words, fix)
    return Check(check, Verdict.PASS, facts=facts, evidence=evidence_of(page))


def _absent(site: Site, role: str, check: str) -> Check:
    if role == "opt_in" or not site.facts.pages:
        return Check(check, Verdict.NOT_APPLICABLE)
    home = site.facts.page("home")
    if home is not None and hidden_by_certificate(site, home):
        verdict, reason, words = state_seen(site, home)
        return Check(check, verdict, reason, (), {}, words)
    words = f"No {_TITLES[role]} was found."
    fix = f"Publish the {_TITLES[role]} on the site and link it in the footer."
    return Check(check, Verdict.ERROR, "not_found", ROLE_CODES[role], {}, words, fix)


def _same_page(home: PageFacts, page: PageFacts) -> bool:
    return (page.final_url or page.url).rstrip("/") == (home.final_url or home.url).rstrip("/")


def _readable_home(site: Site) -> PageFacts | None:
    home = site.facts.page("home")
    return home if home is not None and page_state(home)[0] is Verdict.PASS else None


def _readable(site: Site) -> list[PageFacts]:
    wanted = {"home", "privacy_policy", "terms", "opt_in"}
    return [page for page in site.facts.pages if page.role in wanted and page_state(page)[0] is Verdict.PASS]


def check_links(site: Site) -> Check:
    """Does the home page lead to the policy and the terms? (source 000, prominent display)"""
    home = _readable_home(site)
    if home is None or not home.html:
        return Check("home.links", Verdict.NOT_APPLICABLE)
    folded = [
        normalize(f"{words} {target}".replace("-", " ").replace("/", " ")).folded for words, target in _links(home)
    ]
    missing = [
        title
        for role, title, sign in (
            ("privacy_policy", "privacy policy", signs.privacy_mention),
            ("terms", "terms", signs.terms_mention),
        )
        if site.facts.page(role) is not None and not any(sign(one) for one in folded)
    ]
    if not missing:
        return Check("home.links", Verdict.PASS)
    verdict = Verdict.ERROR if "privacy policy" in missing else Verdict.WARNING
    codes = ("dca2:851",) if verdict is Verdict.ERROR else ("dca2:852",)
    words = f"The home page has no link to the {' and the '.join(missing)}."
    return Check("home.links", verdict, "not_linked", codes, {"missing": missing}, words, "Link both in the footer.")


def _links(page: PageFacts) -> tuple[tuple[str, str], ...]:
    return read_html(page.html).links


def check_forms(site: Site) -> Check:
    """Does every form that demands a phone number say what texts follow? (second aggregator, 803)"""
    pages = [page for page in _readable(site) if page.html]
    if not pages:
        return Check("home.forms", Verdict.NOT_APPLICABLE)
    silent = []
    for page in pages:
        form = read_form(page.html, site.brand)
        if form.found and form.phone_required and not form.consent_boxes and not form.wording.strip():
            silent.append(page.url)
    if not silent:
        return Check("home.forms", Verdict.PASS)
    words = f"A form demands a phone number and says nothing about texts: {', '.join(silent)}."
    fix = "Put the consent wording with its box beside the phone field, or let people leave the number out."
    return Check("home.forms", Verdict.WARNING, "no_wording", ("dca2:803",), {"pages": silent}, words, fix)


def check_goods(site: Site) -> Check:
    """Does the site sell what no carrier carries? (second aggregator, 701 to 704)"""
    home = _readable_home(site)
    if home is None:
        return Check("home.goods", Verdict.NOT_APPLICABLE)
    found = [(category, word) for category, _, word in categories_in(home.text) if category["slug"] in _GOODS]
    if not found:
        return Check("home.goods", Verdict.PASS)
    codes = tuple(dict.fromkeys(code for category, _ in found for code in _GOODS[str(category["slug"])]))
    named = ", ".join(f"\u201c{word}\u201d" for _, word in found)
    words = f"The home page speaks of {named}; such goods sink a campaign even if no message names them."
    return Check(
        "home.goods", Verdict.WARNING, "prohibited", codes, {"words": named}, words, "Text for another business."
    )


def check_leads(site: Site) -> Check:
    """Does the site trade in leads? (second aggregator, 708)"""
    home = _readable_home(site)
    if home is None:
        return Check("home.leads", Verdict.NOT_APPLICABLE)
    text = normalize(home.text.replace("\n", " "))
    span = consent_words.trades_leads(text.folded)
    if span is None:
        return Check("home.leads", Verdict.PASS)
    words = (
        f"The home page offers \u201c{text.folded[slice(*span)]}\u201d; reviewers decline senders who trade in leads."
    )
    codes = ("dca2:708", "toll_free_aggregator:538")
    return Check("home.leads", Verdict.WARNING, "lead_trade", codes, {}, words, "Take the offer off the site.")


def check_substance(site: Site, least_words: int, least_pages: int) -> Check:
    """Does the site say enough about the business? (registry's review, 1004; second aggregator, 807)"""
    home = _readable_home(site)
    if home is None:
        return Check("home.substance", Verdict.NOT_APPLICABLE)
    count = len(_WORD.findall(home.text))
    inner = {urlsplit(target).path.rstrip("/") for _, target in _links(home) if _own(site, target)} - {""}
    facts = {"words": count, "pages": len(inner)}
    if count >= least_words and (not home.html or len(inner) >= least_pages):
        return Check("home.substance", Verdict.PASS, facts=facts)
    words = f"The home page has {count} words and leads to {len(inner)} pages; reviewers look for more substance."
    codes = ("dca2:807", "toll_free_aggregator:545")
    fix = "Say who you are, what you offer and where, on pages of their own."
    return Check("home.substance", Verdict.WARNING, "thin", codes, facts, words, fix)


def _own(site: Site, target: str) -> bool:
    if target.startswith(("#", "mailto:", "tel:", "javascript:")):
        return False
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return False
    return not host or host.removeprefix("www.") == site.facts.host.removeprefix("www.")


def check_address(site: Site) -> Check:
    """Does the site show the registered address? (source 003, codes 545 and 622)"""
    home, brand = _readable_home(site), site.brand
    if home is None or not (brand.street.strip() and brand.postal_code.strip()):
        return Check("identity.address", Verdict.NOT_APPLICABLE)
    folded = normalize(" ".join(page.text for page in _readable(site))).folded
    number = next(iter(re.findall(r"\d+", brand.street)), "")
    zip_code = brand.postal_code.strip()[:5].lower()
    if zip_code in folded and (not number or re.search(rf"\b{number}\b", folded)):
        return Check("identity.address", Verdict.PASS)
    words = "The registered street address stands on none of the pages."
    codes = ("toll_free_aggregator:545", "toll_free_aggregator:622")
    return Check("identity.address", Verdict.WARNING, "no_address_shown", codes, {}, words, "Show it in the footer.")


CONTENT_CHECKS: Mapping[str, Callable[[Site], Check]] = {
    "home.links": check_links,
    "home.forms": check_forms,
    "home.goods": check_goods,
    "home.leads": check_leads,
    "identity.address": check_address,
}


def hits(check: str, site: Site) -> Iterator[Hit]:
    """What one of these checks found, as a hit of the rule that stands for it."""
    yield from as_hits(CONTENT_CHECKS[check](site))


def as_hits(found: Check, **more: Any) -> Iterator[Hit]:
    """The finding of a check, if it has one."""
    if found.verdict not in {Verdict.PASS, Verdict.NOT_APPLICABLE}:
        yield Hit(message=found.message, fix=found.fix or None, codes=found.codes, severity=found.verdict, **more)
