"""The checks of a website as a whole: reachable, secured, in English, recognisably the brand's.

Each check judges the facts of one run; the ``WS`` rules are the same checks seen as rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from portal.rules.facts import names, signs
from portal.rules.facts.language import reads_english
from portal.rules.facts.pages import read_html
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.subjects import Brand, PageFacts, Site


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


_UNREACHABLE = ("tcr:1003", "toll_free_aggregator:546")
_INSECURE = ("tcr:1103", "toll_free_aggregator:544")
_TLS_WORDS = {
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
_PAGE_WORDS = {
    "no_address": "The name leads to no address.",
    "timed_out": "The server did not answer in time.",
    "connection_reset": "The server broke the connection off.",
    "too_large": "The page is larger than a reviewer would load.",
    "redirect_loop": "The page leads back to itself.",
    "bad_redirect": "The page leads to an address that cannot be opened.",
    "unreadable": "The page cannot be read.",
}
_KIND_REASON = {
    "placeholder": "placeholder_page",
    "login_wall": "login_wall",
    "bot_wall": "bot_wall",
    "needs_browser": "needs_browser",
}
_KIND_WORDS = {
    "placeholder": "The page is a placeholder: coming soon, parked or under maintenance.",
    "login_wall": "The page asks for a login.",
    "bot_wall": "The site's protection turned the check away; a reviewer's may be turned away too.",
    "needs_browser": "The page shows its words only in a browser.",
}
_DBA_LINE = pattern(r"\b(?:dba|d/b/a|d\.b\.a\.?|doing business as|trade name of|trading as)\b")


def evidence_of(page: PageFacts | None) -> tuple[str, ...]:
    """The stored capture of a page, as evidence."""
    return (f"sha256:{page.capture_sha256}",) if page is not None and page.capture_sha256 else ()


def page_state(page: PageFacts) -> tuple[Verdict, str, str]:
    """The verdict, reason and words on whether a page can be opened and read."""
    if page.reason:
        unsure = page.reason in {"bot_wall", "needs_browser"}
        words = (
            _PAGE_WORDS.get(page.reason) or _TLS_WORDS.get(page.reason) or f"The address was refused ({page.reason})."
        )
        return (Verdict.COULD_NOT_CHECK if unsure else Verdict.ERROR), page.reason, words
    if page.kind in _KIND_REASON:
        unsure = page.kind in {"bot_wall", "needs_browser"}
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
    return page.reason in _TLS_WORDS and own and tls is not None and tls.reason is not None


def check_reachable(site: Site) -> Check:
    """Can a reviewer open the home page? (source 004, codes 1003 and 1100)"""
    facts = site.facts
    home = facts.page("home")
    seen = {"url": facts.url, "addresses": list(facts.addresses), "status": home.status if home else None}
    if facts.refused:
        words = _PAGE_WORDS.get(facts.refused, f"The address was refused ({facts.refused}); reviewers cannot reach it.")
        return Check("home.reachable", Verdict.ERROR, facts.refused, _UNREACHABLE, seen, words, _OPEN)
    if home is None:
        social = facts.page("social")
        if social is not None and page_state(social)[0] is Verdict.PASS:
            words = "There is no website; the social page answers. Some reviewers want a website."
            return Check("home.reachable", Verdict.WARNING, "social_only", ("tcr:1100",), seen, words, _PRESENCE)
        return Check(
            "home.reachable", Verdict.ERROR, "no_address", ("tcr:1100",), seen, "There is no website.", _PRESENCE
        )
    verdict, reason, words = state_seen(site, home)
    codes = () if verdict is Verdict.PASS or hidden_by_certificate(site, home) else _UNREACHABLE
    return Check("home.reachable", verdict, reason, codes, seen, words, _OPEN if codes else "", evidence_of(home))


_OPEN = "Open the site to the public for the whole review: no holding page, no password."
_PRESENCE = "Put up a website, or a LinkedIn or Facebook business page, and enter its address."


def check_certificate(site: Site) -> Check:
    """Is the certificate one that every browser accepts? (source 004, code 1103)"""
    tls = site.facts.tls
    if tls is None:
        return Check("tls.certificate", Verdict.NOT_APPLICABLE)
    facts = {
        "host": tls.host,
        "protocol": tls.protocol,
        "issuer": tls.issuer,
        "names": list(tls.names),
        "not_after": tls.not_after.isoformat() if tls.not_after else None,
        "key": f"{tls.key_type} {tls.key_bits or ''}".strip(),
        "chain_length": tls.chain_length,
    }
    evidence = (f"sha256:{tls.pem_sha256}",) if tls.pem_sha256 else ()
    if tls.reason is None and tls.reachable:
        return Check("tls.certificate", Verdict.PASS, facts=facts, evidence=evidence)
    reason = tls.reason or "no_tls"
    words = _TLS_WORDS.get(reason, f"The secured connection failed ({reason}).")
    fix = "Install a valid certificate from a public authority, with its intermediate, and renew it automatically."
    return Check("tls.certificate", Verdict.ERROR, reason, _INSECURE, facts, words, fix, evidence)


def check_expiry(site: Site, at: datetime | None, least: int) -> Check:
    """Does the certificate last through the review? Days left are counted from ``at``."""
    tls = site.facts.tls
    if tls is None or tls.not_after is None or at is None or tls.reason is not None:
        return Check("tls.expiry", Verdict.NOT_APPLICABLE)
    days = (tls.not_after - at).days
    if days >= least:
        return Check("tls.expiry", Verdict.PASS, facts={"days_left": days})
    words = f"The certificate ends in {days} days, inside the time of a review."
    return Check(
        "tls.expiry", Verdict.WARNING, "expires_soon", ("tcr:1103",), {"days_left": days}, words, "Renew it now."
    )


def check_redirect(site: Site) -> Check:
    """Does the plain address lead to the secured one? (source 004, step 7.2)"""
    page = site.facts.page("http_redirect")
    if page is None:
        return Check("redirect.https", Verdict.NOT_APPLICABLE)
    facts = {"final_url": page.final_url, "redirects": list(page.redirects)}
    final = (page.final_url or "").lower()
    if page.reason in {"timed_out", "connection_reset"} or (page.reason is None and final.startswith("https://")):
        return Check("redirect.https", Verdict.PASS, facts=facts, evidence=evidence_of(page))
    if page.reason and page.reason != "redirect_loop":
        words = _PAGE_WORDS.get(page.reason, f"The plain address could not be checked ({page.reason}).")
        return Check("redirect.https", Verdict.COULD_NOT_CHECK, page.reason, (), facts, words)
    reason = page.reason or "no_redirect"
    words = "The plain http address answers without leading to https."
    fix = "Answer every http address with a permanent redirect to https."
    return Check("redirect.https", Verdict.ERROR, reason, _INSECURE, facts, words, fix, evidence_of(page))


def check_language(site: Site) -> Check:
    """Can the automated review read the site in English? (source 004, code 1004)"""
    home = site.facts.page("home")
    if home is None or page_state(home)[0] is not Verdict.PASS:
        return Check("home.language", Verdict.NOT_APPLICABLE)
    english = reads_english(home)
    facts = {"language": home.language}
    if english is None:
        return Check(
            "home.language", Verdict.COULD_NOT_CHECK, "too_little_text", (), facts, "There is too little text."
        )
    if english:
        return Check("home.language", Verdict.PASS, facts=facts)
    words = "The site is not in English and shows no way to an English version."
    fix = "Add an English version or a visible switch to English."
    return Check("home.language", Verdict.ERROR, "not_english", ("tcr:1004", "dca2:506"), facts, words, fix)


def check_identity(site: Site) -> Check:
    """Does the site show whose it is? (source 004, code 1101)"""
    home = site.facts.page("home")
    if home is None or not site.brand.names or page_state(home)[0] is not Verdict.PASS:
        return Check("identity.name", Verdict.NOT_APPLICABLE)
    text = normalize(
        " ".join(page.text for page in site.facts.pages if page.role in {"home", "terms", "privacy_policy"})
    )
    brand = site.brand
    legal = names.find_name(text, Brand(legal_name=brand.legal_name)) is not None if brand.legal_name else False
    dba = names.find_name(text, Brand(dba_name=brand.dba_name)) is not None if brand.dba_name else False
    related = names.relates(site.facts.host, brand)
    facts = {
        "legal_name": legal,
        "dba_name": dba,
        "dba_line": bool(_DBA_LINE.search(text.folded)),
        "domain_relates": related,
    }
    follows_trade_name = bool(brand.dba_name) and not names.legal_fits_domain(site.facts.host, brand)
    untied = follows_trade_name and names.relates(site.facts.host, Brand(dba_name=brand.dba_name))
    if legal and (not untied or facts["dba_line"]):
        return Check("identity.name", Verdict.PASS, facts=facts)
    line = f"\u00a9 {brand.dba_name or names.domain_label(site.facts.host).title()}. A DBA of {brand.legal_name}."
    fix = f"Put this line in the footer: \u201c{line}\u201d"
    if legal:
        words = "The domain follows the trade name, and no line of the site ties it to the legal name."
        return Check("identity.name", Verdict.WARNING, "dba_line_missing", ("tcr:1101",), facts, words, fix)
    if related or dba:
        words = "The site shows the trade name or a fitting domain, but not the legal name."
        return Check("identity.name", Verdict.WARNING, "legal_name_missing", ("tcr:1101",), facts, words, fix)
    words = "Neither the domain nor the words of the site lead to the business."
    return Check(
        "identity.name", Verdict.ERROR, "name_mismatch", ("tcr:1101", "toll_free_aggregator:545"), facts, words, fix
    )


def check_contact(site: Site) -> Check:
    """Does the site show a phone number or an e-mail address? (source 004, step 3.3)"""
    home = site.facts.page("home")
    if home is None or page_state(home)[0] is not Verdict.PASS:
        return Check("contact.visible", Verdict.NOT_APPLICABLE)
    folded = normalize(" ".join(page.text for page in site.facts.pages)).folded
    markup = " ".join(page.html for page in site.facts.pages).lower()
    found = bool(signs.phones(folded) or signs.emails(folded) or "mailto:" in markup or "tel:" in markup)
    if found:
        return Check("contact.visible", Verdict.PASS)
    words = "The pages show neither a phone number nor an e-mail address."
    codes = ("toll_free_aggregator:545",)
    return Check("contact.visible", Verdict.ERROR, "no_contact", codes, {}, words, "Put a working contact on the site.")


def check_social(site: Site) -> Check:
    """Does the home page lead to a LinkedIn or Facebook page? (source 004, steps 2.1 and 2.3)"""
    home = site.facts.page("home")
    if home is None or page_state(home)[0] is not Verdict.PASS:
        return Check("social.page", Verdict.NOT_APPLICABLE)
    targets = [target.lower() for _, target in read_html(home.html).links] if home.html else []
    found = [target for target in targets if "linkedin.com/" in target or "facebook.com/" in target]
    if found or any("linkedin.com" in url or "facebook.com" in url for url in site.brand.social_urls):
        return Check("social.page", Verdict.PASS, facts={"links": found[:5]})
    words = "No LinkedIn or Facebook page is linked; one adds about five points to the trust score."
    return Check("social.page", Verdict.ADVICE, "no_social_page", (), {}, words, "Create one and link it.")


SITE_CHECKS: Mapping[str, Callable[[Site], Check]] = {
    "home.reachable": check_reachable,
    "tls.certificate": check_certificate,
    "redirect.https": check_redirect,
    "home.language": check_language,
    "identity.name": check_identity,
    "contact.visible": check_contact,
    "social.page": check_social,
}


# A site that passes, for the samples of the WS rules; the tests of probes bring real facts.
EXAMPLE: dict[str, Any] = {
    "url": "https://acme.com",
    "host": "acme.com",
    "brand": {"legal_name": "Acme Holdings LLC", "dba_name": "Acme"},
    "tls": {"reason": None},
    "pages": [
        {
            "role": "home",
            "text": "Acme sells widgets to the people of Springfield and all others. Call 555-234-5678 or "
            "write to support@acme.com if you have a question about it. \u00a9 Acme. A DBA of Acme Holdings LLC.",
        }
    ],
}


def hits(check: str, site: Site) -> Iterator[Hit]:
    """What a check found, as a hit of the rule that stands for it; a check that could not be made says so."""
    found = SITE_CHECKS[check](site)
    if found.verdict not in {Verdict.PASS, Verdict.NOT_APPLICABLE}:
        yield Hit(message=found.message, fix=found.fix or None, codes=found.codes, severity=found.verdict)
