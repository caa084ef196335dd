"""Every hostile server of the world. A trick ends when the visitor leaves, or after a long limit."""

from __future__ import annotations

from typing import Final

from portal.webchecks.world.hostile import content, framing, redirecting, stalling
from portal.webchecks.world.hostile.answering import HTML, Handshake, Trick, page

HANDSHAKES: Final[dict[str, Handshake]] = {name: act for name, (_, act) in stalling.HANDSHAKES.items()}
"""Tricks that are played where TLS would be."""

TRICKS: Final[dict[str, Trick]] = {
    **redirecting.TRICKS,
    **stalling.TRICKS,
    **framing.TRICKS,
    **content.TRICKS,
    **{
        name: page(does, b"<title>Shop</title><p>Nothing here without encryption.</p>", HTML)
        for name, (does, _) in stalling.HANDSHAKES.items()
    },
}
"""What each server does to a request, by the name of its trick."""

STALLING: Final = stalling.STALLING
