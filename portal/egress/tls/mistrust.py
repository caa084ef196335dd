"""From the way a handshake failed to the reason a visitor's browser would have, with words for people."""

from __future__ import annotations

import datetime as dt
import ssl
from typing import Final

from portal.common.clock import told_day
from portal.egress.reasons import CertificateReason as Why
from portal.egress.reasons import PageReason
from portal.egress.tls.certificates import ISSUER_KEYS, SITE_KEYS, Leaf
from portal.egress.tls.chains import Chain

OLD_PROTOCOLS: Final = frozenset({"SSLv3", "TLSv1", "TLSv1.1"})

_LEADS_NOWHERE: Final = frozenset({2, 20, 21, 27})
"""OpenSSL's numbers for a chain whose next issuer is nowhere to be found."""

_WORDS: Final[dict[int, tuple[Why, str]]] = {
    7: (Why.UNTRUSTED_ROOT, "A signature in the chain does not match its issuer."),
    18: (Why.SELF_SIGNED, "The certificate vouches for itself; no authority stands behind it."),
    19: (Why.UNTRUSTED_ROOT, "The chain ends at an authority that browsers do not know."),
    22: (Why.UNTRUSTED_ROOT, "The chain is longer than a browser follows."),
    23: (Why.REVOKED, "The issuer has withdrawn the certificate."),
    24: (Why.NOT_A_CA_ISSUER, "One of the certificates signs another without being allowed to."),
    25: (Why.NOT_A_CA_ISSUER, "An issuer may not have so many issuers below itself."),
    26: (Why.COULD_NOT_NEGOTIATE, "The certificate, or an issuer's, is made for other uses than websites."),
    32: (Why.NOT_A_CA_ISSUER, "One of the certificates signs another without being allowed to."),
    34: (Why.COULD_NOT_NEGOTIATE, "The certificate sets a condition that browsers do not know and may not pass over."),
    37: (Why.NOT_A_CA_ISSUER, "One of the certificates signs another without being allowed to."),
    39: (Why.COULD_NOT_NEGOTIATE, "The certificate's key may not be used to prove a website."),
    41: (Why.COULD_NOT_NEGOTIATE, "The certificate contradicts itself."),
    47: (Why.NOT_A_CA_ISSUER, "The issuer may not sign for this name: its own certificate allows others only."),
    48: (Why.NOT_A_CA_ISSUER, "The issuer may not sign for this name: its own certificate excludes it."),
    51: (Why.NOT_A_CA_ISSUER, "The issuer's limits on names cannot be followed."),
    52: (Why.NOT_A_CA_ISSUER, "The issuer's limits on names cannot be followed."),
    53: (Why.NOT_A_CA_ISSUER, "The issuer's limits on names cannot be followed."),
    79: (Why.NOT_A_CA_ISSUER, "One of the certificates signs another without being allowed to."),
    94: (Why.COULD_NOT_NEGOTIATE, "The key lies on a curve of its own making; browsers take named curves only."),
}
"""OpenSSL's X509_V_ERR numbers that need no look at the chain."""

_WEAK: Final = frozenset({66, 67, 68})
_HOST: Final = frozenset({62, 63, 64})

_NOT_TLS: Final = (
    "WRONG_VERSION_NUMBER",
    "HTTP_REQUEST",
    "PACKET_LENGTH_TOO_LONG",
    "RECORD_LAYER_FAILURE",
    "UNKNOWN_PROTOCOL",
    "UNEXPECTED_MESSAGE",
)
_LEAVES: Final = ("UNEXPECTED_EOF", "EOF occurred")
_OTHER_PROTOCOL: Final = ("UNSUPPORTED_PROTOCOL", "ALERT_PROTOCOL_VERSION", "WRONG_SSL_VERSION", "VERSION_TOO_LOW")


def why_not_verified(host: str, code: int, chain: Chain, at: dt.datetime) -> tuple[Why, str]:
    """The reason behind OpenSSL's verify code, with the words the chain gives."""
    if code in _LEADS_NOWHERE:
        return _why_leads_nowhere(chain)
    if code in _HOST:
        return _why_wrong_host(host, chain.leaf)
    if code in (9, 13):
        return Why.NOT_YET_VALID, _words_of_begin(chain, at)
    if code in (10, 14):
        return Why.EXPIRED, _words_of_end(chain, at)
    if code in _WEAK:
        found = why_weak(chain.path)
        return found or ((Why.WEAK_SIGNATURE if code == 68 else Why.WEAK_KEY), "An issuer's cryptography is too weak.")
    return _WORDS.get(
        code, (Why.UNTRUSTED_ROOT, "The certificate cannot be traced to an authority that browsers know.")
    )


def why_weak(path: tuple[Leaf, ...]) -> tuple[Why, str] | None:
    """The first certificate on a path whose key or signature no browser takes; a root's own signature proves nothing.

    An issuer's certificate is named, so that its owner knows which one to replace.
    """
    for place, each in enumerate(path):
        whose = "The certificate" if place == 0 else f"The issuer's certificate ({each.called})"
        if each.has_weak_key:
            least = "256" if each.key_type.startswith("EC") else "2,048"
            return Why.WEAK_KEY, f"{whose} has a key of {each.key_bits:,} bits; {least} is the least."
        if each.has_weak_signature and (place == 0 or not each.is_own_issuer):
            return Why.WEAK_SIGNATURE, f"{whose} is signed over {each.signature_hash}."
        if each.key_type not in (ISSUER_KEYS if place else SITE_KEYS):
            told = f"{whose} has a key of a kind that not all browsers take: {each.key_type}."
            return Why.COULD_NOT_NEGOTIATE, told
    return None


def why_no_proof(leaf: Leaf | None, cipher: str) -> tuple[Why, str] | None:
    """The key signed the handshake though its certificate does not allow that; OpenSSL does not mind, browsers do."""
    signed = not cipher.startswith("AES")  # TLS 1.2 without forward secrecy: there the key opens instead of signing
    if leaf is None or leaf.may_prove or not signed:
        return None
    return Why.COULD_NOT_NEGOTIATE, "The certificate's key may not be used to prove a website."


def why_no_agreement(protocol: str | None, chain: Chain) -> tuple[Why, str]:
    """A modern handshake failed before the certificate was judged, and one that takes anything went through."""
    if protocol in OLD_PROTOCOLS:
        return Why.OLD_PROTOCOL, f"The server speaks nothing newer than {protocol}; browsers need TLS 1.2."
    return why_weak(chain.path[:1]) or (
        Why.COULD_NOT_NEGOTIATE,
        "The server and a modern browser find no common way to encrypt.",
    )


def why_no_tls(host: str, error: Exception) -> tuple[str, str, bool]:
    """No handshake at all: the reason, words, and whether something answers there."""
    text = str(error)
    if isinstance(error, ConnectionRefusedError):
        return Why.NO_TLS, f"Nothing answers on port 443 of {host}.", False
    if isinstance(error, ssl.SSLError) and not any(mark in text for mark in _LEAVES):
        if any(mark in text for mark in _NOT_TLS):
            return Why.NO_TLS, f"Port 443 of {host} does not speak TLS.", True
        if any(mark in text for mark in _OTHER_PROTOCOL):
            return Why.OLD_PROTOCOL, f"{host} speaks no version of TLS that is still in use.", True
        if "UNRECOGNIZED_NAME" in text:
            return Why.COULD_NOT_NEGOTIATE, f"The server says that it knows no website called {host}.", True
        said = (error.reason or "no agreement").replace("_", " ").lower()
        return Why.COULD_NOT_NEGOTIATE, f"The TLS handshake with {host} fails: {said}.", True
    if isinstance(error, ConnectionError | ssl.SSLError):
        return PageReason.CONNECTION_RESET, f"{host} closes the connection during the TLS handshake.", True
    return PageReason.TIMED_OUT, f"{host} does not finish a TLS handshake in time.", False


def _why_leads_nowhere(chain: Chain) -> tuple[Why, str]:
    """An issuer is missing. A public one says where its own certificate lies; who says nothing is taken for private."""
    last = chain.path[-1] if chain.path else None
    if last and last.names_its_issuer_online and not last.is_own_issuer:
        return Why.INCOMPLETE_CHAIN, (
            "The server does not send the certificate between its own and the root. Browsers that have seen it"
            " elsewhere, or fetch it, do not show this."
        )
    return Why.UNTRUSTED_ROOT, "The certificate leads to an authority that browsers do not know."


def _why_wrong_host(host: str, leaf: Leaf | None) -> tuple[Why, str]:
    if leaf is None:
        return Why.WRONG_HOST, f"The certificate is not for {host}."
    if not leaf.names:
        return Why.NO_SAN, "The certificate lists no names; browsers no longer read the common name."
    if leaf.covers(host):
        return Why.WRONG_HOST, f"The server shows different certificates; one of them is not for {host}."
    more = f" and {len(leaf.names) - 3:,} more" if len(leaf.names) > 3 else ""
    return Why.WRONG_HOST, f"The certificate is for {', '.join(leaf.names[:3])}{more}, not for {host}."


def _words_of_end(chain: Chain, at: dt.datetime) -> str:
    ended = chain.ended(at)
    if ended is None:
        return "One of the certificates that the server shows has expired."
    if ended is chain.leaf:
        return f"The certificate ended on {told_day(ended.not_after)}."
    return f"The issuer's certificate ({ended.called}) ended on {told_day(ended.not_after)}."


def _words_of_begin(chain: Chain, at: dt.datetime) -> str:
    later = chain.begins_later(at)
    if later is None:
        return "One of the certificates that the server shows does not hold yet."
    if later is chain.leaf:
        return f"The certificate begins on {told_day(later.not_before)}."
    return f"The issuer's certificate ({later.called}) begins on {told_day(later.not_before)}."
