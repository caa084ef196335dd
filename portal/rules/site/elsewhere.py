"""What else points at the site: the policies' addresses in other answers, what robots.txt asks of programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from portal.rules.result import Verdict
from portal.rules.site.check import Check, evidence_of
from portal.rules.subjects import Site
from portal.rules.web_facts import PageFacts, Stated

_TITLES = {"privacy_policy": "privacy policy", "terms": "terms", "opt_in": "opt-in page", "home": "website"}
_MARKS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
_MOST = 20


def plain_address(url: str) -> str:
    """An address as comparisons need it: without scheme, ``www.``, port of its own, mark of a campaign or last slash.

    An address that cannot be read stays as it is.
    """
    whole = url.strip() if "://" in url else f"https://{url.strip()}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    named = f"{host}:{port}" if port not in {None, 80, 443} else host
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(_MARKS)]
    return f"{named}{unquote(parts.path).rstrip('/')}{'?' if kept else ''}{urlencode(kept)}"


def check_consistency(site: Site) -> Check:
    """Do all answers give the same addresses for policy and terms? (source 004, step 4.5)"""
    stated = [one for one in site.facts.stated if one.url.strip() and one.role in _TITLES]
    if not stated:
        return Check("consistency.policies", Verdict.NOT_APPLICABLE)
    differing, used = [], []
    for role in dict.fromkeys(one.role for one in stated):
        page = site.facts.page(role)
        given = [one for one in stated if one.role == role]
        known = _addresses(page) if page is not None else {plain_address(given[0].url)}
        wanted = page.url if page is not None else given[0].url
        differing += [(one, wanted) for one in given if plain_address(one.url) not in known]
        used += [page] if page is not None else []
    facts: dict[str, Any] = {
        "compared": len(stated),
        "differing": [{"where": one.where, "role": one.role, "url": one.url[:300]} for one, _ in differing[:_MOST]],
    }
    evidence = evidence_of(*used)
    if not differing:
        return Check("consistency.policies", Verdict.PASS, facts=facts, evidence=evidence)
    words = " ".join(_said(one, wanted) for one, wanted in differing[:5])
    fix = "Give the same address for the privacy policy, and the same for the terms, in every answer and on the form."
    return Check("consistency.policies", Verdict.ERROR, "differs", ("tcr:9108",), facts, words, fix, evidence)


def _said(one: Stated, wanted: str) -> str:
    where = one.where[:1].upper() + one.where[1:]
    return f"{where} gives {one.url[:200]} for the {_TITLES[one.role]}; the website check was given {wanted[:200]}."


def _addresses(page: PageFacts) -> set[str]:
    """All addresses under which the page is known: as given, on the way there, where it ends, what it calls itself."""
    seen = (page.url, *page.redirects, page.final_url or "", page.canonical)
    return {plain_address(url) for url in seen if url}


def check_robots(site: Site) -> Check:
    """Does robots.txt let programs read the pages that reviewers' programs open?"""
    robots = site.facts.robots
    if robots is None:
        return Check("robots.pages", Verdict.NOT_APPLICABLE)
    facts: dict[str, Any] = {"url": robots.url, "turned_away": list(robots.turned_away[:_MOST])}
    if robots.reason is not None:
        words = "What the site asks of programs could not be read."
        return Check("robots.pages", Verdict.COULD_NOT_CHECK, robots.reason, (), facts, words)
    if not robots.turned_away:
        return Check("robots.pages", Verdict.PASS, facts=facts)
    words = f"robots.txt asks programs to stay away from {', '.join(robots.turned_away[:5])}."
    fix = "Allow these pages in robots.txt, so that automated reviews that heed it can read them."
    return Check("robots.pages", Verdict.ADVICE, "turned_away", (), facts, words, fix)
