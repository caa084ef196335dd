"""Classes of servers by the stapled answer of the issuer about their certificate (RFC 6960)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from portal.webchecks.world.authority import Credentials, Key, Signer, Wish, as_pem, certify, staple
from tests.egress.stalls import Make, stapling, stapling_anything
from tests.egress.tls_talks import good, good_rsa
from tests.egress.yard import HOST, TlsClass, Yard, ec_key, rsa_key

GOOD, REVOKED, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED, ocsp.OCSPCertStatus.UNKNOWN
ANSWERS = Wish("Yard Responder", uses=[ExtendedKeyUsageOID.OCSP_SIGNING])


def answered(answer: Callable[[Yard, x509.Certificate], bytes], make: Make = good) -> Make:
    """A site and an answer about it."""

    def made(yard: Yard) -> Credentials:
        site = make(yard)
        leaf = x509.load_pem_x509_certificates(site.chain)[0]
        return dataclasses.replace(site, staple=answer(yard, leaf))

    return made


def saying(status: ocsp.OCSPCertStatus = GOOD, hours: tuple[int, int | None] = (-1, 48), make: Make = good) -> Make:
    return answered(lambda yard, leaf: staple(leaf, yard.issuing, status, hours=hours), make)


def by(wish: Wish = ANSWERS, *, under: str = "issuing", sent: bool = True, key: Key | None = None) -> Make:
    """The answer is signed by somebody else, whose certificate is as wished and comes from ``under``."""

    def answer(yard: Yard, leaf: x509.Certificate) -> bytes:
        own = key or ec_key()
        responder = Signer(certify(wish, own.public_key(), getattr(yard, under)), own)
        return staple(leaf, yard.issuing, responder=responder, sent=[responder.certificate] if sent else [])

    return answered(answer)


def about_another(yard: Yard, _: x509.Certificate) -> bytes:
    return staple(certify(Wish(HOST, [HOST]), ec_key().public_key(), yard.issuing), yard.issuing)


def of_namesake(yard: Yard, leaf: x509.Certificate) -> bytes:
    """The issuer's name and the right number, another key."""
    key = ec_key()
    return staple(leaf, Signer(certify(Wish("Yard Issuing", ca=True), key.public_key(), yard.root), key))


def tampered(yard: Yard, leaf: x509.Certificate) -> bytes:
    """The last byte of the signature is another."""
    told = staple(leaf, yard.issuing)
    return told[:-1] + bytes([told[-1] ^ 1])


def refusal(_: Yard, __: x509.Certificate) -> bytes:
    refused = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER)
    return refused.public_bytes(Encoding.DER)


def in_old(make: Make) -> Make:
    """In TLS 1.2, where a server staples whatever it has."""
    return lambda yard: dataclasses.replace(make(yard), newest="TLSv1.2")


def must_staple(yard: Yard) -> Credentials:
    return yard.site(Wish(HOST, [HOST], must_staple=True))


def below_rsa(yard: Yard) -> Credentials:
    """An issuer with an RSA key signs the answer."""
    key = rsa_key()
    issuer = Signer(certify(Wish("Yard RSA Issuing", ca=True), key.public_key(), yard.root), key)
    own = ec_key()
    leaf = certify(Wish(HOST, [HOST]), own.public_key(), issuer)
    made = yard.site(by=issuer, key=own)
    return dataclasses.replace(made, chain=as_pem(leaf, issuer.certificate), staple=staple(leaf, issuer, REVOKED))


def without_issuer(yard: Yard) -> Credentials:
    """The issuer is the root itself, which is not sent."""
    site = yard.site(by=yard.root, send=[])
    leaf = x509.load_pem_x509_certificates(site.chain)[0]
    return dataclasses.replace(site, staple=staple(leaf, yard.root))


def kind(name: str, words: str, make: Make, said: str, *, reason: str | None = None, revocation: str = "") -> TlsClass:
    return TlsClass(name, words, reason, stapling(make), revocation=revocation, said=said)


KNOWN = (
    kind("stapled: good", "The issuer says that the certificate stands.", saying(), "stands", revocation="good"),
    kind("stapled: good, RSA", "The same for an RSA key.", saying(make=good_rsa), "stands", revocation="good"),
    kind("stapled: good, TLS 1.2", "The same in TLS 1.2.", in_old(saying()), "stands", revocation="good"),
    kind("stapled: no end", "A fresh answer that names no end.", saying(hours=(-2, None)), "stands", revocation="good"),
    kind("stapled: by a responder", "Signed by whom the issuer named for it.", by(), "stands", revocation="good"),
    kind("stapled: root is the issuer", "The root itself answers.", without_issuer, "stands", revocation="good"),
    kind(
        "stapled: revoked", "The issuer says that it withdrew the certificate.", saying(REVOKED),
        "(key compromise)", reason="revoked", revocation="revoked",
    ),
    kind(
        "stapled: revoked, RSA issuer", "The same, signed with an RSA key.", below_rsa,
        "withdrew", reason="revoked", revocation="revoked",
    ),
    kind(
        "must-staple kept", "Promises a stapled answer and sends it.", saying(make=must_staple), "stands",
        revocation="good",
    ),
)  # fmt: skip

UNKNOWNS = (
    kind("no stapled answer", "Staples nothing.", good, "sends no stapled answer"),
    kind("must-staple broken", "Promises a stapled answer and sends none.", must_staple, "Firefox refuses"),
    kind("stapled: unknown", "The issuer does not know the certificate.", saying(UNKNOWN), "does not know"),
    kind("stapled: out of date", "An answer whose time is over.", saying(hours=(-200, -20)), "out of date"),
    kind("stapled: revoked, out of date", "The same, saying revoked.", saying(REVOKED, (-200, -20)), "out of date"),
    kind(
        "stapled: very old",
        "An answer of a month ago that would hold for a year.",
        saying(hours=(-720, 8_000)),
        "out of date",
    ),
    kind(
        "stapled: old, no end",
        "An answer of three days ago that names no end.",
        saying(hours=(-72, None)),
        "out of date",
    ),
    kind("stapled: of the future", "An answer that holds from tomorrow.", saying(hours=(24, 72)), "begins to hold"),
    TlsClass(
        "stapled: another certificate",
        "An answer about another certificate.",
        None,
        stapling_anything(answered(about_another)),
        said="about another certificate",
    ),
    kind(
        "stapled: namesake",
        "An answer of another issuer with the same name.",
        answered(of_namesake),
        "another certificate",
    ),
    kind("stapled: tampered", "An answer whose signature does not match.", answered(tampered), "does not match"),
    kind("stapled: stranger", "Signed by somebody of another authority.", by(under="stranger"), "may not answer"),
    kind(
        "stapled: no right to answer", "Signed by a website of the same issuer.", by(Wish("A Site")), "may not answer"
    ),
    kind(
        "stapled: right has ended",
        "Signed by a responder whose time is over.",
        by(dataclasses.replace(ANSWERS, days=(-90, -2))),
        "may not answer",
    ),
    kind(
        "stapled: responder not sent",
        "The responder's certificate is left out.",
        by(sent=False),
        "by whom it is signed",
    ),
    kind("stapled: try later", "The issuer had no answer.", answered(refusal), '"try later"'),
)

STAPLES = (*KNOWN, *UNKNOWNS)
