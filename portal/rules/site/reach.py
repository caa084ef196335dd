"""Can a reviewer open the site: home page, certificate, the plain address."""

from __future__ import annotations

from datetime import datetime

from portal.rules.result import Verdict
from portal.rules.site.check import (
    PAGE_WORDS,
    TLS_WORDS,
    Check,
    evidence_of,
    hidden_by_certificate,
    page_state,
    state_seen,
)
from portal.rules.subjects import Site

_UNREACHABLE = ("tcr:1003", "toll_free_aggregator:546")
_INSECURE = ("tcr:1103", "toll_free_aggregator:544")


def check_reachable(site: Site) -> Check:
    """Can a reviewer open the home page? (source 004, codes 1003 and 1100)"""
    facts = site.facts
    home = facts.page("home")
    seen = {"url": facts.url, "addresses": list(facts.addresses), "status": home.status if home else None}
    if facts.refused:
        words = PAGE_WORDS.get(facts.refused, f"The address was refused ({facts.refused}); reviewers cannot reach it.")
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
    words = TLS_WORDS.get(reason, f"The secured connection failed ({reason}).")
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
        words = PAGE_WORDS.get(page.reason, f"The plain address could not be checked ({page.reason}).")
        return Check("redirect.https", Verdict.COULD_NOT_CHECK, page.reason, (), facts, words)
    reason = page.reason or "no_redirect"
    words = "The plain http address answers without leading to https."
    fix = "Answer every http address with a permanent redirect to https."
    return Check("redirect.https", Verdict.ERROR, reason, _INSECURE, facts, words, fix, evidence_of(page))
