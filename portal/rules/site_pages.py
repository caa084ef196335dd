"""The pages of a website that carry words: policy, terms and opt-in form, found and judged by the linter."""

from __future__ import annotations

from typing import Any

from portal.rules.engine import judge
from portal.rules.forms import read_form
from portal.rules.inputs import page_subject
from portal.rules.pages import Page, read_html
from portal.rules.result import Report, Verdict
from portal.rules.site_checks import Check, evidence_of, hidden_by_certificate, page_state, state_seen
from portal.rules.subjects import PageFacts, Site

_ROLE_CODES = {
    "privacy_policy": ("tcr:9108",),
    "terms": ("tcr:9108", "dca2:852"),
    "opt_in": ("tcr:9607", "toll_free_aggregator:546"),
}
_TITLES = {"privacy_policy": "privacy policy", "terms": "terms", "opt_in": "opt-in page"}


def _found(site: Site, role: str, check: str) -> Check:
    page = site.facts.page(role)
    title = _TITLES[role]
    if page is None:
        if role == "opt_in" or not site.facts.pages:
            return Check(check, Verdict.NOT_APPLICABLE)
        home = site.facts.page("home")
        if home is not None and hidden_by_certificate(site, home):
            verdict, reason, words = state_seen(site, home)
            return Check(check, verdict, reason, (), {}, words)
        words = f"No {title} was found."
        fix = f"Publish the {title} on the site and link it in the footer."
        return Check(check, Verdict.ERROR, "not_found", _ROLE_CODES[role], {}, words, fix)
    verdict, reason, words = state_seen(site, page)
    facts = {"url": page.url, "final_url": page.final_url, "status": page.status}
    if hidden_by_certificate(site, page):
        return Check(check, verdict, reason, (), facts, words)
    if verdict is not Verdict.PASS:
        fix = f"Make the {title} readable for everybody, without login and without scripts."
        return Check(check, verdict, reason, _ROLE_CODES[role], facts, words, fix, evidence_of(page))
    if not page.https:
        codes = ("tcr:2103", "toll_free_aggregator:544") if role == "opt_in" else ("tcr:9108", "tcr:1103")
        fix = "Serve the page over https."
        return Check(
            check, Verdict.ERROR, "no_tls", codes, facts, f"The {title} is not secured.", fix, evidence_of(page)
        )
    home = site.facts.page("home")
    if role != "opt_in" and home is not None and _same_page(home, page):
        words = f"The address of the {title} shows the home page."
        return Check(
            check, Verdict.WARNING, "same_as_home", _ROLE_CODES[role], facts, words, "Enter the direct address."
        )
    return Check(check, Verdict.PASS, facts=facts, evidence=evidence_of(page))


def _same_page(home: PageFacts, page: PageFacts) -> bool:
    return (page.final_url or page.url).rstrip("/") == (home.final_url or home.url).rstrip("/")


def _read(page: PageFacts) -> Page:
    return read_html(page.html) if page.html else Page(text=page.text, headings=(), links=())


def _content(check: str, report: Report, page: PageFacts) -> Check:
    """The linter's report on a page as one check."""
    worst_codes: dict[str, None] = {}
    for finding in report.findings:
        if finding.severity in {Verdict.ERROR, Verdict.WARNING}:
            worst_codes |= dict.fromkeys(finding.codes)
    facts: dict[str, Any] = {
        **(report.facts or {}),
        "findings": [finding.as_dict() for finding in report.findings],
    }
    return Check(
        check,
        report.verdict,
        "" if report.verdict is Verdict.PASS else "content",
        tuple(worst_codes),
        facts,
        " ".join(finding.message for finding in report.findings),
        " ".join(dict.fromkeys(finding.fix for finding in report.findings if finding.severity is Verdict.ERROR)),
        evidence_of(page),
    )


def check_policy(site: Site, profile: str) -> list[Check]:
    """Is there a privacy policy, and does it say what it must? (source 004, code 9108)"""
    found = _found(site, "privacy_policy", "privacy_policy.found")
    page = site.facts.page("privacy_policy")
    if (
        page is None
        or found.verdict in {Verdict.COULD_NOT_CHECK, Verdict.NOT_APPLICABLE}
        or page_state(page)[0] is not Verdict.PASS
    ):
        return [found, Check("privacy_policy.content", _unread(found), found.reason)]
    report = judge("privacy_policy", page_subject("privacy_policy", _read(page), site.brand), profile=profile)
    return [found, _content("privacy_policy.content", report, page)]


def check_terms(site: Site, profile: str) -> list[Check]:
    """Are there terms, and do they disclose what they must? (source 000, terms of service)"""
    found = _found(site, "terms", "terms.found")
    page = site.facts.page("terms")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, Check("terms.content", _unread(found), found.reason)]
    report = judge("terms", page_subject("terms", _read(page), site.brand), profile=profile)
    return [found, _content("terms.content", report, page)]


def check_opt_in(site: Site, profile: str) -> list[Check]:
    """Does the opt-in page open, and is its form sound? (source 004, codes 2103, 2104 and 9607)"""
    found = _found(site, "opt_in", "opt_in.found")
    page = site.facts.page("opt_in")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, Check("opt_in.form", _unread(found), found.reason)]
    report = judge("opt_in_form", read_form(page.html or page.text, site.brand), profile=profile)
    return [found, _content("opt_in.form", report, page)]


def _unread(found: Check) -> Verdict:
    """What a page that could not be read is: never a pass and never a failure of its words."""
    return Verdict.NOT_APPLICABLE if found.verdict is Verdict.NOT_APPLICABLE else Verdict.COULD_NOT_CHECK
