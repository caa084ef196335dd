"""Evidence of one fetch as a WARC file (ISO 28500): each request and its answer exactly as received."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import Final, NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from portal.egress.door import Exchange

WARC: Final = "application/warc"
PEM: Final = "application/x-pem-file"


class Evidence(NamedTuple):
    """Bytes to be kept, named by their own hash. ``kind`` is `warc` or `certificates`."""

    kind: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def as_warc(exchanges: Sequence[Exchange]) -> Evidence:
    """The exchanges of one fetch, redirects included, compressed; addresses resolved and dialled are in the headers."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for exchange in exchanges:
        writer.write_record(_response(writer, exchange))
    return Evidence("warc", WARC, buffer.getvalue())


def _response(writer: WARCWriter, exchange: Exchange) -> object:
    head = StatusAndHeaders(
        f"{exchange.status} {exchange.reason_phrase}".strip(), list(exchange.headers), protocol="HTTP/1.1"
    )
    extra = {
        "WARC-Date": exchange.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-IP-Address": exchange.dialled,
        "X-Resolved-Addresses": " ".join(exchange.addresses),
        "X-Request-Method": exchange.method,
    }
    if exchange.cut:
        extra["WARC-Truncated"] = "length"
    return writer.create_warc_record(
        exchange.url, "response", payload=io.BytesIO(exchange.wire), http_headers=head, warc_headers_dict=extra
    )
