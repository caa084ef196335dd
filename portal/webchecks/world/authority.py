"""The demo world's own certificate authority, made anew at each start; nothing of it is ever stored in the project."""

from __future__ import annotations

import dataclasses
import datetime as dt
import ipaddress
from collections.abc import Iterator, Sequence
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey

DAY: Final = dt.timedelta(days=1)
HOUR: Final = dt.timedelta(hours=1)
ISSUER_PLACE: Final = "http://authority.test/issuing.crt"
"""Where a client could fetch the intermediate, as public authorities state it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Signer:
    """A certificate that may sign others, and its key."""

    certificate: x509.Certificate
    key: Key


@dataclasses.dataclass(frozen=True, slots=True)
class Credentials:
    """What a server needs: its chain as it will send it, and its key, both PEM.

    ``newest`` caps the protocol; ``staple`` is the issuer's answer to send along, in DER.
    """

    chain: bytes
    key: bytes
    newest: str = ""
    weak: bool = False
    staple: bytes = b""


@dataclasses.dataclass(frozen=True, slots=True)
class Wish:
    """What a certificate shall say. ``days`` are from today; ``names`` are DNS names or addresses.

    ``issuer_place`` is where its issuer's certificate could be fetched: None says what public authorities say,
    empty says nothing. ``critical`` are extensions that a reader must understand.
    """

    name: str
    names: Sequence[str] = ()
    days: tuple[int, int] = (-1, 60)
    ca: bool = False
    path_length: int | None = None
    permitted: Sequence[str] = ()
    excluded: Sequence[str] = ()
    uses: Sequence[x509.ObjectIdentifier] = ()
    must_staple: bool = False
    issuer_place: str | None = None
    critical: Sequence[x509.ExtensionType] = ()


class Authority:
    """A root, an intermediate under it, and a root that nobody trusts."""

    def __init__(self) -> None:
        self._root = signer("Clearline Demo Root", None)
        self._intermediate = signer("Clearline Demo Issuing", self._root)
        self._stranger = signer("Unknown Root", None)

    @property
    def root_pem(self) -> bytes:
        """The root that a world's clients trust."""
        return as_pem(self._root.certificate)

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

    def _revoked(self, host: str) -> Credentials:
        made = self._issue(host)
        leaf = x509.load_pem_x509_certificates(made.chain)[0]
        answer = staple(leaf, self._intermediate, ocsp.OCSPCertStatus.REVOKED)
        return dataclasses.replace(made, staple=answer)

    def _not_a_ca_issuer(self, host: str) -> Credentials:
        key = ec.generate_private_key(ec.SECP256R1())
        plain = certify(Wish("Not An Authority", ["x.test"]), key.public_key(), self._intermediate)
        middle = Signer(plain, key)
        return self._issue(host, signer=middle, send=[plain, self._intermediate.certificate])

    def _self_signed(self, host: str) -> Credentials:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = certify(Wish(host, [host]), key.public_key(), key)
        return Credentials(as_pem(certificate), key_pem(key))

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
        wish = Wish(host, [host] if names is None else names, (start, end))
        leaf = certify(wish, key.public_key(), signer)
        others = [self._intermediate.certificate] if send is None else send
        return Credentials(as_pem(leaf, *others), key_pem(key))


def signer(name: str, parent: Signer | None, key: Key | None = None) -> Signer:
    """An authority under another, or a root when ``parent`` is None."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    return Signer(certify(Wish(name, days=(-200, 400), ca=True), key.public_key(), parent or key), key)


def certify(wish: Wish, public: PublicKey, by: Signer | Key) -> x509.Certificate:
    """A certificate as wished for a public key, signed by a signer or (self-signed) by its own key."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wish.name[:64])])
    issuer, key = (by.certificate.subject, by.key) if isinstance(by, Signer) else (subject, by)
    today = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(today + wish.days[0] * DAY)
        .not_valid_after(today + wish.days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=wish.ca, path_length=wish.path_length), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    below = isinstance(by, Signer) and by.certificate.issuer != by.certificate.subject
    for extension, critical in _extensions(wish, below=below):
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def _extensions(wish: Wish, *, below: bool) -> Iterator[tuple[x509.ExtensionType, bool]]:
    """With whether each is critical. ``below``: the issuer is no root, so it is said where its certificate lies."""
    if wish.names:
        yield x509.SubjectAlternativeName([_general(each) for each in wish.names]), False
    if wish.permitted or wish.excluded:
        permitted, excluded = ([x509.DNSName(each) for each in names] for names in (wish.permitted, wish.excluded))
        yield x509.NameConstraints(permitted or None, excluded or None), True
    if wish.uses:
        yield x509.ExtendedKeyUsage(wish.uses), False
    if wish.must_staple:
        yield x509.TLSFeature([x509.TLSFeatureType.status_request]), False
    place = ISSUER_PLACE if wish.issuer_place is None and below else wish.issuer_place
    if place:
        entry = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(place))
        yield x509.AuthorityInformationAccess([entry]), False
    yield from ((extension, True) for extension in wish.critical)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def staple(
    leaf: x509.Certificate,
    issuer: Signer,
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
    *,
    hours: tuple[int, int | None] = (-1, 48),
    responder: Signer | None = None,
    sent: Sequence[x509.Certificate] = (),
) -> bytes:
    """The issuer's answer about a certificate, in DER, that holds from and until ``hours`` from now.

    ``responder`` signs in the issuer's stead; ``sent`` are the certificates that go with the answer.
    """
    now = dt.datetime.now(dt.UTC)
    withdrawn = status is ocsp.OCSPCertStatus.REVOKED
    by = responder or issuer
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=leaf,
        issuer=issuer.certificate,
        algorithm=hashes.SHA1(),  # noqa: S303 - names the issuer, as all authorities do; it proves nothing
        cert_status=status,
        this_update=now + hours[0] * HOUR,
        next_update=None if hours[1] is None else now + hours[1] * HOUR,
        revocation_time=now - DAY if withdrawn else None,
        revocation_reason=x509.ReasonFlags.key_compromise if withdrawn else None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
    if sent:
        builder = builder.certificates(list(sent))
    return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def as_pem(*certificates: x509.Certificate) -> bytes:
    """Certificates in the order given, PEM."""
    return b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates)


def key_pem(key: Key) -> bytes:
    """A private key, PEM, not encrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
