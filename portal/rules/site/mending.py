"""What to do about a page that cannot be opened or a certificate that is not accepted: the mend of each reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portal.rules.result import Verdict
from portal.rules.site.check import host_in
from portal.rules.web_facts import PageFacts

LET_THROUGH: Final = "Let reviewers and automated checks through for the whole review, from every country."

_TO_PUBLIC: Final = (
    "Let the name lead to the server's public address and no other, or enter the name under which the public opens the "
    "{page}."
)
_PAGES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "private",
            "loopback",
            "link_local",
            "carrier_nat",
            "embedded_ipv4",
            "multicast",
            "reserved",
            "metadata",
            "mixed_answers",
        ),
        _TO_PUBLIC,
    ),
    "bad_port": "Serve the {page} at the usual port of https, and enter its address without a port.",
    "bad_scheme": "Enter the address of the {page} that begins with https://.",
    "credentials_in_url": "Enter the address without user name and password, and let everybody open it without them.",
    "redirect_refused": "Let the address lead to one that the public can open, without a port, or enter that one.",
    "not_a_name": "Enter the address of the {page} as people type it, such as https://example.com.",
    "no_address": "Correct the spelling of the name, or set up its DNS records so that it leads to the server.",
    "timed_out": "Ask the company that hosts the site why it answers so slowly, then check again.",
    "connection_reset": "Ask the company that hosts the site whether the server is down or a firewall turns visitors "
    "away, then check again.",
    "too_large": "Make the {page} smaller and simpler: less than 1 MB, with pictures in files of their own.",
    "redirect_loop": "Let the address lead to the {page} in one step; often a rule for https contradicts one for www.",
    "bad_redirect": "Mend the redirect so that it names the address of the {page}.",
    "unreadable": "Serve the {page} as a web page that has words: no file to download, no picture, no empty page.",
    "login_wall": "Open the {page} to everybody, without a password, for the whole review.",
    "placeholder_page": "Put the finished {page} in place of the holding page, and keep it for the whole review.",
    "page_not_found": "Put the {page} back at this address, or enter the one where it stands.",
    "needs_browser": "Put the words of the {page} into the page itself, so that it shows them without scripts.",
    "bot_wall": LET_THROUGH,
    "not_looked_at": "Check again; the site need not be changed for this.",
    "status_401": "Open the {page} to everybody, without a password, for the whole review.",
    "status_404": "Put the {page} back at this address, or enter the one where it stands.",
    "status_410": "Put the {page} back at this address, or enter the one where it stands.",
}
_CERTIFICATES: Final[Mapping[str, str]] = {
    "expired": "Renew the certificate, and have it renewed automatically.",
    "not_yet_valid": "Install a certificate that is valid today.",
    "wrong_host": "Install a certificate from a public authority that names {host}, and renew it automatically.",
    "no_san": "Install a certificate from a public authority that names {host}, and renew it automatically.",
    "self_signed": "Install a certificate from a public authority for {host}, and renew it automatically.",
    "untrusted_root": "Install a certificate for {host} from an authority that browsers know.",
    "not_a_ca_issuer": "Install a certificate for {host} from an authority that browsers know.",
    "incomplete_chain": "Install the intermediate certificate beside the site's own: the authority hands out both.",
    "weak_key": "Have the certificate issued anew with a key of at least 2,048 bits, or 256 on a curve.",
    "weak_signature": "Have the certificate issued anew, signed over SHA-256.",
    "old_protocol": "Switch on TLS 1.2 and 1.3 at the server.",
    "revoked": "Have a new certificate issued for a new key, and install it.",
    "could_not_negotiate": "Set the server up for current browsers: TLS 1.2 or 1.3, a certificate made for websites, "
    "and none asked of the visitor.",
    "no_tls": "Serve the site at port 443 with a certificate from a public authority for {host}.",
}
_SERVER_FAULT: Final = "Have the server's fault mended by whoever runs the site, then check again."
_ANY: Final = "Open the {page} to everybody for the whole review."


def mend_page(verdict: Verdict, reason: str, page: str, host: str) -> str:
    """What to do so that this page (home page, privacy policy ...) can be opened and read."""
    if reason in _CERTIFICATES:
        return mend_certificate(reason, host)
    usual = _SERVER_FAULT if reason.startswith("status_5") else _ANY
    usual = LET_THROUGH if verdict is Verdict.COULD_NOT_CHECK else usual
    return _PAGES.get(reason, usual).format(page=page)


def mend_certificate(reason: str, host: str) -> str:
    """What to do so that every browser accepts the certificate of this host."""
    return _CERTIFICATES[reason].format(host=host or "the name")


def host_refused(page: PageFacts) -> str:
    """The host where a page was not had; empty where the visitor was led on, since then it is another one."""
    return "" if page.redirects else host_in(page.url)
