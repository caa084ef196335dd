"""One look at the TLS of the site's own name."""

from __future__ import annotations

import asyncio

from portal.egress.door import Refused
from portal.egress.reasons import PageReason
from portal.egress.tls.sight import TlsSight
from portal.rules.web_facts import TlsFacts
from portal.webchecks.archive import PEM, Evidence
from portal.webchecks.visiting.order import Sighting
from portal.webchecks.visiting.scene import Scene


async def look_at_tls(scene: Scene) -> None:
    """Notes what port 443 shows, with the chain as evidence."""
    if not scene.may_go_on or scene.target is None:
        return
    clock = asyncio.get_running_loop().time()
    budget = scene.within()
    if budget is None:
        scene.tls = unseen(scene.target.host, PageReason.TIMED_OUT)
        return
    sight = await scene.door.tls(scene.target.host, budget)
    if isinstance(sight, Refused):
        return
    chain = Evidence("certificates", PEM, sight.pem) if sight.chain else None
    if chain:
        scene.evidence.append(chain)
    sha256 = chain.sha256 if chain else None
    scene.tls = _facts(sight, sha256)
    spent = round(1_000 * (asyncio.get_running_loop().time() - clock))
    url, size = f"https://{sight.host}/", len(sight.pem)
    scene.note(Sighting("tls", url, scene.addresses, sight.address, None, sight.reason or "", size, spent, sha256))


def unseen(host: str, reason: str) -> TlsFacts:
    """The facts of a look that did not take place."""
    return TlsFacts(host, "", False, reason, None, "", "", (), None, None, "", None, "", 0, None)


def _facts(sight: TlsSight, pem_sha256: str | None) -> TlsFacts:
    leaf = sight.leaf
    return TlsFacts(
        host=sight.host,
        address=sight.address,
        reachable=sight.reachable,
        reason=sight.reason,
        protocol=sight.protocol,
        subject=leaf.subject if leaf else "",
        issuer=leaf.issuer if leaf else "",
        names=leaf.names if leaf else (),
        not_before=leaf.not_before if leaf else None,
        not_after=leaf.not_after if leaf else None,
        key_type=leaf.key_type if leaf else "",
        key_bits=leaf.key_bits if leaf else None,
        signature_hash=leaf.signature_hash if leaf else "",
        chain_length=len(sight.chain),
        pem_sha256=pem_sha256,
        revocation=sight.revocation,
        revocation_detail=sight.revocation_detail,
        detail=sight.detail,
        remarks=sight.remarks,
    )
