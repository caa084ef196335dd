"""Every fault of a certificate, served by a real TLS server, is named."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from portal.egress.budgets import Budget
from portal.egress.door import Door, Refused
from portal.egress.names.policy import Dial
from portal.egress.tls.certificates import as_pem
from portal.egress.tls.roots import Roots, public_roots
from portal.egress.tls.serving import server_context
from portal.egress.tls.sight import TlsSight, look, sent_chain, verified_chain
from portal.webchecks.world.authority import as_pem as world_pem
from tests.egress.conftest import FLAWS, Town
from tests.egress.tls_makes import two_deep
from tests.egress.yard import HOST, Yard

PARTIAL_CHAIN = 0x80000
"""OpenSSL's flag for taking any trusted certificate as an end; Python 3.13 and later begin with it."""


@pytest.mark.source(147, 167)
@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flawed_certificate_is_named_for_its_flaw(town: Town, flaw: str) -> None:
    sight = town.visit(lambda door: door.tls(f"{flaw.replace('_', '-')}.test"))
    assert sight.reason == flaw
    assert sight.detail


@pytest.mark.source(147)
def test_a_good_certificate_passes_with_its_facts(town: Town) -> None:
    sight = town.visit(lambda door: door.tls("goodleaf-dental.test"))
    assert sight.reason is None
    assert sight.protocol == "TLSv1.3"
    assert sight.leaf.names == ("goodleaf-dental.test",)
    assert sight.pem.count(b"BEGIN CERTIFICATE") == 2


@pytest.mark.parametrize("flaw", [flaw for flaw in FLAWS if flaw not in ("no_tls", "revoked")])
def test_no_page_is_read_over_a_connection_that_is_not_trusted(town: Town, flaw: str) -> None:
    answer = town.visit(lambda door: door.fetch(f"https://{flaw.replace('_', '-')}.test/"))
    assert isinstance(answer, Refused)
    assert answer.reason == flaw


def test_no_page_is_read_where_the_issuer_has_withdrawn_the_certificate(town: Town) -> None:
    async def look_first(door: Door) -> tuple[object, object]:
        return await door.tls("revoked.test"), await door.fetch("https://revoked.test/")

    sight, answer = town.visit(look_first)
    assert sight.revocation == "revoked"
    assert (answer.reason, answer.detail) == ("revoked", sight.detail)
    assert not answer.exchanges


def test_a_certificate_of_another_site_on_the_same_address_is_not_taken(town: Town) -> None:
    async def both(door: object) -> tuple[object, object]:
        return await door.fetch("https://goodleaf-dental.test/"), await door.fetch("https://wrong-host.test/")

    good, wrong = town.visit(both)
    assert good.status == 200
    assert wrong.reason == "wrong_host"


def _openssl_pair(folder: Path, *arguments: str) -> tuple[bytes, bytes]:
    """A self-signed certificate made by the command line tool, which still makes what libraries refuse to."""
    key, chain = folder / "key.pem", folder / "chain.pem"
    made = f"openssl req -x509 -nodes -keyout {key} -out {chain} -days 30 -subj /CN=old.test".split()
    subprocess.run([*made, "-addext", "subjectAltName=DNS:old.test", *arguments], check=True, capture_output=True)
    return chain.read_bytes(), key.read_bytes()


def _look_at(chain: bytes, key: bytes, roots: Roots, host: str = "old.test") -> TlsSight:
    async def go() -> TlsSight:
        context = server_context(chain, key, weak=True)
        async with contextlib.AsyncExitStack() as stack:
            server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context)
            stack.callback(server.close)
            port = server.sockets[0].getsockname()[1]
            return await look(host, [Dial("127.0.0.1", port)], roots, Budget())

    return asyncio.run(go())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(["-newkey", "rsa:2048", "-sha1"], "weak_signature"), (["-newkey", "rsa:1024", "-sha256"], "weak_key")],
)
def test_a_root_that_is_trusted_does_not_make_old_cryptography_good(
    tmp_path: Path, arguments: list[str], reason: str
) -> None:
    chain, key = _openssl_pair(tmp_path, *arguments)
    sight = _look_at(chain, key, Roots(tmp_path / "chain.pem"))
    assert sight.reason == reason


@pytest.mark.parametrize("backwards", [False, True])
def test_the_chain_is_handed_out_byte_for_byte_as_it_was_sent(tmp_path: Path, backwards: bool) -> None:
    yard = Yard(tmp_path)
    made = two_deep(backwards=backwards)(yard)
    sight = _look_at(made.chain, made.key, Roots(tmp_path / "roots.pem"), HOST)
    assert as_pem(sight.chain) == made.chain
    assert sight.reason is None


def test_a_python_with_a_public_call_for_the_chain_is_understood() -> None:
    class Engine:  # what Python 3.13 and later hand out: DER, and an empty list where there is nothing
        def get_unverified_chain(self) -> list[bytes]:
            return [b"leaf", b"issuer"]

        def get_verified_chain(self) -> list[bytes]:
            return []

    assert sent_chain(Engine()) == (b"leaf", b"issuer")
    assert verified_chain(Engine()) == ()


def test_an_issuer_in_the_middle_is_no_end_of_a_chain(tmp_path: Path) -> None:
    yard = Yard(tmp_path)
    made = yard.site()
    (tmp_path / "issuer.pem").write_bytes(world_pem(yard.issuing.certificate))
    roots = Roots(tmp_path / "issuer.pem")
    assert _look_at(made.chain, made.key, roots, HOST).reason == "untrusted_root"
    assert not roots.trusting.verify_flags & PARTIAL_CHAIN


def test_a_worlds_root_is_trusted_in_that_world_only(tmp_path: Path) -> None:
    yard = Yard(tmp_path)
    made = yard.site(send=[yard.issuing.certificate, yard.root.certificate])
    inside = Roots(tmp_path / "roots.pem")
    assert _look_at(made.chain, made.key, inside, HOST).reason is None
    for elsewhere in (public_roots(), Roots(), Roots(_stranger(yard))):
        assert _look_at(made.chain, made.key, elsewhere, HOST).reason == "untrusted_root"
    ours = yard.root.certificate.public_bytes(Encoding.DER)
    assert ours not in public_roots().trusting.get_ca_certs(binary_form=True)


def _stranger(yard: Yard) -> Path:
    path = yard.folder / "stranger.pem"
    path.write_bytes(world_pem(yard.stranger.certificate))
    return path


def test_a_closed_port_is_no_tls_and_not_reachable() -> None:
    sight = asyncio.run(look("old.test", [Dial("127.0.0.1", 1)], Roots(), Budget()))
    assert (sight.reason, sight.reachable) == ("no_tls", False)


def test_a_server_that_never_answers_the_handshake_times_out() -> None:
    async def go() -> TlsSight:
        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with server:
            dial = Dial("127.0.0.1", server.sockets[0].getsockname()[1])
            return await look("mute.test", [dial], Roots(), Budget(connect=0.1, tls=0.2))

    assert asyncio.run(go()).reason == "timed_out"
