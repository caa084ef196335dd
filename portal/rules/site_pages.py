"""The pages that carry words: policy, terms and opt-in form, found and judged by the linter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portal.rules.engine import judge
from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import Page, read_html
from portal.rules.facts.unfolding import unfolded
from portal.rules.inputs import page_subject
from portal.rules.result import Report, Verdict
from portal.rules.site.check import PAGE_WORDS, Check, evidence_of, page_state
from portal.rules.site.finding import check_found
from portal.rules.site.proof import proof_of
from portal.rules.site.rendered import drawn_of, picture_of, rendered_of
from portal.rules.subjects import OptInForm, Site
from portal.rules.web_facts import PageFacts, RenderedPage

_COUNTED = frozenset({Verdict.ERROR, Verdict.WARNING})


def _read(page: PageFacts) -> Page:
    return read_html(unfolded(page.html)) if page.html else Page(text=page.text, headings=(), links=())


def _content(check: str, report: Report, subject: Any, page: PageFacts, text: str, **more: Any) -> Check:
    """The linter's report on a page as one check, each finding with the passage it rests on."""
    codes = dict.fromkeys(code for one in report.findings if one.severity in _COUNTED for code in one.codes)
    found = [finding.as_dict() | _proof(finding, subject, text, page.role) for finding in report.findings]
    facts: dict[str, Any] = {**(report.facts or {}), **more, "findings": found}
    first = next((one for one in found if "quote" in one), {})
    facts |= {name: first[name] for name in ("page", "quote", "span", "quote_start") if name in first}
    return Check(
        check,
        report.verdict,
        "" if report.verdict is Verdict.PASS else "content",
        tuple(codes),
        facts,
        " ".join(finding.message for finding in report.findings),
        " ".join(dict.fromkeys(finding.fix for finding in report.findings if finding.severity is Verdict.ERROR)),
        (*evidence_of(page), *([more["picture"]] if "picture" in more else [])),
    )


def _proof(finding: Any, subject: Any, text: str, role: str) -> dict[str, Any]:
    return proof_of(finding, subject, text, role)


def check_policy(site: Site, profile: str, ledger_years: int | None = None) -> list[Check]:
    """Is there a privacy policy, and does it say what it must? (source 004, code 9108)"""
    found = check_found(site, "privacy_policy", "privacy_policy.found")
    page = site.facts.page("privacy_policy")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, _unread("privacy_policy.content", found)]
    read = _read(page)
    policy = replace(page_subject("privacy_policy", read, site.brand), ledger_years=ledger_years)
    report = judge("privacy_policy", policy, profile=profile)
    return [found, _content("privacy_policy.content", report, policy, page, read.text)]


def check_terms(site: Site, profile: str) -> list[Check]:
    """Are there terms, and do they disclose what they must? (source 000, terms of service)"""
    found = check_found(site, "terms", "terms.found")
    page = site.facts.page("terms")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, _unread("terms.content", found)]
    read = _read(page)
    terms = page_subject("terms", read, site.brand)
    return [found, _content("terms.content", judge("terms", terms, profile=profile), terms, page, read.text)]


def check_opt_in(site: Site, profile: str) -> list[Check]:
    """Does the opt-in page open, and is its form sound? (source 004, codes 2103, 2104 and 9607)"""
    found = check_found(site, "opt_in", "opt_in.found")
    page = site.facts.page("opt_in")
    if page is None or page_state(page)[0] is not Verdict.PASS:
        return [found, _unread("opt_in.form", found)]
    drawn = drawn_of(site.facts, "opt_in")
    form, page, text = _form(site, page, drawn)
    if not form.found and drawn is None and _may_be_made_later(page):
        return [found, _undrawn(site, page)]
    report = judge("opt_in_form", form, profile=profile)
    more = {"consent_words": _consent_words(form, drawn), **picture_of(site.facts, "opt_in")}
    return [found, _content("opt_in.form", report, form, page, text, **more)]


_LONGEST_WORDS = 2_000
"""Characters of each passage of consent words that a check keeps."""


def _consent_words(form: OptInForm, drawn: RenderedPage | None) -> list[str]:
    """What people consent to on the form, as a browser had it where one drew it: each box's label, then all of it."""
    seen = read_form(drawn.html, form.brand) if drawn is not None and drawn.html else form
    seen = seen if seen.found else form
    words = dict.fromkeys((*(box.label for box in seen.consent_boxes), seen.wording))
    return [passage[:_LONGEST_WORDS] for passage in words if passage.strip()][:5]


def _form(site: Site, page: PageFacts, drawn: RenderedPage | None) -> tuple[OptInForm, PageFacts, str]:
    """The form of the markup or, where that has none, of the browser; what a browser measured has checks of its own."""
    form = read_form(page.html or page.text, site.brand)
    if drawn is None:
        return form, page, page.text
    if not form.found and drawn.html:
        made = read_form(drawn.html, site.brand)
        if made.found:
            seen = replace(page, html=drawn.html, text=drawn.text, capture_sha256=drawn.capture_sha256)
            form, page = made, seen
    marks = replace(form.marks, font_px=None, contrast=None) if drawn.boxes or drawn.prints else form.marks
    return replace(form, marks=marks), page, read_html(page.html).text if page.html else page.text


def _may_be_made_later(page: PageFacts) -> bool:
    """Whether scripts or frames may put a form where the markup has none."""
    markup = page.html.lower()
    return "<script" in markup or "<iframe" in markup


def _undrawn(site: Site, page: PageFacts) -> Check:
    """A form that the markup does not have and that nobody could look for in a browser."""
    seen = rendered_of(site.facts, "opt_in")
    reason = seen.reason if seen is not None and seen.reason else "needs_browser"
    why = PAGE_WORDS.get(reason, "A browser could not draw the page.") if seen is not None else ""
    words = f"The markup has no form that takes a phone number; scripts or a frame may show one. {why}".strip()
    fix = "Put the form into the page itself, or send a screenshot with the registration."
    return Check("opt_in.form", Verdict.COULD_NOT_CHECK, reason, ("tcr:9607",), {}, words, fix, evidence_of(page))


def _unread(check: str, found: Check) -> Check:
    """A page that could not be read: never a pass and never a failure of its words."""
    absent = found.verdict is Verdict.NOT_APPLICABLE
    verdict = Verdict.NOT_APPLICABLE if absent else Verdict.COULD_NOT_CHECK
    return Check(check, verdict, found.reason, message="" if absent else "The page could not be read.")
