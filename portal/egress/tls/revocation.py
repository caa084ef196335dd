"""What an issuer's stapled OCSP answer says about a certificate, and whether it can be believed (RFC 6960).

Only what the server itself staples is read. The places that a certificate names for its state are never asked: they
are addresses chosen by a stranger.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from portal.common.clock import told_day
from portal.egress.tls.certificates import UNREADABLE

SKEW: Final = dt.timedelta(minutes=10)
"""How far the clocks of issuer and portal may differ."""
OLDEST: Final = dt.timedelta(days=10)
"""The longest that an answer about a website may be used, as authorities and browsers agreed."""
OLDEST_UNLIMITED: Final = dt.timedelta(days=1)
"""The same for an answer that does not say until when it holds."""

_BELIEVED: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)

NO_ANSWER: Final = "The server sends no stapled answer, so nothing is known."
MUST_STAPLE: Final = (
    "The certificate promises a stapled answer and the server sends none; Firefox refuses such a site,"
    " and whether the certificate is withdrawn is not known."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Revocation:
    """``status`` is good, revoked, or empty when nothing is known; ``detail`` says why in words."""

    status: str
    detail: str


class _Unbelievable(Exception):
    """Why an answer says nothing about this certificate, in words."""


def read_staple(staple: bytes, leaf_der: bytes, issuer_der: bytes, at: dt.datetime) -> Revocation:
    """What the stapled answer says of the leaf at a moment. Never raises for what a server sent."""
    try:
        leaf, issuer = (x509.load_der_x509_certificate(der) for der in (leaf_der, issuer_der))
        if not staple:
            return Revocation("", MUST_STAPLE if _promises_staple(leaf) else NO_ANSWER)
        return _believed(staple, leaf, issuer, at)
    except _Unbelievable as why:
        return Revocation("", str(why))
    except UNREADABLE:
        return Revocation("", "The stapled answer cannot be read, so nothing is known.")


def _promises_staple(leaf: x509.Certificate) -> bool:
    """The TLS feature extension (RFC 7633), known as must-staple."""
    try:
        features = leaf.extensions.get_extension_for_class(x509.TLSFeature).value
    except (x509.ExtensionNotFound, *UNREADABLE):
        return False
    return x509.TLSFeatureType.status_request in features


def _believed(staple: bytes, leaf: x509.Certificate, issuer: x509.Certificate, at: dt.datetime) -> Revocation:
    answer = ocsp.load_der_ocsp_response(staple)
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        word = answer.response_status.name.lower().replace("_", " ")
        raise _Unbelievable(f'The issuer\'s answer says only "{word}", so nothing is known.')
    single = next((each for each in answer.responses if _is_about(each, leaf, issuer)), None)
    if single is None:
        raise _Unbelievable("The stapled answer is about another certificate, so nothing is known.")
    _check_signature(answer, issuer, at)
    _check_time(single, at)
    if single.certificate_status is ocsp.OCSPCertStatus.GOOD:
        return Revocation("good", f"The issuer said on {told_day(single.this_update_utc)} that the certificate stands.")
    if single.certificate_status is ocsp.OCSPCertStatus.REVOKED:
        return Revocation("revoked", _withdrawn(single))
    raise _Unbelievable("The issuer answers that it does not know this certificate.")


def _withdrawn(single: ocsp.OCSPSingleResponse) -> str:
    when = single.revocation_time_utc
    reason = single.revocation_reason
    because = f" ({_in_words(reason)})" if reason and reason is not x509.ReasonFlags.unspecified else ""
    return f"The issuer withdrew the certificate{f' on {told_day(when)}' if when else ''}{because}."


def _in_words(reason: x509.ReasonFlags) -> str:
    """`key_compromise` as `key compromise`."""
    return reason.name.replace("_", " ").replace("ca ", "CA ").replace("aa ", "AA ")


def _is_about(single: ocsp.OCSPSingleResponse, leaf: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether serial number and both hashes of the issuer are those of this certificate."""
    if single.serial_number != leaf.serial_number:
        return False
    asked = ocsp.OCSPRequestBuilder().add_certificate(leaf, issuer, single.hash_algorithm).build()
    return (asked.issuer_name_hash, asked.issuer_key_hash) == (single.issuer_name_hash, single.issuer_key_hash)


def _check_signature(answer: ocsp.OCSPResponse, issuer: x509.Certificate, at: dt.datetime) -> None:
    """The issuer signs itself, or somebody to whom it gave a certificate for this use (RFC 6960, 4.2.2.2)."""
    algorithm = answer.signature_hash_algorithm
    if algorithm and not isinstance(algorithm, _BELIEVED):
        raise _Unbelievable(f"The stapled answer is signed over {algorithm.name}, which proves nothing.")
    signers = [signer for signer in (issuer, *answer.certificates) if _is_responder(answer, signer)]
    if not signers:
        raise _Unbelievable("The stapled answer does not say by whom it is signed, so it is not believed.")
    if not any(_signed(answer, signer) for signer in signers):
        raise _Unbelievable("The signature of the stapled answer does not match, so it is not believed.")
    if not any(_signed(answer, signer) and _may_answer(signer, issuer, at) for signer in signers):
        raise _Unbelievable("The stapled answer is signed by somebody who may not answer for the issuer.")


def _is_responder(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    if answer.responder_name is not None:
        return answer.responder_name == signer.subject
    digest = x509.SubjectKeyIdentifier.from_public_key(signer.public_key()).digest
    return answer.responder_key_hash == digest


def _may_answer(signer: x509.Certificate, issuer: x509.Certificate, at: dt.datetime) -> bool:
    if signer == issuer:
        return True
    if not signer.not_valid_before_utc <= at <= signer.not_valid_after_utc:
        return False
    try:
        signer.verify_directly_issued_by(issuer)
        uses = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (InvalidSignature, x509.ExtensionNotFound, *UNREADABLE):
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in uses


def _signed(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    signature, told, algorithm = answer.signature, answer.tbs_response_bytes, answer.signature_hash_algorithm
    try:
        match signer.public_key():
            case rsa.RSAPublicKey() as key if algorithm:
                key.verify(signature, told, padding.PKCS1v15(), algorithm)
            case ec.EllipticCurvePublicKey() as key if algorithm:
                key.verify(signature, told, ec.ECDSA(algorithm))
            case ed25519.Ed25519PublicKey() | ed448.Ed448PublicKey() as key:
                key.verify(signature, told)
            case _:
                return False
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


def _check_time(single: ocsp.OCSPSingleResponse, at: dt.datetime) -> None:
    made, ends = single.this_update_utc, single.next_update_utc
    if made > at + SKEW:
        raise _Unbelievable(f"The stapled answer begins to hold on {told_day(made)} only.")
    oldest = OLDEST if ends else OLDEST_UNLIMITED
    if (ends and ends < at - SKEW) or made < at - oldest:
        raise _Unbelievable(f"The stapled answer of {told_day(made)} is out of date, so nothing is known.")
