"""What the site says: in English, links, forms, goods, leads, substance."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from portal.rules.facts import consent_words, signs
from portal.rules.facts.content import categories_in
from portal.rules.facts.forms import read_form, takes_phone
from portal.rules.facts.language import reads_english
from portal.rules.facts.pages import hidden_parts, link_words, read_html
from portal.rules.facts.text import normalize
from portal.rules.result import Verdict
from portal.rules.site.check import Check, evidence_of, readable_home, readable_pages
from portal.rules.site.proof import beginning, found_passage, passage
from portal.rules.subjects import Site
from portal.rules.web_facts import PageFacts

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
    home = readable_home(site)
    if home is None:
        return Check("home.language", Verdict.NOT_APPLICABLE)
    english = reads_english(home)
    facts = {"language": home.language, **beginning(home.text, "home")}
    evidence = evidence_of(home)
    if english is None:
        words = "There is too little text to tell its language."
        return Check("home.language", Verdict.COULD_NOT_CHECK, "too_little_text", (), facts, words, "", evidence)
    if english:
        return Check("home.language", Verdict.PASS, facts=facts, evidence=evidence)
    words = "The site is not in English and shows no way to an English version."
    fix = "Add an English version or a visible switch to English."
    codes = ("tcr:1004", "dca2:506")
    return Check("home.language", Verdict.ERROR, "not_english", codes, facts, words, fix, evidence)


def check_links(site: Site) -> Check:
    """Does the home page lead to the policy and the terms? (source 000, prominent display)"""
    home = readable_home(site)
    if home is None or not home.html:
        return Check("home.links", Verdict.NOT_APPLICABLE)
    folded = [
        ((words, target), normalize(f"{words} {target}".replace("-", " ").replace("/", " ")).folded)
        for words, target in dict.fromkeys(_links(home))
    ]
    unseen = _hidden_links(home)
    found: dict[str, str] = {}
    missing, hidden = [], []
    for role, sign in (("privacy_policy", signs.privacy_mention), ("terms", signs.terms_mention)):
        targets = [link for link, one in folded if sign(one)]
        if targets:
            found[role] = targets[0][1][:300]
            hidden += [_TITLES[role]] if all(link in unseen for link in targets) else []
        elif site.facts.page(role) is not None:
            missing.append(_TITLES[role])
    facts = {"links": found, "missing": missing}
    if hidden and not missing:
        words = f"The home page hides its link to the {' and the '.join(hidden)}."
        fix = "Show both in the footer."
        return Check("home.links", Verdict.WARNING, "hidden_link", ("dca2:851",), facts, words, fix, evidence_of(home))
    if not missing:
        return Check("home.links", Verdict.PASS, facts=facts, evidence=evidence_of(home))
    verdict = Verdict.ERROR if _TITLES["privacy_policy"] in missing else Verdict.WARNING
    codes = ("dca2:851",) if verdict is Verdict.ERROR else ("dca2:852",)
    words = f"The home page has no link to the {' and the '.join(missing)}."
    fix = "Link both in the footer."
    return Check("home.links", verdict, "not_linked", codes, facts, words, fix, evidence_of(home))


def _hidden_links(page: PageFacts) -> frozenset[tuple[str, str]]:
    """The links that stand only in hidden parts; a menu for small screens often repeats the footer's."""
    tree = read_html(page.html).tree
    parts = hidden_parts(tree) if tree is not None else []
    if tree is None or not parts:
        return frozenset()
    anchors = {node.mem_id: node for part in parts for node in part.css("a[href]")}
    shown = {_link(node) for node in tree.css("a[href]") if node.mem_id not in anchors}
    return frozenset(_link(node) for node in anchors.values()) - shown


def _link(node: Any) -> tuple[str, str]:
    return link_words(node), (node.attributes.get("href") or "").strip()


_TITLES = {"privacy_policy": "privacy policy", "terms": "terms"}


def _links(page: PageFacts) -> tuple[tuple[str, str], ...]:
    return read_html(page.html).links


def check_forms(site: Site) -> Check:
    """Does every form that demands a phone number say what texts follow? (second aggregator, 803)"""
    pages = [page for page in readable_pages(site) if page.html]
    if not pages:
        return Check("home.forms", Verdict.NOT_APPLICABLE)
    silent: list[PageFacts] = []
    proof: dict[str, Any] = {}
    for page in pages:
        if not takes_phone(page.html):
            continue
        form = read_form(page.html, site.brand)
        if form.phone_required and not form.consent_boxes and not form.wording.strip():
            silent.append(page)
            proof = proof or found_passage(page.text, form.text[:120], page.role)
    if not silent:
        return Check("home.forms", Verdict.PASS, evidence=evidence_of(*pages))
    named = [page.url for page in silent]
    words = f"A form demands a phone number and says nothing about texts: {', '.join(named)}."
    fix = "Put the consent wording with its box beside the phone field, or let people leave the number out."
    facts = {"pages": named, **proof}
    return Check("home.forms", Verdict.WARNING, "no_wording", ("dca2:803",), facts, words, fix, evidence_of(*silent))


def check_goods(site: Site) -> Check:
    """Does the site sell what no carrier carries? (second aggregator, 701 to 704)"""
    home = readable_home(site)
    if home is None:
        return Check("home.goods", Verdict.NOT_APPLICABLE)
    evidence = evidence_of(home)
    found = [one for one in categories_in(home.text) if one[0]["slug"] in _GOODS]
    if not found:
        return Check("home.goods", Verdict.PASS, evidence=evidence)
    codes = tuple(dict.fromkeys(code for category, _, _ in found for code in _GOODS[str(category["slug"])]))
    named = ", ".join(f"\u201c{word}\u201d" for _, _, word in found)
    words = f"The home page speaks of {named}; such goods sink a campaign even if no message names them."
    facts = {"words": named, **passage(home.text, found[0][1], "home")}
    fix = "Text for another business."
    return Check("home.goods", Verdict.WARNING, "prohibited", codes, facts, words, fix, evidence)


def check_leads(site: Site) -> Check:
    """Does the site trade in leads? (second aggregator, 708)"""
    home = readable_home(site)
    if home is None:
        return Check("home.leads", Verdict.NOT_APPLICABLE)
    text, evidence = normalize(home.text), evidence_of(home)
    span = consent_words.trades_leads(text.folded)
    if span is None:
        return Check("home.leads", Verdict.PASS, evidence=evidence)
    said = text.folded[slice(*span)]
    words = f"The home page offers \u201c{said}\u201d; reviewers decline senders who trade in leads."
    facts = passage(home.text, text.span(*span), "home")
    codes, fix = ("dca2:708", "toll_free_aggregator:538"), "Take the offer off the site."
    return Check("home.leads", Verdict.WARNING, "lead_trade", codes, facts, words, fix, evidence)


def check_substance(site: Site, least_words: int, least_pages: int) -> Check:
    """Does the site say enough about the business? (registry's review, 1004; second aggregator, 807)"""
    home = readable_home(site)
    if home is None:
        return Check("home.substance", Verdict.NOT_APPLICABLE)
    count, evidence = len(_WORD.findall(home.text)), evidence_of(home)
    inner = {_path(target) for _, target in _links(home) if _own(site, target)} - {""}
    facts = {"words": count, "pages": len(inner)}
    if count >= least_words and (not home.html or len(inner) >= least_pages):
        return Check("home.substance", Verdict.PASS, facts=facts, evidence=evidence)
    words = f"The home page has {count} words and leads to {len(inner)} pages; reviewers look for more substance."
    codes = ("dca2:807", "toll_free_aggregator:545")
    fix = "Say who you are, what you offer and where, on pages of their own."
    return Check("home.substance", Verdict.WARNING, "thin", codes, facts, words, fix, evidence)


def _path(target: str) -> str:
    return urlsplit(target).path.rstrip("/")


def _own(site: Site, target: str) -> bool:
    if target.startswith(("#", "mailto:", "tel:", "javascript:")):
        return False
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return False
    return not host or host.removeprefix("www.") == site.facts.host.removeprefix("www.")
