"""HTTP over our own connection pool: every connection is judged before it is dialled."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextvars import ContextVar
from typing import Any, Final

import httpcore
import httpx

from portal.egress.names.policy import Dial
from portal.egress.reasons import CannotReach, PageReason

Judge = Callable[[str, int], Awaitable[Sequence[Dial]]]
"""Gives the end points of a name and port, or raises CannotReach."""

MOST_BYTES: Final = "most_bytes"
"""The request's extension that says how many bytes the head and the whole of an answer may take, framing included."""
READ_BYTES: Final = 65_536
"""How much is read at a time: a head may come with the beginning of its body."""

_BEGINNING: Final = b"HTTP/"
_USUAL: Final = (1_000_000, 4_000_000)
_allowed: ContextVar[int] = ContextVar("allowed", default=_USUAL[1])


class JudgingBackend(httpcore.AsyncNetworkBackend):
    """Dials exactly the addresses that were judged; the name stays the origin, so Host, SNI and checks are its own."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._inner = httpcore.AnyIOBackend()
        self.dialled: dict[tuple[str, int], str] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the judged end points; the last error when none accepts."""
        last: Exception | None = None
        for dial in await self._judge(host, port):
            try:
                stream = await self._inner.connect_tcp(dial.address, dial.port, timeout=timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                continue
            self.dialled[host, port] = dial.address
            return _Metered(stream)
        raise last or CannotReach(PageReason.NO_ADDRESS, f"{host} has no address.")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never: a website is not a file."""
        raise CannotReach(PageReason.NO_ADDRESS, "A website is not a local socket.")

    async def sleep(self, seconds: float) -> None:
        """Waits between retries; the pool is told to make none."""
        await self._inner.sleep(seconds)


class _Metered(httpcore.AsyncNetworkStream):
    """A connection that counts what one answer takes: chunks of one byte, interim answers and trailers included.

    ``received`` is the number of bytes since the last request was written.
    """

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self.received = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises CannotReach when the answer takes more than its request allows, ProtocolError when it is none."""
        data = await self._inner.read(max_bytes, timeout)
        if data and not self.received and not data.startswith(_BEGINNING[: len(data)]):
            raise httpcore.RemoteProtocolError("not an answer in HTTP")
        self.received += len(data)
        if self.received > _allowed.get():
            raise CannotReach(PageReason.TOO_LARGE, "The server sends without end.")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.received = 0
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _Metered(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class PoolTransport(httpx.AsyncBaseTransport):
    """The pool with the words of httpx, and without its client: nobody follows a redirect here or keeps a cookie.

    The head as it came is in the response's extension `head`.
    """

    def __init__(self, backend: JudgingBackend, context: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context, network_backend=backend, max_connections=4, retries=0, http2=False
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange. Raises httpcore's exceptions and CannotReach."""
        assert isinstance(request.stream, httpx.AsyncByteStream)
        of_head, of_all = request.extensions.get(MOST_BYTES, _USUAL)
        _allowed.set(of_head + READ_BYTES)
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        _allowed.set(of_all)
        stream = answer.extensions["network_stream"]
        if isinstance(stream, _Metered) and not stream.received:
            await answer.aclose()
            raise httpcore.RemoteProtocolError("answered before it was asked")
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions={"head": answer.headers, "reason_phrase": answer.extensions.get("reason_phrase", b"")},
        )

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The answer's body as it comes over the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
