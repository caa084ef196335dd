"""A mail server on the loopback that speaks enough SMTP to be refused by, and keeps what it is given."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import email
import threading
from collections.abc import Iterator
from email.message import EmailMessage as Parsed
from email.policy import SMTP


@dataclasses.dataclass
class Mailbox:
    """``refuse`` maps a recipient to the answer it gets, ``answer`` is what the end of the text gets."""

    port: int = 0
    raw: list[bytes] = dataclasses.field(default_factory=list)
    refuse: dict[str, str] = dataclasses.field(default_factory=dict)
    answer: str = "250 Queued"

    @property
    def letters(self) -> list[Parsed]:
        return [email.message_from_bytes(raw, policy=SMTP) for raw in self.raw]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(words: str) -> None:
            writer.write(f"{words}\r\n".encode())

        say("220 mail.test")
        while line := (await reader.readline()).decode().strip():
            verb, _space, rest = line.partition(" ")
            verb = verb.upper()
            if verb == "DATA":
                say("354 Go on")
                text = await reader.readuntil(b"\r\n.\r\n")
                say(self.answer)
                if self.answer.startswith("2"):
                    self.raw.append(text.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n."))
            elif verb == "RCPT":
                say(self.refuse.get(rest.split("<")[1].split(">")[0], "250 Fine"))
            elif verb == "QUIT":
                say("221 Bye")
                break
            else:
                say("250 Fine")
        writer.close()


@contextlib.contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A running server; its port is the system's choice."""
    box, loop, ready = Mailbox(), asyncio.new_event_loop(), threading.Event()

    async def start() -> asyncio.Server:
        server = await asyncio.start_server(box.serve, "127.0.0.1", 0, limit=1 << 20)
        box.port = server.sockets[0].getsockname()[1]
        ready.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(start())
        loop.run_forever()
        server.close()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    yield box
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
