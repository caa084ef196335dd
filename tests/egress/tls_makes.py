"""What servers of each class show: chains that are good, and chains that are wrong in one way."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from portal.webchecks.world.authority import Credentials, Key, Signer, Wish, as_pem, certify, key_pem, signer
from tests.egress.stalls import Make
from tests.egress.yard import HOST, Yard, ec_key, rsa_key

SITE = Wish(HOST, [HOST])
NOWHERE = Wish(HOST, [HOST], issuer_place="")
LDAP = Wish(HOST, [HOST], issuer_place="ldap://directory.site.test/CN=Private")
IDN = "xn--bcher-kva.site.test"


def wished(wish: Wish) -> Make:
    return lambda yard: yard.site(wish)


def named(*names: str) -> Make:
    return wished(Wish(HOST, names))


def under(wish: Wish, leaf: Wish = SITE) -> Make:
    """A site below an issuer of its own that stands under the trusted root; the issuer's certificate is as wished."""
    return lambda yard: yard.site(leaf, by=_issuer(yard, wish))


def _issuer(yard: Yard, wish: Wish, key: Key | None = None) -> Signer:
    key = key or ec_key()
    return Signer(certify(wish, key.public_key(), yard.root), key)


def below_key(key: Key) -> Make:
    """The issuer has this key."""
    return lambda yard: yard.site(by=_issuer(yard, Wish("Weak Issuing", ca=True), key), weak=True)


def self_signed(days: tuple[int, int] = (-1, 60)) -> Make:
    def make(_: Yard) -> Credentials:
        key = ec_key()
        return Credentials(as_pem(certify(Wish(HOST, [HOST], days), key.public_key(), key)), key_pem(key))

    return make


def old_leaf(digest: str) -> Make:
    def make(yard: Yard) -> Credentials:
        key = rsa_key()
        leaf = yard.old_certificate(HOST, digest, yard.old_root, key)
        return Credentials(as_pem(leaf), key_pem(key), weak=True)

    return make


def old_issuer(digest: str) -> Make:
    return lambda yard: yard.site(by=yard.old_signer("Old Issuing", digest, yard.old_root), weak=True)


def two_deep(
    *, middle: bool = True, backwards: bool = False, lowest: Wish | None = None, first: Wish | None = None
) -> Make:
    """Root, upper issuer, lower issuer, site. ``middle``: the upper issuer's certificate is sent as well."""

    def make(yard: Yard) -> Credentials:
        upper = _issuer(yard, first or Wish("Upper Issuing", ca=True))
        key = ec_key()
        lower = Signer(certify(lowest or Wish("Lower Issuing", ca=True), key.public_key(), upper), key)
        others = [lower.certificate, *([upper.certificate] if middle else [])]
        return yard.site(by=lower, send=others[::-1] if backwards else others)

    return make


def long_chain(yard: Yard) -> Credentials:
    """Twelve issuers between the site and the root."""
    line = [yard.root]
    for number in range(12):
        line.append(signer(f"Issuing {number}", line[-1]))
    return yard.site(by=line[-1], send=[each.certificate for each in reversed(line[1:])])


def sending(*others: str, times: int = 1) -> Make:
    """The good site with these beside its issuer: `root`, `stranger`."""

    def make(yard: Yard) -> Credentials:
        extra: Sequence[x509.Certificate] = [getattr(yard, other).certificate for other in others]
        return yard.site(send=[yard.issuing.certificate, *extra * times])

    return make


def renewed_beside_expired(yard: Yard) -> Credentials:
    """The issuer's old certificate, ended, is sent before its new one with the same key."""
    key = yard.issuing.key
    old = certify(Wish("Yard Issuing", days=(-90, -2), ca=True), key.public_key(), yard.root)
    return yard.site(send=[old, yard.issuing.certificate])


def spoilt(yard: Yard) -> Credentials:
    """The last byte of the signature is another."""
    key = ec_key()
    der = certify(SITE, key.public_key(), yard.issuing).public_bytes(Encoding.DER)
    leaf = x509.load_der_x509_certificate(der[:-1] + bytes([der[-1] ^ 1]))
    return Credentials(as_pem(leaf, yard.issuing.certificate), key_pem(key))


STRANGE = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")
