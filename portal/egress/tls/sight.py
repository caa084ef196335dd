"""Looking at a server's TLS as a visitor's browser would, and saying which of the known things is wrong.

First a verified handshake with the shared context; when that fails, a second one that verifies nothing, only to see
what was sent; when it goes through, a second one to hear the stapled answer about revocation. Never more than two, and
nothing received over the second is ever judged as content.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import ssl
from collections.abc import Sequence
from typing import Any, Final

from portal.egress.budgets import Budget
from portal.egress.names.policy import Dial
from portal.egress.reasons import CertificateReason as Why
from portal.egress.reasons import PageReason
from portal.egress.tls.certificates import Leaf, as_pem
from portal.egress.tls.chains import read_chain
from portal.egress.tls.mistrust import why_no_agreement, why_no_proof, why_no_tls, why_not_verified, why_weak
from portal.egress.tls.revocation import Revocation, read_staple
from portal.egress.tls.roots import Roots
from portal.egress.tls.stapling import Encore, encore

_CONTENT: Final = "The certificate is valid for this name and leads to a trusted root."
_DEMANDS: Final = "The server lets nobody in who shows no certificate of their own."


@dataclasses.dataclass(frozen=True, slots=True)
class TlsSight:
    """What one look at a host's port 443 showed. ``reason`` is None when a browser would be content.

    ``revocation`` is good, revoked, or empty when nothing is known, with the words in ``revocation_detail``;
    ``remarks`` is what is odd though no browser minds; ``staple`` is the issuer's answer as stapled, in DER.
    """

    host: str
    address: str
    reachable: bool
    reason: str | None
    detail: str
    protocol: str | None
    chain: tuple[bytes, ...]
    leaf: Leaf | None
    revocation: str = ""
    revocation_detail: str = ""
    remarks: tuple[str, ...] = ()
    staple: bytes = b""

    @property
    def pem(self) -> bytes:
        """The chain as sent, in PEM, and the stapled answer after it; empty when no chain was sent."""
        return as_pem(self.chain) + (as_pem([self.staple], "OCSP RESPONSE") if self.staple else b"")


@dataclasses.dataclass(frozen=True, slots=True)
class _Handshake:
    """How one handshake ended. ``verified`` is the chain that OpenSSL built, root included; ``cipher`` its name."""

    protocol: str | None = None
    cipher: str = ""
    chain: tuple[bytes, ...] = ()
    verified: tuple[bytes, ...] = ()
    error: Exception | None = None


async def look(host: str, dials: Sequence[Dial], roots: Roots, budget: Budget) -> TlsSight:
    """One TLS probe of a host at judged end points; the first that accepts a connection is looked at.

    Ends inside the budget's ``total``, however many addresses keep silent.
    """
    clock = asyncio.get_running_loop().time
    ends = clock() + budget.total
    sight = _unreached(host, "", PageReason.NO_ADDRESS, "The name has no address.")
    for dial in dials:
        try:
            async with asyncio.timeout_at(ends):
                verified = await _shake(host, dial, roots.trusting, budget)
                if verified.error is not None:
                    silent = isinstance(verified.error, TimeoutError | ConnectionRefusedError)
                    seen = verified if silent else await _shake(host, dial, roots.looking, budget)
                    sight = _discontent(host, dial, verified.error, seen)
        except TimeoutError as error:
            return _discontent(host, dial, error, _Handshake(error=error))
        if verified.error is None:
            heard = await encore(host, dial, min(budget.connect + budget.tls, ends - clock()))
            return _content(host, dial, verified, heard)
        if sight.reachable:
            return sight
    return sight


def sent_chain(engine: Any) -> tuple[bytes, ...]:
    """The certificates as the server sent them, in DER: with `verified_chain` all that knows how Python hands them out.

    Python 3.13 has a public call; before it the same call exists on the object inside, with certificates for bytes.
    """
    return _chain(engine, "get_unverified_chain")


def verified_chain(engine: Any) -> tuple[bytes, ...]:
    """The certificates from the server's own to the trusted root, in DER, as they were verified."""
    return _chain(engine, "get_verified_chain")


def _chain(engine: Any, call: str) -> tuple[bytes, ...]:
    if hasattr(engine, call):
        return tuple(getattr(engine, call)())
    inner = getattr(engine._sslobj, call)() or ()
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
    verified = verified_chain(engine) if context.verify_mode is ssl.CERT_REQUIRED else ()
    cipher = engine.cipher()
    found = _Handshake(engine.version(), cipher[0] if cipher else "", sent_chain(engine), verified)
    writer.transport.abort()
    return found


def _content(host: str, dial: Dial, shake: _Handshake, heard: Encore) -> TlsSight:
    """The verified handshake went through; what OpenSSL lets pass and browsers do not is found here."""
    path = read_chain(shake.verified).path
    chain = read_chain(shake.chain)
    revocation = _revocation(shake, heard)
    reason, detail = why_weak(path[:-1] or path) or why_no_proof(chain.leaf, shake.cipher) or (None, _CONTENT)
    if reason is None and heard.demands_certificate:
        reason, detail = Why.COULD_NOT_NEGOTIATE, _DEMANDS
    if reason is None and revocation.status == "revoked":
        reason, detail = Why.REVOKED, revocation.detail
    return TlsSight(
        host,
        dial.address,
        True,
        reason,
        detail,
        shake.protocol,
        shake.chain,
        chain.leaf,
        revocation.status,
        revocation.detail,
        chain.remarks(),
        heard.staple,
    )


def _revocation(shake: _Handshake, heard: Encore) -> Revocation:
    if not heard.leaf:
        return Revocation("", "The server did not finish a second handshake, so nothing is known.")
    if heard.leaf != shake.chain[0] and not heard.staple:
        return Revocation("", "The server showed another certificate the second time, so nothing is known.")
    issuer = shake.verified[1] if len(shake.verified) > 1 else shake.verified[0]
    return read_staple(heard.staple, shake.chain[0], issuer, dt.datetime.now(dt.UTC))


def _discontent(host: str, dial: Dial, error: Exception, seen: _Handshake) -> TlsSight:
    if seen.error is not None:
        reason, detail, reachable = why_no_tls(host, seen.error)
        return dataclasses.replace(_unreached(host, dial.address, reason, detail), reachable=reachable)
    chain = read_chain(seen.chain)
    if isinstance(error, ssl.SSLCertVerificationError):
        why, told = why_not_verified(host, error.verify_code, chain, dt.datetime.now(dt.UTC))
    else:
        why, told = why_no_agreement(seen.protocol, chain)
    not_asked = "Not asked for, because browsers refuse the certificate anyway."
    return TlsSight(
        host, dial.address, True, why, told, seen.protocol, seen.chain, chain.leaf, "", not_asked, chain.remarks()
    )


def _unreached(host: str, address: str, reason: str, detail: str) -> TlsSight:
    nothing = "No certificate was seen, so nothing is known."
    return TlsSight(host, address, False, reason, detail, None, (), None, "", nothing)
