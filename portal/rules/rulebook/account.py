"""The account of the reading notes: what became of every rule that was read in the sources and in public rules.

One file a domain in ``account/``, one entry a line. An entry is kept by rules, by limits or tables of the rulebook, by
another room of the portal, or by nobody, with a reason from a short list. ``docs/rules/account.md`` and
``docs/rules/not-automated.md`` are written from it, and a test holds it against the rules there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from portal.rules.rulebook.fault import RulebookFault

DOMAINS: Final = (
    "brand",
    "campaign_description",
    "sample_message",
    "opt_in_wording",
    "opt_in_form",
    "privacy_policy",
    "terms",
    "website",
    "keyword",
    "toll_free",
    "vertical",
    "evidence",
    "lifecycle",
    "traffic",
    "consent_record",
    "dnc",
)
REASONS: Final[Mapping[str, str]] = {
    "needs_a_person": "Only a person can judge whether it holds.",
    "not_visible": "It happens in systems that the portal cannot look into.",
    "future_conduct": "It is about what will be sent or done later, outside the portal.",
    "legal_question": "It is a question of law for counsel.",
    "statistic": "It is a figure about the trade, not a rule.",
    "advice": "It is advice on how to go about things; nothing in a registration shows it.",
    "superseded": "A later or stricter rule has taken its place.",
}
ROOMS: Final = frozenset(
    {
        "brands", "campaigns", "verification", "consent", "portal/lifecycle", "portal/webchecks", "portal/evidence",
        "portal/auditpack", "portal/health", "portal/desk", "portal/documents", "portal/notices", "portal/api",
        "portal/tools", "portal/accounts", "portal/audit", "portal/seal",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One rule as it was read, and who keeps it.

    ``says`` is the rule in a sentence of our own, there where no rule page says it: for other rooms and for entries
    that nobody keeps. ``limits`` are names of limits of profiles, ``tables`` names of documents of the rulebook.
    """

    id: str
    domain: str
    source: str
    in_source: bool
    says: str = ""
    rules: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    reason: str = ""

    @property
    def kept(self) -> bool:
        """Whether software is to decide it, here or in another room."""
        return bool(self.rules or self.limits or self.tables or self.rooms)


@lru_cache(maxsize=1)
def account() -> Mapping[str, Entry]:
    """Every entry by id; raises ``RulebookFault`` with every fault of form."""
    entries: dict[str, Entry] = {}
    faults: list[str] = []
    for domain in DOMAINS:
        for entry in _read(domain):
            if entry.id in entries:
                faults.append(f"{entry.id} is there twice")
            entries[entry.id] = entry
            faults += [f"{domain} {entry.id}: {fault}" for fault in _faults(entry)]
    if faults:
        raise RulebookFault(faults)
    return entries


def _read(domain: str) -> Iterator[Entry]:
    lines = resources.files(__package__).joinpath("account", f"{domain}.jsonl").read_text()
    for line in lines.splitlines():
        told: dict[str, Any] = json.loads(line)
        lists: dict[str, Any] = {name: tuple(told.pop(name, ())) for name in ("rules", "limits", "tables", "rooms")}
        yield Entry(domain=domain, **told, **lists)


def _faults(entry: Entry) -> Iterator[str]:
    if entry.kept == bool(entry.reason):
        yield "needs either somebody who keeps it or a reason why nobody does"
    if entry.reason and entry.reason not in REASONS:
        yield f"unknown reason {entry.reason}"
    if (entry.rooms or entry.reason) and not entry.says:
        yield "says nothing"
    if not entry.source:
        yield "has no source"
    for room in entry.rooms:
        if room not in ROOMS:
            yield f"unknown room {room}"
