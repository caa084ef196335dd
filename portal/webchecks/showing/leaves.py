"""Evidence opened for reading: the requests inside a WARC file, the certificates inside a PEM file, other text as text.

Foreign text is only ever handed on as text; nothing here is rendered or run.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from portal.egress.door import Exchange
from portal.egress.tls.certificates import read_leaf
from portal.egress.wire.charsets import as_text
from portal.egress.wire.decoding import decode
from portal.rules.facts.pages import read_html, read_plain
from portal.webchecks.archive import NotAnArchive, exchanges_in

MOST_BYTES: Final = 2_000_000
"""Of one body, unpacked; a visit keeps no more."""
_MOST_LEAVES: Final = 20
_MOST_CERTIFICATES: Final = 12
_MOST_HEADERS: Final = 80
_LONGEST_HEADER: Final = 2_000
_EXCERPT_LINES: Final = 40
_EXCERPT_CHARACTERS: Final = 4_000
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class Leaf:
    """One request with its answer. ``size`` is in bytes, unpacked; ``broken`` says why the body is not whole."""

    exchange: Exchange
    text: str
    size: int
    broken: str

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The headers that were sent, each within bounds."""
        return _bounded(self.exchange.asked)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers that came back, each within bounds."""
        return _bounded(self.exchange.headers)

    @property
    def excerpt(self) -> str:
        """The first lines as they were sent."""
        return excerpt(self.text)

    @property
    def is_excerpt(self) -> bool:
        """Whether there is more than the excerpt shows."""
        return len(self.excerpt) < len(self.text)

    @property
    def visible(self) -> str:
        """What a visitor reads on the page, one block a line."""
        plain = self.exchange.header("content-type").lower().startswith("text/plain")
        return (read_plain if plain else read_html)(self.text).text


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """One certificate of a chain, the server's own first."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    not_before: dt.datetime
    not_after: dt.datetime
    key: str
    signature: str
    fingerprint: str


def leaves_of(data: bytes) -> list[Leaf]:
    """The requests of a WARC file in their order; empty when it is none."""
    try:
        exchanges = exchanges_in(data)
    except NotAnArchive:
        return []
    return [_leaf(exchange) for exchange in exchanges[:_MOST_LEAVES]]


def _leaf(exchange: Exchange) -> Leaf:
    unpacked = decode(exchange.wire, exchange.header("content-encoding"), MOST_BYTES)
    text = as_text(unpacked.body, exchange.header("content-type"))
    return Leaf(exchange, text, len(unpacked.body), str(unpacked.reason or ""))


def chain_of(data: bytes) -> list[Link]:
    """The certificates of a PEM file in the order the server sent them; one that cannot be read is left out."""
    blocks = _CERTIFICATE.findall(data.decode("ascii", errors="replace"))[:_MOST_CERTIFICATES]
    return [link for block in blocks if (link := _link(block.encode("ascii", errors="replace")))]


def _link(block: bytes) -> Link | None:
    try:
        certificate = x509.load_pem_x509_certificate(block)
    except ValueError:
        return None
    read = read_leaf(certificate.public_bytes(Encoding.DER))
    if read is None:
        return None
    return Link(
        subject=read.subject,
        issuer=read.issuer,
        names=read.names,
        not_before=read.not_before,
        not_after=read.not_after,
        key=f"{read.key_type}{f', {read.key_bits} bits' if read.key_bits else ''}",
        signature=read.signature_hash.upper(),
        fingerprint=certificate.fingerprint(SHA256()).hex(),
    )


def excerpt(text: str) -> str:
    """The first lines of a foreign text."""
    return "\n".join(text[:_EXCERPT_CHARACTERS].splitlines()[:_EXCERPT_LINES])


def _bounded(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(name[:100], value[:_LONGEST_HEADER]) for name, value in headers[:_MOST_HEADERS]]
