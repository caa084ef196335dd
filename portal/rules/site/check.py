"""What a check of a website is, and what every check asks of a page first: can it be opened and read?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal.rules.result import Hit, Verdict, worst
from portal.rules.site.reasons import MEANINGS
from portal.rules.subjects import Site
from portal.rules.web_facts import PageFacts


@dataclass(frozen=True)
class Check:
    """One check of a website: verdict, reason from the documented enum, codes it would draw, facts it rests on.

    What proves it stands in ``facts``: ``quote`` with ``span`` (its place in the text of ``page``) and ``quote_start``,
    ``header`` (name: value), ``picture`` (the hash of a screenshot). ``evidence`` names the captures.
    """

    check: str
    verdict: Verdict
    reason: str = ""
    codes: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    fix: str = ""
    evidence: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The stable JSON of a check."""
        return {
            "check": self.check,
            "verdict": self.verdict.value,
            "reason": self.reason,
            "codes": list(self.codes),
            "facts": dict(self.facts),
            "message": self.message,
            "fix": self.fix,
            "evidence": list(self.evidence),
        }


_BESIDE = frozenset({"tls.revocation", "domain.age", "robots.pages"})
_NOBODY_LOOKED = frozenset({"no_browser", "not_looked_at"})

TLS_WORDS = {
    "expired": "The certificate has expired.",
    "not_yet_valid": "The certificate is not valid yet.",
    "wrong_host": "The certificate belongs to another host name.",
    "self_signed": "The certificate is signed by itself.",
    "untrusted_root": "The certificate does not lead to a root that browsers trust.",
    "incomplete_chain": "The server does not send the intermediate certificate; browsers may hide that.",
    "weak_key": "The certificate's key is too short.",
    "weak_signature": "The certificate is signed with an outdated method.",
    "not_a_ca_issuer": "The certificate was issued by one that may not issue.",
    "no_san": "The certificate names no host.",
    "old_protocol": "The server speaks only outdated protocol versions.",
    "revoked": "The certificate was revoked.",
    "could_not_negotiate": "The server and a current browser find no common method.",
    "no_tls": "The server does not answer securely on port 443.",
}
PAGE_WORDS = {
    "no_address": "The name leads to no address.",
    "timed_out": "The server did not answer in time at the moment of the check.",
    "connection_reset": "The server broke the connection off at the moment of the check.",
    "too_large": "The page is larger than a reviewer would load.",
    "redirect_loop": "The address redirects in a circle or too often.",
    "bad_redirect": "The page leads to an address that cannot be opened.",
    "unreadable": "The address holds something that is not a page.",
    "not_looked_at": "The check could not look at this.",
    "no_browser": "This takes a browser, and none was at hand when this check ran.",
    "browser_refused": "The browser that this takes could not start or broke off.",
}
KIND_REASON = {
    "placeholder": "placeholder_page",
    "login_wall": "login_wall",
    "bot_wall": "bot_wall",
    "needs_browser": "needs_browser",
    "not_found": "page_not_found",
}
_KIND_WORDS = {
    "placeholder": "The page is a placeholder: coming soon, parked or under maintenance.",
    "login_wall": "The page asks for a login.",
    "bot_wall": "The site's protection turned the check away; a reviewer's may be turned away too.",
    "needs_browser": "The page shows its words only in a browser.",
    "not_found": "The page says that it does not exist, whatever its status.",
}
_UNSURE = frozenset({"bot_wall", "needs_browser", "not_looked_at", "no_browser", "browser_refused"})
# Answers by which sites keep programs, or other countries, out while people at home get in.
_TURNED_AWAY = frozenset({403, 405, 406, 418, 429, 451, 999})
_FIRST_ERROR, _SERVER_ERROR = 400, 500


def evidence_of(*pages: PageFacts | None) -> tuple[str, ...]:
    """The stored captures of pages, as evidence."""
    return tuple(
        dict.fromkeys(f"sha256:{page.capture_sha256}" for page in pages if page is not None and page.capture_sha256)
    )


def page_state(page: PageFacts) -> tuple[Verdict, str, str]:
    """The verdict, reason and words on whether a page can be opened and read."""
    if page.reason:
        verdict = Verdict.COULD_NOT_CHECK if page.reason in _UNSURE else Verdict.ERROR
        return verdict, page.reason, _unopened(page.reason, page.detail)
    if page.kind in KIND_REASON:
        reason = KIND_REASON[page.kind]
        verdict = Verdict.COULD_NOT_CHECK if reason in _UNSURE else Verdict.ERROR
        return verdict, reason, f"{_KIND_WORDS[page.kind]} {page.detail}".strip()
    if page.status is not None and page.status >= _FIRST_ERROR:
        return _by_status(page.status)
    return Verdict.PASS, "", ""


def words_of(reason: str) -> str:
    """Why something could not be opened, as a sentence about this site."""
    return PAGE_WORDS.get(reason) or TLS_WORDS.get(reason) or MEANINGS.get(reason, "It could not be opened.")


def _unopened(reason: str, detail: str) -> str:
    """Reason and detail; of an address that was refused itself the detail says the same, and more exactly."""
    told = reason in PAGE_WORDS or reason in TLS_WORDS or reason == "redirect_refused" or not detail
    return f"{words_of(reason)} {detail}".strip() if told else detail


def _by_status(status: int) -> tuple[Verdict, str, str]:
    reason = f"status_{status}"
    if status in _TURNED_AWAY:
        words = f"The site turned the check away with status {status}; a reviewer may be turned away too."
        return Verdict.COULD_NOT_CHECK, reason, words
    when = " at the moment of the check" if status >= _SERVER_ERROR else ""
    return Verdict.ERROR, reason, f"The page answered with status {status}{when}."


def state_seen(site: Site, page: PageFacts) -> tuple[Verdict, str, str]:
    """As ``page_state``, but a page that only the site's own bad certificate hides could not be looked at.

    The certificate is one fault and has its own check; counting it again for every page behind it would send people
    looking for faults that are not there.
    """
    if hidden_by_certificate(site, page):
        words = "This could not be looked at: the secured connection failed. Mend the certificate first."
        return Verdict.COULD_NOT_CHECK, page.reason or "", words
    return page_state(page)


def hidden_by_certificate(site: Site, page: PageFacts) -> bool:
    """Whether the page is out of sight only because the site's own secured connection fails."""
    tls = site.facts.tls
    return (
        page.reason in TLS_WORDS
        and host_in(page.url) == site.facts.host.lower()
        and tls is not None
        and (tls.reason is not None)
    )


def host_in(url: str) -> str:
    """The host of an address in lower case; empty for one that has none or cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def seen_of(page: PageFacts) -> dict[str, Any]:
    """What was seen of a page, for the facts of a check."""
    facts: dict[str, Any] = {"url": page.url, "final_url": page.final_url, "status": page.status}
    if page.retry_after is not None:
        facts["header"] = f"retry-after: {page.retry_after}"
    return facts


def readable_home(site: Site) -> PageFacts | None:
    """The home page, if it can be opened and read."""
    home = site.facts.page("home")
    return home if home is not None and page_state(home)[0] is Verdict.PASS else None


def readable_pages(site: Site) -> list[PageFacts]:
    """The pages of the site that can be opened and read."""
    wanted = {"home", "privacy_policy", "terms", "opt_in"}
    return [page for page in site.facts.pages if page.role in wanted and page_state(page)[0] is Verdict.PASS]


def counts(check: str, verdict: str, reason: str = "") -> bool:
    """Whether this answer of a check weighs in the verdict of the whole.

    What could not be checked weighs, with three exceptions that say nothing about the site: no browser asks about
    revocation either; the domain's age and robots.txt are never more than advice; and an installation without a
    browser lacks it for every site alike. They are told all the same, and none of them passes.
    """
    if verdict != Verdict.COULD_NOT_CHECK.value:
        return True
    return check not in _BESIDE and not (check.startswith("opt_in.rendered.") and reason in _NOBODY_LOOKED)


def whole_verdict(answers: Iterable[tuple[str, str, str]]) -> Verdict:
    """The verdict of a run from its checks' names, verdicts and reasons: as bad as the worst that counts."""
    return worst((Verdict(answer[1]) for answer in answers if counts(*answer)), empty=Verdict.COULD_NOT_CHECK)


def as_hits(found: Check, **more: Any) -> Iterator[Hit]:
    """The finding of a check, if it has one."""
    if found.verdict not in {Verdict.PASS, Verdict.NOT_APPLICABLE}:
        yield Hit(message=found.message, fix=found.fix or None, codes=found.codes, severity=found.verdict, **more)
