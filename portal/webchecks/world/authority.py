"""The demo world's own certificate authority, made anew at each start; nothing of it is ever stored in the project."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

DAY: Final = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Signer:
    """A certificate that may sign others, and its key."""

    certificate: x509.Certificate
    key: Key


@dataclasses.dataclass(frozen=True, slots=True)
class Credentials:
    """What a server needs: its chain as it will send it, and its key, both PEM. ``newest`` caps the protocol."""

    chain: bytes
    key: bytes
    newest: str = ""
    weak: bool = False


class Authority:
    """A root, an intermediate under it, and a root that nobody trusts."""

    def __init__(self) -> None:
        self._root = _signer("Clearline Demo Root", None)
        self._intermediate = _signer("Clearline Demo Issuing", self._root)
        self._stranger = _signer("Unknown Root", None)

    @property
    def root_pem(self) -> bytes:
        """The root that a world's clients trust."""
        return _pem(self._root.certificate)

    def credentials(self, host: str, flaw: str = "") -> Credentials:
        """Credentials for a host; ``flaw`` is a certificate reason to reproduce, empty for a good certificate."""
        make = getattr(self, f"_{flaw}", None) if flaw else self._good
        if make is None:
            raise ValueError(f"no certificate can be made with the flaw {flaw!r}")
        made: Credentials = make(host)
        return made

    def _good(self, host: str) -> Credentials:
        return self._issue(host)

    def _expired(self, host: str) -> Credentials:
        return self._issue(host, start=-120, end=-30)

    def _not_yet_valid(self, host: str) -> Credentials:
        return self._issue(host, start=30, end=120)

    def _wrong_host(self, host: str) -> Credentials:
        return self._issue(host, names=["parked.hosting-company.test"])

    def _no_san(self, host: str) -> Credentials:
        return self._issue(host, names=[])

    def _untrusted_root(self, host: str) -> Credentials:
        return self._issue(host, signer=self._stranger, send=[])

    def _incomplete_chain(self, host: str) -> Credentials:
        return self._issue(host, send=[])

    def _weak_key(self, host: str) -> Credentials:
        weak = rsa.generate_private_key(public_exponent=65_537, key_size=1_024)  # noqa: S505 - the flaw to reproduce
        return dataclasses.replace(self._issue(host, key=weak), weak=True)

    def _old_protocol(self, host: str) -> Credentials:
        return dataclasses.replace(self._issue(host), newest="TLSv1.1")

    def _not_a_ca_issuer(self, host: str) -> Credentials:
        key = ec.generate_private_key(ec.SECP256R1())
        plain = _certificate("Not An Authority", key.public_key(), self._intermediate, (-1, 60), ["x.test"], ca=False)
        middle = Signer(plain, key)
        return self._issue(host, signer=middle, send=[plain, self._intermediate.certificate])

    def _self_signed(self, host: str) -> Credentials:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(host, key.public_key(), key, (-1, 60), [host], ca=False)
        return Credentials(_pem(certificate), _key_pem(key))

    def _issue(
        self,
        host: str,
        *,
        start: int = -1,
        end: int = 60,
        names: Sequence[str] | None = None,
        key: Key | None = None,
        signer: Signer | None = None,
        send: Sequence[x509.Certificate] | None = None,
    ) -> Credentials:
        key = key or ec.generate_private_key(ec.SECP256R1())
        signer = signer or self._intermediate
        leaf = _certificate(host, key.public_key(), signer, (start, end), [host] if names is None else names, ca=False)
        others = [self._intermediate.certificate] if send is None else send
        return Credentials(b"".join(_pem(certificate) for certificate in [leaf, *others]), _key_pem(key))


def _signer(name: str, parent: Signer | None) -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    return Signer(_certificate(name, key.public_key(), parent or key, (-200, 400), [], ca=True), key)


def _certificate(
    name: str,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    by: Signer | Key,
    days: tuple[int, int],
    names: Sequence[str],
    *,
    ca: bool,
) -> x509.Certificate:
    """A certificate valid from and until ``days`` from today, signed by a signer or (self-signed) by its own key."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    issuer, key = (by.certificate.subject, by.key) if isinstance(by, Signer) else (subject, by)
    today = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(today + days[0] * DAY)
        .not_valid_after(today + days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False
        )
    if isinstance(by, Signer) and by.certificate.issuer != by.certificate.subject:
        builder = builder.add_extension(_issuer_online(), critical=False)
    return builder.sign(key, hashes.SHA256())


def _issuer_online() -> x509.AuthorityInformationAccess:
    """Where a client could fetch the intermediate, as public authorities state it."""
    place = x509.UniformResourceIdentifier("http://authority.test/issuing.crt")
    return x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
