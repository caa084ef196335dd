"""Why something was not reached or not trusted: three closed lists, the same words in JSON, database and pages."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class AddressReason(StrEnum):
    """An address that is never dialled, and what it is."""

    PRIVATE = "private"
    LOOPBACK = "loopback"
    LINK_LOCAL = "link_local"
    CARRIER_NAT = "carrier_nat"
    EMBEDDED_IPV4 = "embedded_ipv4"
    MULTICAST = "multicast"
    RESERVED = "reserved"
    METADATA = "metadata"
    MIXED_ANSWERS = "mixed_answers"
    BAD_PORT = "bad_port"
    BAD_SCHEME = "bad_scheme"
    CREDENTIALS_IN_URL = "credentials_in_url"
    REDIRECT_REFUSED = "redirect_refused"
    NOT_A_NAME = "not_a_name"


class CertificateReason(StrEnum):
    """Why a TLS connection would not be trusted by a visitor's browser."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_HOST = "wrong_host"
    SELF_SIGNED = "self_signed"
    UNTRUSTED_ROOT = "untrusted_root"
    INCOMPLETE_CHAIN = "incomplete_chain"
    WEAK_KEY = "weak_key"
    WEAK_SIGNATURE = "weak_signature"
    NOT_A_CA_ISSUER = "not_a_ca_issuer"
    NO_SAN = "no_san"
    OLD_PROTOCOL = "old_protocol"
    REVOKED = "revoked"
    COULD_NOT_NEGOTIATE = "could_not_negotiate"
    NO_TLS = "no_tls"


class PageReason(StrEnum):
    """Why a page could not be read, or not be judged."""

    NO_ADDRESS = "no_address"
    TIMED_OUT = "timed_out"
    CONNECTION_RESET = "connection_reset"
    TOO_LARGE = "too_large"
    REDIRECT_LOOP = "redirect_loop"
    BAD_REDIRECT = "bad_redirect"
    LOGIN_WALL = "login_wall"
    BOT_WALL = "bot_wall"
    PLACEHOLDER_PAGE = "placeholder_page"
    UNREADABLE = "unreadable"
    NEEDS_BROWSER = "needs_browser"
    PAGE_NOT_FOUND = "page_not_found"
    NOT_LOOKED_AT = "not_looked_at"
    NOT_SAID = "not_said"
    NO_BROWSER = "no_browser"
    BROWSER_REFUSED = "browser_refused"


class CannotReach(Exception):
    """Raised inside the door, never out of it: a reason of one of the lists, and a sentence for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


MEANINGS: Final[dict[str, str]] = {
    AddressReason.PRIVATE: "The name points to an address of a private network.",
    AddressReason.LOOPBACK: "The name points to the asking machine itself.",
    AddressReason.LINK_LOCAL: "The name points to an address that holds on one cable only.",
    AddressReason.CARRIER_NAT: "The name points to an address shared inside a provider's network.",
    AddressReason.EMBEDDED_IPV4: "An IPv6 address that carries an IPv4 address inside.",
    AddressReason.MULTICAST: "An address for groups, not for one machine.",
    AddressReason.RESERVED: "An address set aside for documentation, tests or nothing yet.",
    AddressReason.METADATA: "The address of a cloud provider's metadata service.",
    AddressReason.MIXED_ANSWERS: "Some addresses of the name are public, some are not.",
    AddressReason.BAD_PORT: "A port other than 80 and 443.",
    AddressReason.BAD_SCHEME: "Neither http nor https.",
    AddressReason.CREDENTIALS_IN_URL: "The address carries a user name or a password.",
    AddressReason.REDIRECT_REFUSED: "It redirects to an address that is refused.",
    AddressReason.NOT_A_NAME: "Not the name of a public website: a number, a bare or local name, or no address at all.",
    CertificateReason.EXPIRED: "The certificate or an issuer's has expired.",
    CertificateReason.NOT_YET_VALID: "The certificate begins to be valid later.",
    CertificateReason.WRONG_HOST: "The certificate is for other names.",
    CertificateReason.SELF_SIGNED: "The certificate vouches for itself.",
    CertificateReason.UNTRUSTED_ROOT: "The chain ends at an authority that browsers do not know.",
    CertificateReason.INCOMPLETE_CHAIN: "The server leaves out the certificate between its own and the root.",
    CertificateReason.WEAK_KEY: "RSA or DSA below 2,048 bits, or a curve below 256.",
    CertificateReason.WEAK_SIGNATURE: "Signed over SHA-1 or MD5.",
    CertificateReason.NOT_A_CA_ISSUER: "Signed by a certificate that may not sign others, or not this one.",
    CertificateReason.NO_SAN: "The certificate lists no names at all.",
    CertificateReason.OLD_PROTOCOL: "Nothing newer than TLS 1.1.",
    CertificateReason.REVOKED: "The issuer has withdrawn the certificate.",
    CertificateReason.COULD_NOT_NEGOTIATE: "Server and browser cannot agree: on ciphers, on a kind of certificate, or"
    " because the server wants one of the visitor.",
    CertificateReason.NO_TLS: "Port 443 is closed or does not speak TLS.",
    PageReason.NO_ADDRESS: "The name has no address in DNS.",
    PageReason.TIMED_OUT: "No whole answer within the time allowed.",
    PageReason.CONNECTION_RESET: "The connection is refused or broken off.",
    PageReason.TOO_LARGE: "Headers or body are larger than the budget, packed or unpacked.",
    PageReason.REDIRECT_LOOP: "Redirects in a circle, or more than five.",
    PageReason.BAD_REDIRECT: "A redirect that does not say where to.",
    PageReason.LOGIN_WALL: "The page asks to sign in.",
    PageReason.BOT_WALL: "The page keeps programs out; a person may still see it.",
    PageReason.PLACEHOLDER_PAGE: "Coming soon, parked, under maintenance, or a server's default page.",
    PageReason.UNREADABLE: "Not a web page, or not HTTP.",
    PageReason.NEEDS_BROWSER: "Empty until its scripts run.",
    PageReason.PAGE_NOT_FOUND: "The server says in words that there is no such page, whatever its status.",
    PageReason.NOT_LOOKED_AT: "The check itself could not look; nothing is known.",
    PageReason.NOT_SAID: "Nobody who was asked says it.",
    PageReason.NO_BROWSER: "This installation has no browser, or it is switched off.",
    PageReason.BROWSER_REFUSED: "The browser could not start inside its sandbox, or broke off.",
}
"""Each reason in words for people."""
