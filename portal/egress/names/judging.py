"""One visit's judgement of names: each is resolved once, and every connection goes to what was judged then."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import NamedTuple

from portal.egress.names.addresses import Address
from portal.egress.names.policy import Dial, Policy, PublicOnly
from portal.egress.names.resolving import DnsResolver, Resolver
from portal.egress.reasons import CannotReach


class Judged(NamedTuple):
    """All addresses of a name, and the end points of it that may be dialled."""

    addresses: tuple[Address, ...]
    dials: tuple[Dial, ...]


class Judge:
    """Policy and resolver of one visit or one job, and what the resolver answered."""

    def __init__(self, policy: Policy | None = None, resolver: Resolver | None = None) -> None:
        self._policy = policy or PublicOnly()
        self._resolver = resolver or DnsResolver()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.answers: dict[str, tuple[Address, ...] | CannotReach] = {}

    async def judge(self, host: str, port: int) -> Judged:
        """Where a name leads, asked of the resolver once however many ask at the same time. Raises CannotReach."""
        async with self._turns[host]:
            if host not in self.answers:
                try:
                    self.answers[host] = await self._resolver.addresses(host)
                except CannotReach as error:
                    self.answers[host] = error
        found = self.answers[host]
        if isinstance(found, CannotReach):
            raise CannotReach(found.reason, found.detail)
        return Judged(found, self._policy.dials(host, port, found))
