"""How much of our time and memory one foreign server may take."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one fetch with all its redirects; times in seconds, sizes in bytes.

    ``read`` bounds the wait for each piece, ``total`` the whole, so that a server sending one byte at a time ends too.
    """

    connect: float = 3.0
    tls: float = 5.0
    read: float = 8.0
    total: float = 12.0
    redirects: int = 5
    header_bytes: int = 64_000
    wire_bytes: int = 1_000_000
    decoded_bytes: int = 2_000_000
