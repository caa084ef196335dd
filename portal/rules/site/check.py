"""What a check of a website is, and what every check asks of a page first: can it be opened and read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal.rules.result import Hit, Verdict
from portal.rules.subjects import PageFacts, Site


@dataclass(frozen=True)
class Check:
    """One check of a website: verdict, reason from the documented enum, codes it would draw, facts it rests on."""

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
    "timed_out": "The server did not answer in time.",
    "connection_reset": "The server broke the connection off.",
    "too_large": "The page is larger than a reviewer would load.",
    "redirect_loop": "The page leads back to itself.",
    "bad_redirect": "The page leads to an address that cannot be opened.",
    "unreadable": "The page cannot be read.",
    "not_looked_at": "The check itself could not look at it; run the check again.",
}
_KIND_REASON = {
    "placeholder": "placeholder_page",
    "login_wall": "login_wall",
    "bot_wall": "bot_wall",
    "needs_browser": "needs_browser",
    "not_found": "page_not_found",
}
_UNSURE = frozenset({"bot_wall", "needs_browser", "not_looked_at"})
_KIND_WORDS = {
    "placeholder": "The page is a placeholder: coming soon, parked or under maintenance.",
    "login_wall": "The page asks for a login.",
    "bot_wall": "The site's protection turned the check away; a reviewer's may be turned away too.",
    "needs_browser": "The page shows its words only in a browser.",
    "not_found": "The server says that there is no such page.",
}


def evidence_of(page: PageFacts | None) -> tuple[str, ...]:
    """The stored capture of a page, as evidence."""
    return (f"sha256:{page.capture_sha256}",) if page is not None and page.capture_sha256 else ()


def page_state(page: PageFacts) -> tuple[Verdict, str, str]:
    """The verdict, reason and words on whether a page can be opened and read."""
    if page.reason:
        unsure = page.reason in _UNSURE
        words = PAGE_WORDS.get(page.reason) or TLS_WORDS.get(page.reason) or f"The address was refused ({page.reason})."
        return (Verdict.COULD_NOT_CHECK if unsure else Verdict.ERROR), page.reason, words
    if page.kind in _KIND_REASON:
        unsure = page.kind in _UNSURE
        verdict = Verdict.COULD_NOT_CHECK if unsure else Verdict.ERROR
        return verdict, _KIND_REASON[page.kind], _KIND_WORDS[page.kind]
    if page.status is not None and page.status >= 400:
        return Verdict.ERROR, f"status_{page.status}", f"The page answers with status {page.status}."
    return Verdict.PASS, "", ""


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
    own = (urlsplit(page.url).hostname or "").lower() == site.facts.host.lower()
    return page.reason in TLS_WORDS and own and tls is not None and tls.reason is not None


def readable_home(site: Site) -> PageFacts | None:
    """The home page, if it can be opened and read."""
    home = site.facts.page("home")
    return home if home is not None and page_state(home)[0] is Verdict.PASS else None


def readable_pages(site: Site) -> list[PageFacts]:
    """The pages of the site that can be opened and read."""
    wanted = {"home", "privacy_policy", "terms", "opt_in"}
    return [page for page in site.facts.pages if page.role in wanted and page_state(page)[0] is Verdict.PASS]


def as_hits(found: Check, **more: Any) -> Iterator[Hit]:
    """The finding of a check, if it has one."""
    if found.verdict not in {Verdict.PASS, Verdict.NOT_APPLICABLE}:
        yield Hit(message=found.message, fix=found.fix or None, codes=found.codes, severity=found.verdict, **more)
