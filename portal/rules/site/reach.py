"""Can a reviewer open the site: home page, certificate, the plain address, the name with and without ``www``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.rules.facts.hosts import registrable
from portal.rules.result import Verdict
from portal.rules.site.check import (
    TLS_WORDS,
    Check,
    evidence_of,
    hidden_by_certificate,
    host_in,
    page_state,
    readable_home,
    seen_of,
    state_seen,
    words_of,
)
from portal.rules.site.mending import host_refused, mend_certificate, mend_page
from portal.rules.subjects import Site
from portal.rules.web_facts import PageFacts, TlsFacts

_UNREACHABLE = ("tcr:1003", "toll_free_aggregator:546")
_INSECURE = ("tcr:1103", "toll_free_aggregator:544")
_HOME = "home page"
_PRESENCE = "Put up a website, or a LinkedIn or Facebook business page, and enter its address."
_REDIRECT = "Answer every http address with a permanent redirect to https."


def check_reachable(site: Site) -> Check:
    """Can a reviewer open the home page? (source 004, codes 1003 and 1100)"""
    facts, home = site.facts, site.facts.page("home")
    seen: dict[str, Any] = {
        "url": facts.url,
        "addresses": list(facts.addresses),
        "status": home.status if home else None,
    }
    if facts.refused:
        words = f"{words_of(facts.refused)} Reviewers cannot open it."
        fix = mend_page(Verdict.ERROR, facts.refused, _HOME, facts.host)
        return Check("home.reachable", Verdict.ERROR, facts.refused, _UNREACHABLE, seen, words, fix)
    if home is None:
        return _without_site(site, seen)
    seen |= seen_of(home)
    verdict, reason, words = state_seen(site, home)
    if verdict is Verdict.PASS or hidden_by_certificate(site, home):
        return Check("home.reachable", verdict, reason, (), seen, words, "", evidence_of(home))
    fix = mend_page(verdict, reason, _HOME, host_refused(home))
    return Check("home.reachable", verdict, reason, _UNREACHABLE, seen, words, fix, evidence_of(home))


def _without_site(site: Site, seen: dict[str, Any]) -> Check:
    """Without a website a social page is what reviewers may accept instead (source 004, step 2.1)."""
    social = site.facts.page("social")
    codes, state = ("tcr:1100",), page_state(social)[0] if social is not None else Verdict.ERROR
    if social is not None and social.reason is None and social.kind == "login_wall":
        state = Verdict.COULD_NOT_CHECK  # networks show such pages to members; that is how they are
    if social is not None and state is not Verdict.ERROR:
        known = state is Verdict.PASS
        words = (
            "There is no website; the social page answers. Some reviewers want a website."
            if known
            else "There is no website, and the social page shows itself only to those who are signed in."
        )
        verdict, reason = (Verdict.WARNING, "social_only") if known else (state, page_state(social)[1])
        return Check("home.reachable", verdict, reason, codes, seen, words, _PRESENCE, evidence_of(social))
    words = "There is no website." if social is None else "There is no website, and the social page cannot be opened."
    return Check("home.reachable", Verdict.ERROR, "no_address", codes, seen, words, _PRESENCE, evidence_of(social))


def check_certificate(site: Site) -> Check:
    """Is the certificate one that every browser accepts? (source 004, code 1103)"""
    tls = site.facts.tls
    if tls is None:
        return Check("tls.certificate", Verdict.NOT_APPLICABLE)
    facts, evidence = _certificate(tls), _chain(tls)
    if tls.reason is None and tls.reachable:
        return Check("tls.certificate", Verdict.PASS, facts=facts, evidence=evidence)
    reason = tls.reason or "no_tls"
    words = TLS_WORDS.get(reason)
    if words is None:  # a time-out or a reset while shaking hands says nothing about the certificate
        said, fix = words_of(reason), mend_page(Verdict.COULD_NOT_CHECK, reason, _HOME, tls.host)
        return Check("tls.certificate", Verdict.COULD_NOT_CHECK, reason, (), facts, said, fix, evidence)
    words, fix = f"{words} {tls.detail}".strip(), mend_certificate(reason, tls.host)
    return Check("tls.certificate", Verdict.ERROR, reason, _INSECURE, facts, words, fix, evidence)


def _certificate(tls: TlsFacts) -> dict[str, Any]:
    """The fields of the certificate that prove what is said of it."""
    return {
        "host": tls.host,
        "protocol": tls.protocol,
        "subject": tls.subject,
        "issuer": tls.issuer,
        "names": list(tls.names[:20]),
        "not_before": tls.not_before.isoformat() if tls.not_before else None,
        "not_after": tls.not_after.isoformat() if tls.not_after else None,
        "key": f"{tls.key_type} {tls.key_bits or ''}".strip(),
        "signature_hash": tls.signature_hash,
        "chain_length": tls.chain_length,
        "remarks": list(tls.remarks),
    }


def _chain(tls: TlsFacts) -> tuple[str, ...]:
    return (f"sha256:{tls.pem_sha256}",) if tls.pem_sha256 else ()


def check_expiry(site: Site, at: datetime | None, least: int) -> Check:
    """Does the certificate last through the review? Days left are counted from ``at``."""
    tls = site.facts.tls
    if tls is None or tls.not_after is None or at is None or tls.reason is not None:
        return Check("tls.expiry", Verdict.NOT_APPLICABLE)
    days = (tls.not_after - at).days
    facts = {"days_left": days, "not_after": tls.not_after.isoformat()}
    if days >= least:
        return Check("tls.expiry", Verdict.PASS, facts=facts, evidence=_chain(tls))
    words = f"The certificate ends in {days} days, inside the time of a review."
    return Check(
        "tls.expiry", Verdict.WARNING, "expires_soon", ("tcr:1103",), facts, words, "Renew it now.", _chain(tls)
    )


def check_revocation(site: Site) -> Check:
    """Does the issuer still stand by the certificate? Read from what the server staples; a browser asks no further."""
    tls = site.facts.tls
    if tls is None or tls.reason is not None or not tls.reachable:
        return Check("tls.revocation", Verdict.NOT_APPLICABLE)
    facts = {"revocation": tls.revocation, "detail": tls.revocation_detail}
    if tls.revocation == "good":
        return Check("tls.revocation", Verdict.PASS, facts=facts, evidence=_chain(tls))
    if tls.revocation == "revoked":
        words, fix = f"{TLS_WORDS['revoked']} {tls.revocation_detail}".strip(), mend_certificate("revoked", tls.host)
        return Check("tls.revocation", Verdict.ERROR, "revoked", _INSECURE, facts, words, fix, _chain(tls))
    words = tls.revocation_detail or "The server staples no answer of the certificate's issuer."
    return Check("tls.revocation", Verdict.COULD_NOT_CHECK, "not_said", (), facts, words, evidence=_chain(tls))


def check_redirect(site: Site) -> Check:
    """Does the plain address lead to the secured one? (source 004, step 7.2)"""
    page = site.facts.page("http_redirect")
    if page is None:
        return Check("redirect.https", Verdict.NOT_APPLICABLE)
    facts = _way(page)
    secured = page.reason is None and (page.final_url or "").lower().startswith("https://")
    if page.reason == "connection_reset" or secured:  # where nobody answers in the clear, nobody reads in the clear
        return Check("redirect.https", Verdict.PASS, facts=facts, evidence=evidence_of(page))
    verdict, reason, words = page_state(page)
    unsure = page.reason is not None and page.reason != "redirect_loop"
    if unsure or verdict is Verdict.COULD_NOT_CHECK:
        return Check("redirect.https", Verdict.COULD_NOT_CHECK, reason, (), facts, words, "", evidence_of(page))
    words = "The plain http address answers without leading to https."
    return Check(
        "redirect.https",
        Verdict.ERROR,
        page.reason or "no_redirect",
        _INSECURE,
        facts,
        words,
        _REDIRECT,
        evidence_of(page),
    )


def _way(page: PageFacts) -> dict[str, Any]:
    """Where an address leads, with the header that says so."""
    facts: dict[str, Any] = {"final_url": page.final_url, "redirects": list(page.redirects)}
    following = [url for url in (*page.redirects, page.final_url or "") if url and url != page.url]
    if following:
        facts["header"] = f"location: {following[0]}"
    return facts


def check_www(site: Site) -> Check:
    """Does the address itself answer, and not only the same name with or without ``www``?"""
    home, notes = site.facts.page("home"), site.facts.notes
    if home is None:
        return Check("home.www", Verdict.NOT_APPLICABLE)
    said = [note for note in notes if "www." in note]
    if not said and home.reason is not None:  # under no name did a page open; that has its own check
        return Check("home.www", Verdict.NOT_APPLICABLE)
    if not said:
        return Check("home.www", Verdict.PASS, evidence=evidence_of(home))
    fix = "Enter the address that answers, and let the other lead there."
    facts = {"notes": said, "final_url": home.final_url}
    return Check(
        "home.www", Verdict.WARNING, "other_name", ("tcr:1003",), facts, " ".join(said), fix, evidence_of(home)
    )


def check_canonical(site: Site) -> Check:
    """Does the page call an address of this site its own?"""
    home = readable_home(site)
    if home is None:
        return Check("home.canonical", Verdict.NOT_APPLICABLE)
    own, final = host_in(home.canonical), host_in(home.final_url or home.url)
    known = {registrable(site.facts.host), registrable(final)}
    if not own or registrable(own) in known:
        return Check("home.canonical", Verdict.PASS, evidence=evidence_of(home))
    words = f"The home page calls {home.canonical} its own address; reviewers may take that for the business's site."
    facts = {"canonical": home.canonical, "quote": f'rel="canonical" href="{home.canonical[:200]}"'}
    fix = "Name this site in the page's canonical link, or enter the other address."
    return Check("home.canonical", Verdict.ADVICE, "elsewhere", (), facts, words, fix, evidence_of(home))
