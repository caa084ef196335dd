"""The pages that carry words: policy, terms and opt-in form, found and judged by the linter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portal.rules.engine import judge
from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import Page, read_html
from portal.rules.inputs import page_subject
from portal.rules.result import Report, Verdict
from portal.rules.site.check import Check, evidence_of, page_state
from portal.rules.site.finding import check_found
from portal.rules.subjects import PageFacts, Site


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


def check_policy(site: Site, profile: str, ledger_years: int | None = None) -> list[Check]:
    """Is there a privacy policy, and does it say what it must? (source 004, code 9108)"""
    found = check_found(site, "privacy_policy", "privacy_policy.found")
    page = site.facts.page("privacy_policy")
    if (
        page is None
        or found.verdict in {Verdict.COULD_NOT_CHECK, Verdict.NOT_APPLICABLE}
        or page_state(page)[0] is not Verdict.PASS
    ):
        return [found, Check("privacy_policy.content", _unread(found), found.reason)]
    policy = replace(page_subject("privacy_policy", _read(page), site.brand), ledger_years=ledger_years)
    report = judge("privacy_policy", policy, profile=profile)
    return [found, _content("privacy_policy.content", report, page)]


def check_terms(site: Site, profile: str) -> list[Check]:
    """Are there terms, and do they disclose what they must? (source 000, terms of service)"""
    found = check_found(site, "terms", "terms.found")
    page = site.facts.page("terms")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, Check("terms.content", _unread(found), found.reason)]
    report = judge("terms", page_subject("terms", _read(page), site.brand), profile=profile)
    return [found, _content("terms.content", report, page)]


def check_opt_in(site: Site, profile: str) -> list[Check]:
    """Does the opt-in page open, and is its form sound? (source 004, codes 2103, 2104 and 9607)"""
    found = check_found(site, "opt_in", "opt_in.found")
    page = site.facts.page("opt_in")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, Check("opt_in.form", _unread(found), found.reason)]
    report = judge("opt_in_form", read_form(page.html or page.text, site.brand), profile=profile)
    return [found, _content("opt_in.form", report, page)]


def _unread(found: Check) -> Verdict:
    """What a page that could not be read is: never a pass and never a failure of its words."""
    return Verdict.NOT_APPLICABLE if found.verdict is Verdict.NOT_APPLICABLE else Verdict.COULD_NOT_CHECK
