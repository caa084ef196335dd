"""A yard to try TLS servers in: authorities of its own, and what a class of servers is."""

from __future__ import annotations

import asyncio
import dataclasses
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from portal.egress.budgets import Budget
from portal.egress.door import Door, Refused
from portal.egress.names.targets import parse_target
from portal.egress.tls.sight import TlsSight
from portal.egress.world import World, WorldHost
from portal.webchecks.world.authority import Credentials, Key, Signer, Wish, as_pem, certify, key_pem, signer

HOST = "shop.site.test"
WHOLE = Budget()


class Yard:
    """Two trusted roots (one signed over SHA-1, as old roots are), an issuer under the first, a root nobody trusts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = signer("Yard Root", None)
        self.issuing = signer("Yard Issuing", self.root)
        self.stranger = signer("Unknown Root", None)
        self.old_root = self.old_signer("Yard Old Root", "sha1", None)
        (folder / "roots.pem").write_bytes(as_pem(self.root.certificate, self.old_root.certificate))

    def old_signer(self, name: str, digest: str, by: Signer | None, key: Key | None = None) -> Signer:
        """An authority whose certificate is signed over an old digest."""
        key = key or rsa_key()
        return Signer(self.old_certificate(name, digest, by, key, "basicConstraints=critical,CA:TRUE"), key)

    def old_certificate(
        self, name: str, digest: str, by: Signer | None, key: Key, extension: str = f"subjectAltName=DNS:{HOST}"
    ) -> x509.Certificate:
        """Signed over an old digest by the command line tool, which still makes what libraries refuse to."""
        place = self.new_place(key=key_pem(key), extensions=extension.encode())
        self._openssl(place, f"req -new -key key -out csr -subj /CN={name.replace(' ', '_')}")
        signing = "-signkey key"
        if by:
            (place / "by.pem").write_bytes(as_pem(by.certificate))
            (place / "by.key").write_bytes(key_pem(by.key))
            signing = "-CA by.pem -CAkey by.key"
        self._openssl(
            place, f"x509 -req -in csr -out made {signing} -{digest} -days 30 -extfile extensions -set_serial 77"
        )
        return x509.load_pem_x509_certificate((place / "made").read_bytes())

    def new_place(self, **files: bytes) -> Path:
        """A folder of its own with these files."""
        place = Path(tempfile.mkdtemp(dir=self.folder))
        for name, content in files.items():
            (place / name).write_bytes(content)
        return place

    def _openssl(self, place: Path, arguments: str) -> None:
        subprocess.run(["openssl", *arguments.split()], cwd=place, check=True, capture_output=True)

    def world(self, host: str, port: int) -> World:
        return World({host: WorldHost("127.0.0.1", 0, port)}, self.folder / "roots.pem")

    def site(
        self,
        wish: Wish | None = None,
        *,
        by: Signer | None = None,
        send: Sequence[x509.Certificate] | None = None,
        key: Key | None = None,
        weak: bool = False,
        newest: str = "",
    ) -> Credentials:
        """What a server of this yard shows: its certificate as wished, by default from the trusted issuer."""
        key = key or ec_key()
        by = by or self.issuing
        leaf = certify(wish or Wish(HOST, [HOST]), key.public_key(), by)
        others = [by.certificate] if send is None else send
        return Credentials(as_pem(leaf, *others), key_pem(key), newest, weak)


Serve = Callable[[Yard], AbstractAsyncContextManager[int]]
"""Serves on the loopback and gives the port."""


@dataclasses.dataclass(frozen=True, slots=True)
class TlsClass:
    """One kind of server. ``words`` say what it does; ``reason`` is the verdict, None where a browser is content.

    ``said`` is a piece of the sentence for people, ``remark`` of what is noted though no browser minds.
    """

    name: str
    words: str
    reason: str | None
    serve: Serve
    host: str = HOST
    revocation: str = ""
    said: str = ""
    remark: str = ""
    budget: Budget = WHOLE

    def look(self, yard: Yard) -> TlsSight | Refused:
        """Serves it and looks at it through the door, as a visit does."""
        return asyncio.run(self._look(yard))

    async def _look(self, yard: Yard) -> TlsSight | Refused:
        async with self.serve(yard) as port:
            world = yard.world(parse_target(f"https://{self.host}/").host, port)
            async with Door(policy=world.policy(), resolver=world.resolver(), roots=world.roots()) as door:
                return await door.tls(self.host, self.budget)


def ec_key(curve: ec.EllipticCurve | None = None) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(curve or ec.SECP256R1())


def rsa_key(bits: int = 2_048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=bits)


def key_usage(*, signing: bool) -> x509.KeyUsage:
    """For signing certificates, or for nothing but encryption."""
    return x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=not signing, data_encipherment=False,
        key_agreement=False, key_cert_sign=signing, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
