"""Are the policy, the terms and the opt-in page there, and can everybody open them?"""

from __future__ import annotations

from typing import Any

from portal.rules.result import Verdict
from portal.rules.site.check import (
    TLS_WORDS,
    Check,
    evidence_of,
    hidden_by_certificate,
    page_state,
    readable_home,
    seen_of,
    state_seen,
)
from portal.rules.site.elsewhere import plain_address
from portal.rules.site.mending import LET_THROUGH, host_refused, mend_page
from portal.rules.site.proof import beginning
from portal.rules.site.rendered import picture_of
from portal.rules.subjects import Site
from portal.rules.web_facts import PageFacts

_ROLE_CODES = {
    "privacy_policy": ("tcr:9108", "dca2:804", "toll_free_aggregator:546"),
    "terms": ("tcr:9108", "dca2:852", "toll_free_aggregator:546"),
    "opt_in": ("tcr:9607", "toll_free_aggregator:546", "toll_free_aggregator:550"),
}
_INSECURE = {
    "privacy_policy": ("tcr:9108", "tcr:1103", "toll_free_aggregator:544"),
    "terms": ("tcr:9108", "tcr:1103", "toll_free_aggregator:544"),
    "opt_in": ("tcr:2103", "toll_free_aggregator:544"),
}
_HOLDING_PAGE = "placeholder_page"
"""Open to everybody and read, and it leads to no policy; a home page that fails otherwise says nothing of one."""
_NO_SUCH_NAME = frozenset({"no_address", "not_a_name"})
_TITLES = {"privacy_policy": "privacy policy", "terms": "terms page", "opt_in": "opt-in page"}


def _codes(role: str, reason: str) -> tuple[str, ...]:
    """The codes that a page in this role draws when it cannot be opened for this reason."""
    if reason in TLS_WORDS:
        return _INSECURE[role]
    if role == "opt_in" and reason in _NO_SUCH_NAME:
        return ("tcr:2104", "toll_free_aggregator:546")
    return _ROLE_CODES[role]


def check_found(site: Site, role: str, check: str) -> Check:
    """Is this page there, and can everybody open it? ``role`` is privacy_policy, terms or opt_in."""
    page = site.facts.page(role)
    title = _TITLES[role]
    if page is None:
        return _absent(site, role, check)
    verdict, reason, words = state_seen(site, page)
    facts, evidence = seen_of(page) | picture_of(site.facts, role), evidence_of(page)
    if hidden_by_certificate(site, page):
        return Check(check, verdict, reason, (), facts, words)
    if verdict is not Verdict.PASS:
        fix = mend_page(verdict, reason, title, host_refused(page))
        return Check(check, verdict, reason, _codes(role, reason), facts, words, fix, evidence)
    facts |= beginning(page.text, role)
    if not page.https:
        words, fix = f"The {title} is not secured.", "Serve the page over https."
        return Check(check, Verdict.ERROR, "no_tls", _INSECURE[role], facts, words, fix, evidence)
    return _elsewhere(site, page, check, facts) or Check(check, Verdict.PASS, facts=facts, evidence=evidence)


def _elsewhere(site: Site, page: PageFacts, check: str, facts: dict[str, Any]) -> Check | None:
    """A page that answers, where what is looked for stands at another address."""
    home, role, evidence = readable_home(site), page.role, evidence_of(page)
    if role != "opt_in" and home is not None and _same_page(home, page):
        words, fix = f"The address of the {_TITLES[role]} shows the home page.", "Enter the direct address."
        return Check(check, Verdict.WARNING, "same_as_home", _ROLE_CODES[role], facts, words, fix, evidence)
    if page.onward:
        words = f"The page says that the whole {_TITLES[role]} stands at {page.onward[:300]}."
        fix = f"Enter {page.onward[:300]}, or put the whole text on this page."
        facts |= {"onward": page.onward}
        return Check(check, Verdict.WARNING, "text_elsewhere", _ROLE_CODES[role], facts, words, fix, evidence)
    return None


def _absent(site: Site, role: str, check: str) -> Check:
    home, title = site.facts.page("home"), _TITLES[role]
    if role == "opt_in" or home is None:
        return Check(check, Verdict.NOT_APPLICABLE)
    if hidden_by_certificate(site, home):
        verdict, reason, words = state_seen(site, home)
        return Check(check, verdict, reason, (), {}, words)
    verdict, reason, _ = page_state(home)
    if verdict is not Verdict.PASS and reason != _HOLDING_PAGE:
        words = f"No address of the {title} is known, and the home page that might lead there could not be read."
        fix = LET_THROUGH if verdict is Verdict.COULD_NOT_CHECK else "Mend the home page first, then check again."
        return Check(check, Verdict.COULD_NOT_CHECK, reason, (), {}, words, fix)
    words = f"No {title} was found."
    fix = f"Publish the {title} on the site and link it in the footer."
    return Check(check, Verdict.ERROR, "not_found", _ROLE_CODES[role], {}, words, fix, evidence_of(home))


def _same_page(home: PageFacts, page: PageFacts) -> bool:
    return plain_address(page.final_url or page.url) == plain_address(home.final_url or home.url)
