"""How old the domain is: what its registry says, else what the business says."""

from __future__ import annotations

import datetime as dt
from typing import Final

from portal.egress.budgets import Budget
from portal.egress.door import Fetched
from portal.egress.rdap import RdapAnswer, question, read_registration
from portal.egress.reasons import PageReason
from portal.rules.facts.hosts import SITE_BUILDERS, registrable
from portal.rules.web_facts import DomainFacts
from portal.webchecks.visiting.scene import Scene

RDAP_BUDGET: Final = Budget(read=4.0, total=6.0, redirects=2, wire_bytes=200_000, decoded_bytes=500_000)
"""A registry is quick or it is left alone: the age of a domain is worth a few points, not a visit."""


async def ask_registry(scene: Scene) -> None:
    """Notes when the domain was registered; a name below a site builder's domain says nothing about the business."""
    if scene.target is None:
        return
    domain = registrable(scene.target.host)
    if domain in SITE_BUILDERS:
        scene.domain = DomainFacts(domain, None, "rdap", PageReason.NOT_SAID)
        return
    answer = await _ask(scene, domain)
    owner = _owners_day(scene.order.domain_registered_on)
    if answer.registered is None and owner is not None:
        scene.domain = DomainFacts(domain, owner, "owner")
    else:
        scene.domain = DomainFacts(domain, answer.registered, "rdap", answer.reason)


async def _ask(scene: Scene, domain: str) -> RdapAnswer:
    url = question(domain, scene.door.rdap)
    budget = scene.within(RDAP_BUDGET)
    if not url:
        return RdapAnswer(None, PageReason.NOT_SAID)
    if budget is None:
        return RdapAnswer(None, PageReason.TIMED_OUT)
    answer = await scene.door.fetch(url, budget)
    scene.keep("domain", answer)
    if isinstance(answer, Fetched) and answer.reason is None:
        return read_registration(answer.status, answer.body, domain)
    return RdapAnswer(None, answer.reason or PageReason.UNREADABLE)


def _owners_day(text: str) -> dt.datetime | None:
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
