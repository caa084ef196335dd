"""Classes of servers by what they show: dates, names, issuers, strength, and the order of the chain."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID

from portal.webchecks.world.authority import Wish
from tests.egress.stalls import tls
from tests.egress.tls_makes import (
    IDN,
    LDAP,
    NOWHERE,
    STRANGE,
    below_key,
    long_chain,
    named,
    old_issuer,
    old_leaf,
    renewed_beside_expired,
    self_signed,
    sending,
    spoilt,
    two_deep,
    under,
    wished,
)
from tests.egress.tls_talks import expired, good, good_rsa, of_other
from tests.egress.yard import HOST, TlsClass, ec_key, key_usage, rsa_key

DATES = (
    TlsClass("good", "A certificate that is as it should be.", None, tls(good)),
    TlsClass("good, RSA", "The same with an RSA key.", None, tls(good_rsa)),
    TlsClass("expired", "The certificate has ended.", "expired", tls(expired), said="The certificate ended on"),
    TlsClass(
        "not yet valid",
        "It begins next month.",
        "not_yet_valid",
        tls(wished(Wish(HOST, [HOST], (30, 90)))),
        said="begins on",
    ),
    TlsClass(
        "expired issuer",
        "The issuer's certificate has ended.",
        "expired",
        tls(under(Wish("Ended", days=(-90, -2), ca=True))),
        said="(Ended) ended on",
    ),
    TlsClass(
        "issuer not yet valid",
        "The issuer's begins next month.",
        "not_yet_valid",
        tls(under(Wish("Early", days=(30, 90), ca=True))),
        said="(Early) begins on",
    ),
    TlsClass(
        "renewed issuer",
        "The issuer's old certificate is sent beside its new one.",
        None,
        tls(renewed_beside_expired),
        remark="left out",
    ),
)

NAMES = (
    TlsClass("wrong host", "For other names.", "wrong_host", tls(of_other), said="is for other.site.test, not for"),
    TlsClass("no names", "A common name and no list of names.", "no_san", tls(named())),
    TlsClass("star", "A star for the first label.", None, tls(named("*.site.test"))),
    TlsClass(
        "star two labels up",
        "A star where two labels are missing.",
        "wrong_host",
        tls(named("*.site.test")),
        host="a.b.site.test",
    ),
    TlsClass(
        "star for the bare name",
        "A star, asked for the name without its first label.",
        "wrong_host",
        tls(named("*.site.test")),
        host="site.test",
    ),
    TlsClass("star inside a label", "A star that stands for half a label.", "wrong_host", tls(named("sh*.site.test"))),
    TlsClass("star further down", "A star in the second label.", "wrong_host", tls(named("shop.*.test"))),
    TlsClass(
        "star for a whole ending",
        "A star before the top-level domain.",
        "wrong_host",
        tls(named("*.test")),
        host="site.test",
    ),
    TlsClass("address only", "An address for its only name.", "wrong_host", tls(named("127.0.0.1")), said="127.0.0.1"),
    TlsClass("capital letters", "The name in capital letters.", None, tls(named("SHOP.Site.TEST"))),
    TlsClass("name with accents", "An international name in its ASCII form.", None, tls(named(IDN)), host=IDN),
    TlsClass(
        "name with accents, typed", "The same, typed with accents.", None, tls(named(IDN)), host="bücher.site.test"
    ),
    TlsClass("dot at the end", "Asked for with a dot at the end.", None, tls(good), host=f"{HOST}."),
    TlsClass(
        "a thousand names",
        "The name is the last of a thousand.",
        None,
        tls(named(*(f"n{number}.test" for number in range(999)), HOST)),
    ),
    TlsClass(
        "a thousand others",
        "A thousand names, none of them this.",
        "wrong_host",
        tls(named(*(f"n{number}.test" for number in range(1_000)))),
        said="and 197 more",
    ),
)

ISSUERS = (
    TlsClass("self-signed", "Vouches for itself.", "self_signed", tls(self_signed())),
    TlsClass("self-signed and expired", "Vouches for itself, and ended.", "self_signed", tls(self_signed((-90, -2)))),
    TlsClass(
        "untrusted root",
        "Sends the root of an authority that nobody knows.",
        "untrusted_root",
        tls(lambda yard: yard.site(by=yard.stranger)),
    ),
    TlsClass(
        "untrusted root, not sent",
        "The same without its root.",
        "untrusted_root",
        tls(lambda yard: yard.site(by=yard.stranger, send=[])),
    ),
    TlsClass(
        "issuer missing",
        "Leaves out its issuer and says where it lies.",
        "incomplete_chain",
        tls(lambda yard: yard.site(send=[])),
    ),
    TlsClass(
        "upper issuer missing",
        "Sends one issuer of two.",
        "incomplete_chain",
        tls(two_deep(middle=False, lowest=Wish("Lower Issuing", ca=True))),
    ),
    TlsClass(
        "issuer missing, place not said",
        "Leaves out its issuer, as private authorities do.",
        "untrusted_root",
        tls(lambda yard: yard.site(NOWHERE, send=[])),
    ),
    TlsClass(
        "issuer missing, in a directory",
        "Leaves out its issuer, which lies in a company's directory.",
        "untrusted_root",
        tls(lambda yard: yard.site(LDAP, send=[])),
    ),
    TlsClass("signature spoilt", "The signature does not match.", "untrusted_root", tls(spoilt), said="does not match"),
    TlsClass(
        "issuer is no authority",
        "Signed by a certificate of a website.",
        "not_a_ca_issuer",
        tls(under(Wish("No Authority"))),
    ),
    TlsClass(
        "issuer may not sign",
        "Signed by a key that is for encryption only.",
        "not_a_ca_issuer",
        tls(under(Wish("No Signer", ca=True, critical=[key_usage(signing=False)]))),
    ),
    TlsClass(
        "issuer may sign",
        "Signed by a key that is for signing certificates.",
        None,
        tls(under(Wish("A Signer", ca=True, critical=[key_usage(signing=True)]))),
    ),
    TlsClass(
        "too many issuers",
        "An issuer that may have none below itself has one.",
        "not_a_ca_issuer",
        tls(two_deep(first=Wish("Lowest Allowed", ca=True, path_length=0))),
        said="so many issuers",
    ),
    TlsClass(
        "name allowed",
        "The issuer may sign for this name.",
        None,
        tls(under(Wish("Bound", ca=True, permitted=["site.test"]))),
    ),
    TlsClass(
        "name not allowed",
        "The issuer may sign for other names only.",
        "not_a_ca_issuer",
        tls(under(Wish("Bound", ca=True, permitted=["else.test"]))),
        said="allows others only",
    ),
    TlsClass(
        "name excluded",
        "The issuer may not sign for this name.",
        "not_a_ca_issuer",
        tls(under(Wish("Bound", ca=True, excluded=["site.test"]))),
        said="excludes it",
    ),
    TlsClass(
        "not for websites",
        "For proving visitors, not websites.",
        "could_not_negotiate",
        tls(wished(Wish(HOST, [HOST], uses=[ExtendedKeyUsageOID.CLIENT_AUTH]))),
        said="other uses",
    ),
    TlsClass(
        "for websites",
        "For proving websites, and says so.",
        None,
        tls(wished(Wish(HOST, [HOST], uses=[ExtendedKeyUsageOID.SERVER_AUTH]))),
    ),
    TlsClass(
        "issuer not for websites",
        "The issuer may sign mail certificates only.",
        "could_not_negotiate",
        tls(under(Wish("Mail", ca=True, uses=[ExtendedKeyUsageOID.EMAIL_PROTECTION]))),
        said="other uses",
    ),
    TlsClass(
        "unknown condition",
        "Sets a condition that nobody knows.",
        "could_not_negotiate",
        tls(wished(Wish(HOST, [HOST], critical=[STRANGE]))),
        said="condition",
    ),
)

STRENGTH = (
    TlsClass(
        "RSA 1,024",
        "A short RSA key.",
        "weak_key",
        tls(lambda yard: yard.site(key=rsa_key(1_024), weak=True)),
        said="1,024",
    ),
    TlsClass(
        "EC 192",
        "A short curve: no common way is found.",
        "could_not_negotiate",
        tls(lambda yard: yard.site(key=ec_key(ec.SECP192R1()), weak=True)),
    ),
    TlsClass(
        "EC 224",
        "A curve that browsers have left: no common way is found.",
        "could_not_negotiate",
        tls(lambda yard: yard.site(key=ec_key(ec.SECP224R1()), weak=True)),
    ),
    TlsClass("EC 384", "A long curve.", None, tls(lambda yard: yard.site(key=ec_key(ec.SECP384R1())))),
    TlsClass(
        "EC 521",
        "A very long curve, which some browsers do not take.",
        "could_not_negotiate",
        tls(lambda yard: yard.site(key=ec_key(ec.SECP521R1()))),
        said="not all browsers",
    ),
    TlsClass("issuer EC 521", "The issuer has a very long curve.", None, tls(below_key(ec_key(ec.SECP521R1())))),
    TlsClass(
        "issuer Ed25519",
        "The issuer has a modern key that no browser takes.",
        "could_not_negotiate",
        tls(below_key(ed25519.Ed25519PrivateKey.generate())),
        said="(Weak Issuing)",
    ),
    TlsClass(
        "EC of coins",
        "A curve that browsers never had.",
        "could_not_negotiate",
        tls(lambda yard: yard.site(key=ec_key(ec.SECP256K1()), weak=True)),
    ),
    TlsClass(
        "key not for signing, EC",
        "A key that may only encrypt, where it has to sign.",
        "could_not_negotiate",
        tls(wished(Wish(HOST, [HOST], critical=[key_usage(signing=False)]))),
    ),
    TlsClass(
        "key not for signing, RSA",
        "The same with an RSA key.",
        "could_not_negotiate",
        tls(lambda yard: yard.site(Wish(HOST, [HOST], critical=[key_usage(signing=False)]), key=rsa_key())),
    ),
    TlsClass(
        "site that is an authority",
        "A certificate that may sign others.",
        None,
        tls(wished(Wish(HOST, [HOST], ca=True))),
    ),
    TlsClass(
        "Ed25519",
        "A modern key that no browser takes.",
        "could_not_negotiate",
        tls(lambda yard: yard.site(key=ed25519.Ed25519PrivateKey.generate())),
        said="Ed25519",
    ),
    TlsClass(
        "issuer RSA 1,024",
        "The issuer has a short RSA key.",
        "weak_key",
        tls(below_key(rsa_key(1_024))),
        said="(Weak Issuing) has a key of 1,024",
    ),
    TlsClass(
        "issuer EC 224",
        "The issuer's curve is one that browsers have left.",
        "weak_key",
        tls(below_key(ec_key(ec.SECP224R1()))),
        said="(Weak Issuing)",
    ),
    TlsClass("SHA-1", "Signed over SHA-1.", "weak_signature", tls(old_leaf("sha1")), said="sha1"),
    TlsClass("MD5", "Signed over MD5.", "weak_signature", tls(old_leaf("md5")), said="md5"),
    TlsClass(
        "issuer SHA-1",
        "The issuer's certificate is signed over SHA-1.",
        "weak_signature",
        tls(old_issuer("sha1")),
        said="(Old_Issuing) is signed over sha1",
    ),
    TlsClass(
        "issuer MD5",
        "The issuer's certificate is signed over MD5.",
        "weak_signature",
        tls(old_issuer("md5")),
        said="(Old_Issuing)",
    ),
    TlsClass(
        "root SHA-1",
        "A trusted root that is signed over SHA-1, as old roots are.",
        None,
        tls(lambda yard: yard.site(by=yard.old_root)),
    ),
)

ORDER = (
    TlsClass("two issuers", "Two issuers, in order.", None, tls(two_deep())),
    TlsClass("wrong order", "Two issuers, upside down.", None, tls(two_deep(backwards=True)), remark="out of order"),
    TlsClass("root sent", "Sends the root along.", None, tls(sending("root"))),
    TlsClass(
        "one too many",
        "Sends a certificate that has nothing to do with it.",
        None,
        tls(sending("stranger")),
        remark="1 of the certificates",
    ),
    TlsClass("twelve issuers", "A dozen issuers between the site and the root.", None, tls(long_chain)),
    TlsClass(
        "endless chain", "More than 100 KB of certificates.", "could_not_negotiate", tls(sending("stranger", times=400))
    ),
)

CHAINS = (*DATES, *NAMES, *ISSUERS, *STRENGTH, *ORDER)
