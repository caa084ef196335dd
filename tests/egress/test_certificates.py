"""Whatever bytes a server sends for a certificate, reading them ends in facts or in nothing."""

from __future__ import annotations

import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.egress.tls.certificates import read_leaf
from portal.egress.tls.chains import read_chain
from portal.webchecks.world.authority import Wish, certify, signer
from tests.egress.yard import HOST, ec_key, key_usage

FULL = Wish(
    HOST,
    [HOST, "*.site.test", "127.0.0.1"],
    permitted=["site.test"],
    must_staple=True,
    issuer_place="http://authority.test/issuing.crt",
    critical=[key_usage(signing=True)],
)
DER = certify(FULL, ec_key().public_key(), signer("Issuing", None)).public_bytes(Encoding.DER)


@settings(max_examples=1_500)
@given(place=st.integers(0, len(DER) - 1), values=st.binary(min_size=1, max_size=3))
def test_a_changed_certificate_never_raises(place: int, values: bytes) -> None:
    changed = DER[:place] + values + DER[place + len(values) :]
    leaf = read_leaf(changed)
    assert leaf is None or isinstance(leaf.called, str)
    assert read_chain([changed, DER]).remarks() is not None


@given(noise=st.binary(max_size=300))
def test_noise_is_no_certificate(noise: bytes) -> None:
    assert read_leaf(noise) is None
    assert read_chain([noise]).leaf is None
    assert read_chain([]).path == ()


def test_a_name_that_the_library_does_not_know_is_no_name() -> None:
    x400 = bytes.fromhex("a3023000")
    other = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.17"), b"\x30" + bytes([len(x400)]) + x400)
    odd = certify(Wish(HOST, critical=[other]), ec_key().public_key(), signer("Issuing", None))
    leaf = read_leaf(odd.public_bytes(Encoding.DER))
    assert leaf is not None
    assert leaf.names == ()


def test_a_star_stands_for_one_label() -> None:
    leaf = read_leaf(DER)
    assert leaf is not None
    assert str(ipaddress.ip_address("127.0.0.1")) in leaf.names
    assert leaf.covers("SHOP.site.test")
    assert leaf.covers("other.site.test")
    assert not leaf.covers("a.b.site.test")
    assert not leaf.covers("site.test")
