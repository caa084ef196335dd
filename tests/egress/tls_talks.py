"""Classes of servers by how they talk: protocols, ciphers, names, and what is no TLS at all."""

from __future__ import annotations

import ssl

from portal.egress.budgets import Budget
from portal.webchecks.world.authority import Credentials, Wish
from tests.egress import stalls
from tests.egress.stalls import tls
from tests.egress.yard import HOST, TlsClass, Yard, key_usage, rsa_key

V = ssl.TLSVersion
OTHER = "other.site.test"
QUICK = Budget(connect=0.2, tls=0.3)


def good(yard: Yard) -> Credentials:
    return yard.site()


def good_rsa(yard: Yard) -> Credentials:
    return yard.site(key=rsa_key())


def encrypting(yard: Yard) -> Credentials:
    """The key may encrypt and do nothing else."""
    return yard.site(Wish(HOST, [HOST], critical=[key_usage(signing=False)]), key=rsa_key())


def of_other(yard: Yard) -> Credentials:
    return yard.site(Wish(OTHER, [OTHER]))


def expired(yard: Yard) -> Credentials:
    return yard.site(Wish(HOST, [HOST], (-90, -2)))


def _capped(newest: str) -> stalls.Make:
    return lambda yard: yard.site(newest=newest)


PROTOCOLS = (
    TlsClass("TLS 1.3 only", "Nothing older than TLS 1.3.", None, tls(good, stalls.protocols(V.TLSv1_3, V.TLSv1_3))),
    TlsClass("TLS 1.2 only", "Nothing newer than TLS 1.2.", None, tls(good, stalls.protocols(V.TLSv1_2, V.TLSv1_2))),
    TlsClass("TLS 1.1 only", "Nothing newer than TLS 1.1.", "old_protocol", tls(_capped("TLSv1.1")), said="TLSv1.1"),
    TlsClass("TLS 1.0 only", "Nothing newer than TLS 1.0.", "old_protocol", tls(_capped("TLSv1")), said="TLSv1;"),
    TlsClass("SSL 3.0", "Answers with a hello of SSL 3.0.", "old_protocol", stalls.saying(stalls.SSL3_HELLO)),
    TlsClass(
        "another protocol version",
        "Breaks off because it speaks no version of TLS that is offered.",
        "old_protocol",
        stalls.saying(stalls.alert(stalls.PROTOCOL_VERSION)),
    ),
)

CIPHERS = (
    TlsClass("RSA key exchange", "TLS 1.2 without forward secrecy.", None, tls(good_rsa, stalls.ciphers("AES128-SHA"))),
    TlsClass(
        "RSA key that opens",
        "The same with a key that may only encrypt, which is all it has to.",
        None,
        tls(encrypting, stalls.ciphers("AES128-GCM-SHA256")),
    ),
    TlsClass(
        "DHE only",
        "Finite-field Diffie-Hellman, which browsers have dropped.",
        "could_not_negotiate",
        tls(good_rsa, stalls.ciphers("DHE-RSA-AES256-GCM-SHA384")),
    ),
    TlsClass(
        "no encryption", "Null ciphers only.", "could_not_negotiate", tls(good_rsa, stalls.ciphers("NULL-SHA256"))
    ),
    TlsClass(
        "nobody's key",
        "Anonymous ciphers only, no certificate.",
        "could_not_negotiate",
        tls(good, stalls.ciphers("ADH")),
    ),
    TlsClass("RC4 only", "RC4 ciphers only.", "could_not_negotiate", stalls.knowing_only(0x0004, 0x0005, 0xC011)),
    TlsClass(
        "export ciphers only",
        "40-bit ciphers only.",
        "could_not_negotiate",
        stalls.knowing_only(0x0003, 0x0006, 0x0008),
    ),
    TlsClass("3DES only", "Triple DES only.", "could_not_negotiate", stalls.knowing_only(0x000A, 0x0016, 0xC012)),
)

NAMES = (
    TlsClass(
        "first of two sites", "Two sites on one address, each with its certificate.", None,
        stalls.by_name({HOST: good, OTHER: of_other}, HOST),
    ),
    TlsClass(
        "second of two sites", "The same, asked for the other name.", None,
        stalls.by_name({HOST: good, OTHER: of_other}, HOST), host=OTHER,
    ),
    TlsClass(
        "a third name", "The same, asked for a name that has no certificate there.", "wrong_host",
        stalls.by_name({HOST: good, OTHER: of_other}, HOST), host="third.site.test",
    ),
    TlsClass("name required", "Answers only whoever names a site it has.", None, stalls.by_name({HOST: good}, None)),
    TlsClass(
        "name unknown", "Sends away whoever names a site it has not.", "could_not_negotiate",
        stalls.by_name({OTHER: of_other}, None), said="knows no website called",
    ),
)  # fmt: skip

MOODS = (
    TlsClass(
        "certificate changes, good first", "A good certificate, then another site's.", None,
        stalls.in_turn(good, of_other), said="another certificate the second time",
    ),
    TlsClass(
        "certificate changes, good second", "Another site's certificate, then a good one.", "wrong_host",
        stalls.in_turn(of_other, good), said="different certificates",
    ),
    TlsClass(
        "expired now and then", "An expired certificate, then a good one.", "expired", stalls.in_turn(expired, good),
    ),
    TlsClass(
        "visitor's certificate demanded", "TLS 1.3; lets in only visitors with a certificate.", "could_not_negotiate",
        tls(good, stalls.wanting_certificates(ssl.CERT_REQUIRED)), said="of their own",
    ),
    TlsClass(
        "visitor's certificate demanded, TLS 1.2", "The same in TLS 1.2.", "could_not_negotiate",
        tls(good, stalls.wanting_certificates(ssl.CERT_REQUIRED, V.TLSv1_2)),
    ),
    TlsClass(
        "visitor's certificate welcome", "Asks for a certificate and does without.", None,
        tls(good, stalls.wanting_certificates(ssl.CERT_OPTIONAL)),
    ),
)  # fmt: skip

SILENCES = (
    TlsClass("closed port", "Nothing listens on port 443.", "no_tls", stalls.closed),
    TlsClass("silent port", "Takes the connection and says nothing.", "timed_out", stalls.silent(), budget=QUICK),
    TlsClass("reset", "Breaks off in the middle of the handshake.", "connection_reset", stalls.saying(b"", reset=True)),
    TlsClass("hang-up", "Closes the connection without a word.", "connection_reset", stalls.saying(b"")),
    TlsClass(
        "half a handshake", "Closes in the middle of its own hello.", "connection_reset",
        stalls.saying(stalls.SSL3_HELLO[:20].replace(b"\x03\x00", b"\x03\x03")),
    ),
    TlsClass(
        "inner trouble", "Breaks off with an alert of its own fault.", "could_not_negotiate",
        stalls.saying(stalls.alert(stalls.INTERNAL_ERROR)),
    ),
    TlsClass(
        "plain HTTP on 443", "Answers the handshake with an HTTP error.", "no_tls",
        stalls.saying(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
    ),
    TlsClass("SSH on 443", "Greets as a shell.", "no_tls", stalls.speaking_first(b"SSH-2.0-OpenSSH_9.6\r\n")),
    TlsClass("mail on 443", "Greets as a mail server.", "no_tls", stalls.speaking_first(b"220 mail.test ESMTP\r\n")),
    TlsClass("noise", "Sends bytes that mean nothing.", "no_tls", stalls.saying(bytes(range(64, 200)))),
)  # fmt: skip

TALKS = (*PROTOCOLS, *CIPHERS, *NAMES, *MOODS, *SILENCES)
