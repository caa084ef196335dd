"""Are the policy, the terms and the opt-in page there, and can everybody open them?"""

from __future__ import annotations

from portal.rules.result import Verdict
from portal.rules.site.check import Check, evidence_of, hidden_by_certificate, state_seen
from portal.rules.subjects import PageFacts, Site

ROLE_CODES = {
    "privacy_policy": ("tcr:9108",),
    "terms": ("tcr:9108", "dca2:852"),
    "opt_in": ("tcr:9607", "toll_free_aggregator:546"),
}
_TITLES = {"privacy_policy": "privacy policy", "terms": "terms", "opt_in": "opt-in page"}


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
