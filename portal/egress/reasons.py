"""Why something was not reached or not trusted: three closed lists, the same words in JSON, database and pages.

What each means in sentences for people stands with the judgement of websites, which says it.
"""

from __future__ import annotations

from enum import StrEnum


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
