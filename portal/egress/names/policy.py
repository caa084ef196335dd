"""What may be dialled. A policy is given to the door by its constructor; nothing in the environment can widen it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from portal.egress.names.addresses import Address, why_not_public
from portal.egress.reasons import AddressReason, CannotReach


class Dial(NamedTuple):
    """One judged end point: exactly this address and port are dialled."""

    address: str
    port: int


class Policy(Protocol):
    """Decides where a connection to a name may go."""

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        """The end points to try, in order. Raises CannotReach with an ``AddressReason``."""


class PublicOnly:
    """Every address of a name must be public; one that is not refuses the name as a whole."""

    tries = 3
    """How many of a name's addresses are tried."""

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        """IPv4 first. Raises CannotReach: the class of the address, or `mixed_answers` when only some are public."""
        found = [(address, why_not_public(address)) for address in addresses]
        refused = [(address, why) for address, why in found if why]
        if refused:
            address, (reason, name) = refused[0]
            mixed = len(refused) < len(found)
            raise CannotReach(
                AddressReason.MIXED_ANSWERS if mixed else reason,
                f"{host} points to {address} ({name}){' beside public addresses' if mixed else ''}.",
            )
        ordered = sorted(addresses, key=lambda address: address.version)
        return tuple(Dial(str(address), port) for address in ordered[: self.tries])
