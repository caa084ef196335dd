"""Looking at a server's TLS as a visitor's browser would, and saying which of the known things is wrong.

First a verified handshake with the shared context; when that fails, a second one that verifies nothing, only to see
what was sent. Nothing received over the second is ever judged as content.
"""

from __future__ import annotations

import asyncio
import dataclasses
import ssl
from collections.abc import Sequence
from typing import Any, Final

from portal.egress.budgets import Budget
from portal.egress.certificates import Leaf, as_pem, read_leaf
from portal.egress.policy import Dial
from portal.egress.reasons import CertificateReason as Why
from portal.egress.reasons import PageReason
from portal.egress.roots import Roots

OLD_PROTOCOLS: Final = frozenset({"SSLv3", "TLSv1", "TLSv1.1"})

_BY_VERIFY_CODE: Final[dict[int, Why]] = {
    9: Why.NOT_YET_VALID,
    10: Why.EXPIRED,
    18: Why.SELF_SIGNED,
    19: Why.UNTRUSTED_ROOT,
    23: Why.REVOKED,
    24: Why.NOT_A_CA_ISSUER,
    62: Why.WRONG_HOST,
    63: Why.WRONG_HOST,
    64: Why.WRONG_HOST,
    66: Why.WEAK_KEY,
    67: Why.WEAK_KEY,
    68: Why.WEAK_SIGNATURE,
    79: Why.NOT_A_CA_ISSUER,
}
"""OpenSSL's X509_V_ERR numbers; 2, 20 and 21 need a look at the chain."""

_NOT_TLS: Final = (
    "WRONG_VERSION_NUMBER",
    "HTTP_REQUEST",
    "PACKET_LENGTH_TOO_LONG",
    "RECORD_LAYER_FAILURE",
    "UNKNOWN_PROTOCOL",
    "UNEXPECTED_EOF",
    "EOF occurred",
)


@dataclasses.dataclass(frozen=True, slots=True)
class TlsSight:
    """What one look at a host's port 443 showed. ``reason`` is None when a browser would be content."""

    host: str
    address: str
    reachable: bool
    reason: str | None
    detail: str
    protocol: str | None
    chain: tuple[bytes, ...]
    leaf: Leaf | None

    @property
    def pem(self) -> bytes:
        """The chain as sent, in PEM; empty when none was sent."""
        return as_pem(self.chain)


@dataclasses.dataclass(frozen=True, slots=True)
class _Handshake:
    """How one handshake ended."""

    protocol: str | None = None
    chain: tuple[bytes, ...] = ()
    error: Exception | None = None


async def look(host: str, dials: Sequence[Dial], roots: Roots, budget: Budget) -> TlsSight:
    """One TLS probe of a host at judged end points; the first that accepts a connection is looked at."""
    sight = None
    for dial in dials:
        verified = await _shake(host, dial, roots.trusting, budget)
        if verified.error is None:
            return _content(host, dial, verified)
        silent = isinstance(verified.error, TimeoutError | ConnectionRefusedError)
        seen = verified if silent else await _shake(host, dial, roots.looking, budget)
        sight = _discontent(host, dial, verified.error, seen)
        if sight.reachable:
            return sight
    return sight or TlsSight(host, "", False, PageReason.NO_ADDRESS, "The name has no address.", None, (), None)


def sent_chain(engine: Any) -> tuple[bytes, ...]:
    """The certificates as the server sent them, in DER: the one place that knows how Python hands them out.

    Python 3.13 has a public call; before it the same call exists on the object inside.
    """
    if hasattr(engine, "get_unverified_chain"):
        return tuple(engine.get_unverified_chain())
    inner = engine._sslobj.get_unverified_chain() or ()
    return tuple(ssl.PEM_cert_to_DER_cert(certificate.public_bytes()) for certificate in inner)


async def _shake(host: str, dial: Dial, context: ssl.SSLContext, budget: Budget) -> _Handshake:
    try:
        async with asyncio.timeout(budget.connect + budget.tls):
            _, writer = await asyncio.open_connection(
                dial.address, dial.port, ssl=context, server_hostname=host, ssl_handshake_timeout=budget.tls
            )
    except ConnectionAbortedError as error:  # asyncio's word for a handshake that takes too long
        return _Handshake(error=TimeoutError(str(error)))
    except (OSError, ValueError) as error:  # both ssl.SSLError and TimeoutError are an OSError
        return _Handshake(error=error)
    engine = writer.get_extra_info("ssl_object")
    found = _Handshake(engine.version(), sent_chain(engine))
    writer.transport.abort()
    return found


def _content(host: str, dial: Dial, shake: _Handshake) -> TlsSight:
    """The verified handshake went through; a few weaknesses remain that OpenSSL lets pass."""
    leaf = read_leaf(shake.chain[0]) if shake.chain else None
    reason: Why | None = None
    detail = "The certificate is valid for this name and leads to a trusted root."
    if leaf and leaf.has_weak_key:
        reason, detail = Why.WEAK_KEY, f"The key has {leaf.key_bits} bits; 2,048 is the least."
    elif leaf and leaf.has_weak_signature:
        reason, detail = Why.WEAK_SIGNATURE, f"The certificate is signed over {leaf.signature_hash}."
    return TlsSight(host, dial.address, True, reason, detail, shake.protocol, shake.chain, leaf)


def _discontent(host: str, dial: Dial, error: Exception, seen: _Handshake) -> TlsSight:
    leaf = read_leaf(seen.chain[0]) if seen.chain else None
    if seen.error is None:
        why, told = _why_untrusted(host, error, seen, leaf)
        return TlsSight(host, dial.address, True, why, told, seen.protocol, seen.chain, leaf)
    reason, detail, reachable = _why_no_tls(host, seen.error)
    return TlsSight(host, dial.address, reachable, reason, detail, None, (), None)


def _why_untrusted(host: str, error: Exception, seen: _Handshake, leaf: Leaf | None) -> tuple[Why, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _why_not_verified(host, error, seen, leaf)
    if seen.protocol in OLD_PROTOCOLS:
        return Why.OLD_PROTOCOL, f"The server speaks nothing newer than {seen.protocol}; browsers need TLS 1.2."
    if leaf and leaf.has_weak_key:
        return Why.WEAK_KEY, f"The key has {leaf.key_bits} bits; 2,048 is the least."
    return Why.COULD_NOT_NEGOTIATE, "The server and a modern browser find no common way to encrypt."


def _why_not_verified(
    host: str, error: ssl.SSLCertVerificationError, seen: _Handshake, leaf: Leaf | None
) -> tuple[Why, str]:
    reason = _BY_VERIFY_CODE.get(error.verify_code)
    if reason is Why.WRONG_HOST and leaf and not leaf.names:
        return Why.NO_SAN, "The certificate lists no names; browsers no longer read the common name."
    if reason is Why.WRONG_HOST and leaf:
        return reason, f"The certificate is for {', '.join(leaf.names[:3])}, not for {host}."
    if reason is Why.EXPIRED and leaf:
        return reason, f"The certificate or its issuer's has expired; it ended {leaf.not_after:%Y-%m-%d}."
    if reason:
        return reason, error.verify_message or "The certificate is not trusted."
    last = read_leaf(seen.chain[-1]) if seen.chain else None
    if last and last.names_its_issuer_online and not last.is_own_issuer:
        return Why.INCOMPLETE_CHAIN, "The server does not send the certificate between its own and the root."
    return Why.UNTRUSTED_ROOT, "The certificate leads to an authority that browsers do not know."


def _why_no_tls(host: str, error: Exception) -> tuple[str, str, bool]:
    if isinstance(error, ConnectionRefusedError):
        return Why.NO_TLS, f"Nothing answers on port 443 of {host}.", False
    if isinstance(error, ssl.SSLError):
        not_tls = any(mark in str(error) for mark in _NOT_TLS)
        return (
            (Why.NO_TLS, f"Port 443 of {host} does not speak TLS.", True)
            if not_tls
            else (
                Why.COULD_NOT_NEGOTIATE,
                f"The TLS handshake with {host} fails: {error.reason or 'no agreement'}.",
                True,
            )
        )
    if isinstance(error, ConnectionError):
        return PageReason.CONNECTION_RESET, f"{host} closes the connection during the TLS handshake.", True
    return PageReason.TIMED_OUT, f"{host} does not finish a TLS handshake in time.", False
