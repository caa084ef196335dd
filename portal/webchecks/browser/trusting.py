"""How a browser comes to trust a test world's certificates; outside of test worlds none of this is ever reached."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Collection

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from portal.egress.door import Door
from portal.egress.tls.sight import TlsSight
from portal.egress.world import World


async def trusted_keys(world: World, door: Door, hosts: Collection[str]) -> tuple[str, ...]:
    """Hashes of the keys of these hosts of a world, and hosts below them, whose certificate the door finds good."""
    wanted = [
        name
        for name, row in world.hosts.items()
        if row.https_port and any(name == host or name.endswith(f".{host}") for host in hosts)
    ]
    sights = await asyncio.gather(*(door.tls(name) for name in wanted))
    good = [sight for sight in sights if isinstance(sight, TlsSight) and sight.reachable and not sight.reason]
    return tuple(_hash(sight) for sight in good)


def _hash(sight: TlsSight) -> str:
    """SHA-256 of the public key, in base64, as the browser writes it."""
    key = x509.load_pem_x509_certificates(sight.pem)[0].public_key()
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(spki)
    return base64.b64encode(digest.finalize()).decode()
