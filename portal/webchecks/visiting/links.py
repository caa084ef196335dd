# ruff: noqa: E501 - a pattern reads better on one line than torn apart, and other languages have other signs
"""Where a home page links to its privacy policy and its terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from portal.egress.names.targets import join_target, parse_target
from portal.egress.reasons import CannotReach
from portal.rules.facts.hosts import host_of, site_of
from portal.rules.facts.pages import read_html
from portal.rules.web_facts import PageFacts

MOST_LINKS: Final = 2_000
_FOOTER: Final = "footer a[href], [class*=footer] a[href], [id*=footer] a[href], [role=contentinfo] a[href]"
_MOST_FOOTER_LINKS: Final = 300


class _Words(NamedTuple):
    """How a policy is called: its whole name, a word of it in a link, one in an address, and in other languages."""

    name: re.Pattern[str]
    words: re.Pattern[str]
    address: re.Pattern[str]
    elsewhere: re.Pattern[str]


_CALLED: Final = {
    "privacy_policy": _Words(
        re.compile(r"(?i)\bprivacy (?:policy|notice|statement)\b"),
        re.compile(r"(?i)\bprivacy\b(?! (?:choices|preferences|settings|shield|manager))"),
        re.compile(r"(?i)privacy|data-?policy"),
        re.compile(
            r"(?i)privacidad|confidentialit|datenschutz|privacidade|riservatezza|informativa sulla|конфиденциальност"
            r"|隐私|隱私|个人信息|プライバシー|個人情報|개인정보|bảo mật|riêng tư|prywatno|privacyverklaring|gizlilik|الخصوصية"
        ),
    ),
    "terms": _Words(
        re.compile(
            r"(?i)\bterms (?:of (?:use|service)|(?:and|&) conditions)\b|\b(?:sms|messaging|user) (?:terms|agreement)\b"
        ),
        re.compile(r"(?i)\bterms\b(?! of (?:sale|payment))|\bconditions of (?:use|service)\b|\btos\b|\bt ?& ?c\b"),
        re.compile(r"(?i)\bterms|/tos\b|conditions-of|user-agreement"),
        re.compile(
            r"(?i)t[ée]rminos|condiciones|conditions (?:g[ée]n[ée]rales|d['’]utilisation)|\bagb\b|nutzungsbedingungen"
            r"|termos|condi[çc][õo]es|termini|условия|条款|條款|利用規約|이용약관|điều khoản|regulamin|voorwaarden|şartlar"
        ),
    ),
}
_SOMEONE_ELSES: Final = re.compile(
    r"(?i)^(?:policies\.google\.com|www\.google\.com|.*\.?(?:cloudflare|hcaptcha|stripe|paypal|mailchimp|facebook|twitter|x"
    r"|linkedin|instagram|tiktok|youtube|yelp|squarespace|wix|shopify|godaddy|wordpress|weebly|calendly)\.(?:com|org))$"
)


def policy_link(home: PageFacts | None, role: str) -> str:
    """The address a home page gives for its policy or terms; empty when it gives none.

    Whole names count more than single words, words more than addresses, other languages least; among equals the
    site's own pages count more than others', the footer's links more than the rest, and a place on the home page least.
    """
    if home is None or not home.html or not home.final_url:
        return ""
    found = sorted(_named(home, home.final_url, _CALLED[role]))
    return found[0][1][1] if found else ""


def _named(home: PageFacts, base: str, called: _Words) -> Iterator[tuple[tuple[int, ...], tuple[int, str]]]:
    page = read_html(home.html)
    below = (
        {node.attributes.get("href") or "" for node in page.tree.css(_FOOTER)[:_MOST_FOOTER_LINKS]} if page.tree else ()
    )
    own = site_of(host_of(base))
    for place, (words, href) in enumerate(page.links[:MOST_LINKS]):
        rank = _rank(called, words, href)
        if rank is None or href.strip() == "#":
            continue
        try:
            target = join_target(parse_target(base), href)
        except CannotReach:
            continue
        if _SOMEONE_ELSES.match(target.host) and site_of(target.host) != own:
            continue
        here = href.strip().startswith("#")
        address = f"{target.url}{href.strip()[:200]}" if here else target.url
        strange = site_of(target.host.removeprefix("www.")) != own
        yield (int(here), rank, int(strange), int(href not in below), place), (place, address)


def _rank(called: _Words, words: str, href: str) -> int | None:
    for rank, pattern in enumerate((called.name, called.words)):
        if pattern.search(words[:300]):
            return rank
    if called.address.search(href[:500]):
        return 2
    return 3 if called.elsewhere.search(words[:300]) or called.elsewhere.search(href[:500]) else None
