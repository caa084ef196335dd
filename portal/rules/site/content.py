"""What the site says: in English, links, forms, goods, leads, substance."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from portal.rules.facts import consent_words, signs
from portal.rules.facts.content import categories_in
from portal.rules.facts.forms import read_form
from portal.rules.facts.language import reads_english
from portal.rules.facts.pages import read_html
from portal.rules.facts.text import normalize
from portal.rules.result import Verdict
from portal.rules.site.check import Check, page_state, readable_home, readable_pages
from portal.rules.subjects import PageFacts, Site

# Goods that sink a campaign wherever they stand on the site, even if no message names them.
_GOODS = {
    "cannabis": ("dca2:701", "toll_free_aggregator:506"),
    "firearms": ("dca2:702", "toll_free_aggregator:504"),
    "sex": ("dca2:703", "toll_free_aggregator:501"),
    "gambling": ("dca2:704", "toll_free_aggregator:511"),
}
_WORD = re.compile(r"[^\W_]+")


def check_language(site: Site) -> Check:
    """Can the automated review read the site in English? (source 004, code 1004)"""
    home = site.facts.page("home")
    if home is None or page_state(home)[0] is not Verdict.PASS:
        return Check("home.language", Verdict.NOT_APPLICABLE)
    english = reads_english(home)
    facts = {"language": home.language}
    if english is None:
        return Check(
            "home.language", Verdict.COULD_NOT_CHECK, "too_little_text", (), facts, "There is too little text."
        )
    if english:
        return Check("home.language", Verdict.PASS, facts=facts)
    words = "The site is not in English and shows no way to an English version."
    fix = "Add an English version or a visible switch to English."
    return Check("home.language", Verdict.ERROR, "not_english", ("tcr:1004", "dca2:506"), facts, words, fix)


def check_links(site: Site) -> Check:
    """Does the home page lead to the policy and the terms? (source 000, prominent display)"""
    home = readable_home(site)
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
    pages = [page for page in readable_pages(site) if page.html]
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
    home = readable_home(site)
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
    home = readable_home(site)
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
    home = readable_home(site)
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
