"""Reading a certificate chain as a server sent it. OpenSSL verifies; here certificates are only read."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID

SMALLEST_RSA_BITS: Final = 2_048
SMALLEST_CURVE_BITS: Final = 256
SITE_KEYS: Final = frozenset({"RSA", "EC secp256r1", "EC secp384r1"})
"""The kinds of keys that all browsers take in a website's certificate."""
ISSUER_KEYS: Final = SITE_KEYS | {"EC secp521r1"}
"""The same for an issuer's certificate."""
UNREADABLE: Final = (
    ValueError,
    TypeError,
    OverflowError,
    LookupError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises over a certificate, an extension or an answer that it cannot read."""
WEAK_HASHES: Final = frozenset({"md5", "sha1"})


@dataclasses.dataclass(frozen=True, slots=True)
class Leaf:
    """A certificate: mostly a server's own, else an issuer's.

    ``key_bits`` is in bits; ``names`` are its first 200 DNS names and addresses; ``may_prove``: its key may sign
    handshakes, or the certificate sets no limits on it.
    """

    subject: str
    issuer: str
    names: tuple[str, ...]
    not_before: dt.datetime
    not_after: dt.datetime
    key_type: str
    key_bits: int | None
    signature_hash: str
    is_own_issuer: bool
    names_its_issuer_online: bool
    may_prove: bool

    @property
    def has_weak_key(self) -> bool:
        """RSA or DSA below 2,048 bits, a curve below 256."""
        smallest = SMALLEST_CURVE_BITS if self.key_type.startswith("EC") else SMALLEST_RSA_BITS
        return self.key_bits is not None and self.key_bits < smallest

    @property
    def has_weak_signature(self) -> bool:
        """Signed over MD5 or SHA-1."""
        return self.signature_hash in WEAK_HASHES

    @property
    def called(self) -> str:
        """Its common name, for people; the whole name when it has none."""
        parts = [part[3:] for part in self.subject.split(",") if part.startswith("CN=")]
        return parts[0] if parts else self.subject or "without a name"

    def covers(self, host: str) -> bool:
        """Whether one of its names is the host's; a star stands for the first label, whole and alone."""
        _, _, parent = host.lower().partition(".")
        return any(name.lower() in {host.lower(), f"*.{parent}"} for name in self.names)


def read_leaf(der: bytes) -> Leaf | None:
    """What a certificate says; None when it cannot be parsed."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        key_type, key_bits = _key(certificate)
        return Leaf(
            subject=certificate.subject.rfc4514_string(),
            issuer=certificate.issuer.rfc4514_string(),
            names=_names(certificate),
            not_before=certificate.not_valid_before_utc,
            not_after=certificate.not_valid_after_utc,
            key_type=key_type,
            key_bits=key_bits,
            signature_hash=_signature_hash(certificate),
            is_own_issuer=certificate.subject == certificate.issuer,
            names_its_issuer_online=_has_issuer_address(certificate),
            may_prove=_may_prove(certificate),
        )
    except UNREADABLE:
        return None


def as_pem(ders: Sequence[bytes], label: str = "CERTIFICATE") -> bytes:
    """A chain of DER certificates as PEM, in the order the server sent them; or other DER under its ``label``."""
    return "".join(f"-----BEGIN {label}-----\n{_in_lines(der)}-----END {label}-----\n" for der in ders).encode()


def _in_lines(der: bytes) -> str:
    letters = base64.b64encode(der).decode()
    return "".join(f"{letters[place : place + 64]}\n" for place in range(0, len(letters), 64))


def _key(certificate: x509.Certificate) -> tuple[str, int | None]:
    match certificate.public_key():
        case rsa.RSAPublicKey() as key:
            return "RSA", key.key_size
        case dsa.DSAPublicKey() as key:
            return "DSA", key.key_size
        case ec.EllipticCurvePublicKey() as key:
            return f"EC {key.curve.name}", key.curve.key_size
        case ed25519.Ed25519PublicKey():
            return "Ed25519", None
        case ed448.Ed448PublicKey():
            return "Ed448", None
    return "unknown", None


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, *UNREADABLE):
        return ()
    names = found.get_values_for_type(x509.DNSName)
    addresses = [str(address) for address in found.get_values_for_type(x509.IPAddress)]
    return tuple([*names, *addresses][:200])


def _signature_hash(certificate: x509.Certificate) -> str:
    try:
        algorithm = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return "unknown"
    return algorithm.name if algorithm else ""


def _has_issuer_address(certificate: x509.Certificate) -> bool:
    """Public authorities say over http where their own certificate lies; a company's private one often over LDAP."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, *UNREADABLE):
        return False
    return any(
        entry.access_method == AuthorityInformationAccessOID.CA_ISSUERS
        and isinstance(entry.access_location, x509.UniformResourceIdentifier)
        and urlsplit(entry.access_location.value).scheme.lower() == "http"
        for entry in found
    )


def _may_prove(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except (x509.ExtensionNotFound, *UNREADABLE):
        return True
