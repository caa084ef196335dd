"""The issuer's stapled answer: what is believed, what it costs, and that nobody else is asked."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.egress.budgets import Budget
from portal.egress.names.policy import Dial
from portal.egress.reasons import CertificateReason, PageReason
from portal.egress.tls.certificates import as_pem
from portal.egress.tls.revocation import read_staple
from portal.egress.tls.roots import Roots
from portal.egress.tls.sight import TlsSight, look
from portal.egress.tls.stapling import MOST_BYTES, encore
from portal.webchecks.world.authority import Wish, certify, signer, staple
from tests.egress import stalls
from tests.egress.tls_staples import REVOKED, saying
from tests.egress.tls_talks import expired, good
from tests.egress.yard import HOST, Serve, Yard, ec_key

ISSUER = signer("Yard Issuing", None)
LEAF = certify(Wish(HOST, [HOST]), ec_key().public_key(), ISSUER)
ANSWER = staple(LEAF, ISSUER)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return Yard(tmp_path_factory.mktemp("yard"))


def read(answer: bytes) -> str:
    der, issuer = (each.public_bytes(Encoding.DER) for each in (LEAF, ISSUER.certificate))
    return read_staple(answer, der, issuer, dt.datetime.now(dt.UTC)).status


@contextlib.asynccontextmanager
async def counting(port: int, most: int = 9) -> AsyncIterator[tuple[int, list[int]]]:
    """A server before the server, which counts the knocks and keeps silent after ``most``."""
    knocks: list[int] = []

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        knocks.append(port)
        if len(knocks) <= most:
            await stalls.hand_on(reader, writer, port)
        await reader.read()

    async with stalls.listening(relay) as before:
        yield before, knocks


def looked(yard: Yard, serve: Serve, *, most: int = 9, budget: Budget | None = None) -> tuple[TlsSight, int]:
    """What one look shows, and how many connections it makes."""

    async def go() -> tuple[TlsSight, int]:
        async with serve(yard) as port, counting(port, most) as (before, knocks):
            roots = Roots(yard.folder / "roots.pem")
            return await look(HOST, [Dial("127.0.0.1", before)], roots, budget or Budget()), len(knocks)

    return asyncio.run(go())


@settings(max_examples=300)
@given(place=st.integers(0, len(ANSWER) - 1), value=st.integers(0, 255))
def test_an_answer_with_a_changed_byte_never_raises_and_never_says_revoked(place: int, value: int) -> None:
    changed = ANSWER[:place] + bytes([value]) + ANSWER[place + 1 :]
    assert read(changed) in ("", "good")


@given(noise=st.binary(max_size=400))
def test_noise_says_nothing(noise: bytes) -> None:
    assert read(noise) == ""
    assert read(ANSWER[: len(noise)]) == ""


def test_an_answer_says_good_to_the_issuers_own_and_nothing_to_others() -> None:
    assert read(ANSWER) == "good"
    assert read(staple(LEAF, signer("Yard Issuing", None))) == ""


@pytest.mark.parametrize("make", [good, expired, saying(), saying(REVOKED)])
def test_a_look_makes_two_handshakes_and_no_more(yard: Yard, make: stalls.Make) -> None:
    assert looked(yard, stalls.stapling(make))[1] == 2


def test_the_answer_is_kept_beside_the_chain_as_evidence(yard: Yard) -> None:
    sight, _ = looked(yard, stalls.stapling(saying(REVOKED)))
    assert sight.reason == "revoked"
    assert sight.pem.endswith(as_pem([sight.staple], "OCSP RESPONSE"))
    assert len(x509.load_pem_x509_certificates(sight.pem)) == 2


def test_no_place_that_a_certificate_names_is_asked(yard: Yard) -> None:
    async def go() -> tuple[str | None, int]:
        async with counting(0) as (named, knocks):
            wish = Wish(HOST, [HOST], issuer_place=f"http://127.0.0.1:{named}/issuer.crt", must_staple=True)
            async with stalls.tls(lambda yard: yard.site(wish, send=[]))(yard) as port:
                roots = Roots(yard.folder / "roots.pem")
                sight = await look(HOST, [Dial("127.0.0.1", port)], roots, Budget())
            return sight.reason, len(knocks)

    assert asyncio.run(go()) == ("incomplete_chain", 0)


def test_an_endless_handshake_ends_and_says_nothing() -> None:
    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        while True:  # empty TLS records of the type that a handshake has
            writer.write(b"\x16\x03\x03\x00\x04\x0b\x00\xff\xff" * 10_000)
            await writer.drain()

    async def go() -> bytes:
        async with stalls.listening(flood) as port:
            return (await encore(HOST, Dial("127.0.0.1", port), 5.0)).leaf

    assert MOST_BYTES < 1_000_000
    assert asyncio.run(go()) == b""


def test_a_second_handshake_that_stalls_leaves_the_first_ones_verdict(yard: Yard) -> None:
    sight, knocks = looked(yard, stalls.tls(good), most=1, budget=Budget(connect=0.2, tls=0.4))
    assert (sight.reason, sight.revocation, knocks) == (None, "", 2)
    assert "second handshake" in sight.revocation_detail


def test_a_look_at_many_silent_addresses_ends_inside_the_budget() -> None:
    async def go() -> tuple[TlsSight, int]:
        async with stalls.silent()(None) as port, counting(port) as (before, knocks):  # type: ignore[arg-type]
            dials = [Dial("127.0.0.1", before)] * 9
            return await look(HOST, dials, Roots(), Budget(connect=0.1, tls=0.2, total=0.5)), len(knocks)

    sight, knocks = asyncio.run(go())
    assert sight.reason == "timed_out"
    assert knocks < 9


@settings(max_examples=25)
@given(place=st.integers(0, 2_500), mask=st.integers(1, 255))
def test_a_byte_changed_on_the_way_ends_in_a_reason(yard: Yard, place: int, mask: int) -> None:
    async def go() -> TlsSight:
        async with stalls.tls(good)(yard) as port:

            async def spoil(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                await stalls.hand_on(reader, writer, port, change=(place, mask))

            async with stalls.listening(spoil) as before:
                roots = Roots(yard.folder / "roots.pem")
                return await look(HOST, [Dial("127.0.0.1", before)], roots, Budget(connect=0.2, tls=0.5))

    sight = asyncio.run(go())
    assert sight.reason is None or sight.reason in {*CertificateReason, *PageReason}
    assert sight.detail
