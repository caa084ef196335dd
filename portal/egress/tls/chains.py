"""The certificates that a server sent, in its order, and how they lead from one to the next."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from portal.egress.tls.certificates import Leaf, read_leaf


@dataclasses.dataclass(frozen=True, slots=True)
class Chain:
    """``path`` goes from the server's own certificate to its issuer and on, by their names, as far as sent.

    ``out_of_order``: an issuer was sent before what it signed; browsers put that right. ``unneeded`` counts
    certificates that lie beside the path, or could not be read.
    """

    path: tuple[Leaf, ...]
    out_of_order: bool
    unneeded: int

    @property
    def leaf(self) -> Leaf | None:
        """The server's own certificate; None when none was sent, or one that cannot be read."""
        return self.path[0] if self.path else None

    def ended(self, at: dt.datetime) -> Leaf | None:
        """The first certificate on the path that has ended."""
        return next((each for each in self.path if each.not_after < at), None)

    def begins_later(self, at: dt.datetime) -> Leaf | None:
        """The first certificate on the path that does not hold yet."""
        return next((each for each in self.path if each.not_before > at), None)

    def remarks(self) -> tuple[str, ...]:
        """What is odd about the way they are sent, though browsers do not mind."""
        said = []
        if self.out_of_order:
            said.append("The certificates are sent out of order; browsers put that right, some programs do not.")
        if self.unneeded:
            said.append(f"{self.unneeded} of the certificates sent lead nowhere and can be left out.")
        return tuple(said)


def read_chain(ders: Sequence[bytes]) -> Chain:
    """What was sent, in DER; the first is the server's own."""
    sent = [read_leaf(der) for der in ders]
    places = _places(sent)
    path = tuple(leaf for place in places if (leaf := sent[place]) is not None)
    return Chain(path, places != sorted(places), len(sent) - len(path))


def _places(sent: Sequence[Leaf | None]) -> list[int]:
    """Where in the sent order each step of the path is."""
    if not sent or sent[0] is None:
        return []
    places, at = [0], sent[0]
    while not at.is_own_issuer:
        following = next(
            (
                (place, leaf)
                for place, leaf in enumerate(sent)
                if place not in places and leaf is not None and leaf.subject == at.issuer
            ),
            None,
        )
        if following is None:
            break
        place, at = following
        places.append(place)
    return places
