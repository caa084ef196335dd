"""A finished run as a page shows it: one sentence, what to mend, what nobody could see, the rest by urgency."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from portal.egress.reasons import PageReason
from portal.webchecks.models import CheckRun, Observation
from portal.webchecks.showing.proofs import (
    Proof,
    certificate_of,
    header_of,
    hops_of,
    picture_of,
    quote_of,
    seen_of,
)
from portal.webchecks.showing.words import meaning, sentence, way_out
from portal.webchecks.titles import GROUPS, TITLES

URGENCY: Final = ("error", "could_not_check", "warning", "advice", "pass", "not_applicable", "not_in_force")
"""Verdicts, the most urgent first."""
_ROLES: Final = {"redirect": "http_redirect", **{role: role for role in ("privacy_policy", "terms", "opt_in")}}
"""Which page a check looks at, by the first part of its name; all others look at the home page."""
_WAY_REASONS: Final = frozenset({"redirect_loop", "bad_redirect", "redirect_refused", "no_redirect"})


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """One thing that a check says. ``anchor`` is the check's name on the first item of the check, else empty."""

    check: str
    title: str
    group: str
    verdict: str
    reason: str
    message: str
    fix: str
    why: str
    codes: tuple[str, ...]
    rule: str
    where: str
    evidence: tuple[str, ...]
    proof: Proof
    anchor: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Unseen:
    """What nobody could look at for one reason, and what a person can do about it."""

    reason: str
    meaning: str
    way_out: str
    items: tuple[Item, ...]

    @property
    def said(self) -> str:
        """What several of the checks say in the same words; said once for all of them."""
        words, count = next(iter(Counter(item.message for item in self.items if item.message).most_common(1)), ("", 0))
        return words if count > 1 or len(self.items) == 1 else ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """The evidence that all of them rest on; empty where each has its own."""
        proofs = {item.evidence for item in self.items}
        return next(iter(proofs)) if len(proofs) == 1 else ()


@dataclasses.dataclass(frozen=True, slots=True)
class Telling:
    """A whole run in the order in which a person acts on it. ``unsaid`` is what none of those asked says."""

    sentence: str
    tone: str
    mend: tuple[Item, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    unsaid: tuple[Unseen, ...] = ()
    warnings: tuple[Item, ...] = ()
    advice: tuple[Item, ...] = ()
    passed: tuple[Item, ...] = ()
    idle: tuple[Item, ...] = ()

    @property
    def unseen_count(self) -> int:
        """How many things nobody could look at."""
        return sum(len(each.items) for each in self.unseen)

    @property
    def first(self) -> tuple[Item, ...]:
        """Everything that asks something of somebody, the worst first."""
        unseen = tuple(item for each in self.unseen for item in each.items)
        return (*self.mend, *unseen, *self.warnings)

    @property
    def worst(self) -> tuple[Item, ...]:
        """The three things a hurried reader has to know."""
        return self.first[:3]

    @property
    def more(self) -> int:
        """How many things stand behind those three."""
        return max(0, len(self.first) - len(self.worst))


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """A run with what is shown beside it: its requests, and the subjects of the certificates that were sent."""

    run: CheckRun
    observations: Sequence[Observation] = ()
    chain: tuple[str, ...] = ()

    def page(self, check: str) -> Mapping[str, Any]:
        """What was seen of the page that a check looks at."""
        pages = (self.run.facts or {}).get("pages") or []
        return next((page for page in pages if page.get("role") == role_of(check)), {})


def telling_of(kept: Kept) -> Telling:
    """What a finished run has to say."""
    items = _anchored([item for row in kept.run.checks for item in _items(kept, row)])
    by_verdict = {verdict: tuple(item for item in items if item.verdict == verdict) for verdict in URGENCY}
    mend, unknown, warnings = (by_verdict[verdict] for verdict in URGENCY[:3])
    unseen = tuple(item for item in unknown if item.reason != PageReason.NOT_SAID)
    unsaid = tuple(item for item in unknown if item.reason == PageReason.NOT_SAID)
    return Telling(
        sentence=sentence(len(mend), len(warnings), [item.reason for item in unseen]),
        tone="bad" if mend else "warn" if unseen or warnings else "good",
        mend=mend,
        unseen=_by_reason(unseen),
        unsaid=_by_reason(unsaid),
        warnings=warnings,
        advice=by_verdict["advice"],
        passed=by_verdict["pass"],
        idle=by_verdict["not_applicable"] + by_verdict["not_in_force"],
    )


def _anchored(items: list[Item]) -> list[Item]:
    """In the order of urgency; the first item of each check carries the check's name as its anchor."""
    items.sort(key=lambda item: URGENCY.index(item.verdict) if item.verdict in URGENCY else len(URGENCY))
    named: set[str] = set()
    anchored = []
    for item in items:
        anchored.append(dataclasses.replace(item, anchor="" if item.check in named else item.check))
        named.add(item.check)
    return anchored


def _items(kept: Kept, row: Mapping[str, Any]) -> list[Item]:
    """A check as one thing, or as one for each of the linter's findings on its page."""
    found = [each for each in (row.get("facts") or {}).get("findings") or [] if each.get("severity") in URGENCY[:4]]
    return [_item(kept, row, finding, first=not place) for place, finding in enumerate(found)] or [_item(kept, row, {})]


def _item(kept: Kept, row: Mapping[str, Any], finding: Mapping[str, Any], *, first: bool = True) -> Item:
    """One thing; the picture of a page stands beside the first of several on it."""
    check = str(row["check"])
    facts = {**_own_facts(row), **finding} | ({"picture": (row.get("facts") or {}).get("picture")} if first else {})
    page = kept.page(check)
    said = finding or row
    return Item(
        check=check,
        title=str(TITLES.get(check, check)),
        group=group_of(check),
        verdict=str(finding.get("severity") or row["verdict"]),
        reason=str(row.get("reason") or ""),
        message=str(said.get("message") or said.get("name") or ""),
        fix=str(said.get("fix") or ""),
        why=str(finding.get("why") or ""),
        codes=tuple(str(code) for code in said.get("codes") or ()),
        rule=str(finding.get("rule") or ""),
        where=str(facts.get("url") or facts.get("final_url") or page.get("final_url") or page.get("url") or ""),
        evidence=tuple(str(each).removeprefix("sha256:") for each in row.get("evidence") or ()),
        proof=_proof(kept, row, facts),
    )


def _own_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """A check's own facts; where the linter gave findings, each of these has a passage of its own."""
    facts = dict(row.get("facts") or {})
    return {} if facts.get("findings") else facts


def _proof(kept: Kept, row: Mapping[str, Any], facts: Mapping[str, Any]) -> Proof:
    """The proof that belongs to a check."""
    check = str(row["check"])
    if check.startswith("tls."):
        certificate = certificate_of((kept.run.facts or {}).get("tls"), kept.run.finished_at, kept.chain)
        return Proof(certificate=certificate, header=header_of(facts), seen=() if certificate else seen_of(facts))
    shows_way = check.startswith("redirect.") or row.get("reason") in _WAY_REASONS
    way = hops_of(kept.observations, role_of(check)) if shows_way else ()
    return Proof(
        quote=quote_of(facts),
        header=header_of(facts),
        hops=way,
        picture=picture_of(facts),
        seen=() if way else seen_of(facts),
    )


def role_of(check: str) -> str:
    """Which page a check looks at."""
    return _ROLES.get(check.split(".", 1)[0], "home")


def _by_reason(items: tuple[Item, ...]) -> tuple[Unseen, ...]:
    """What could not be looked at, the commonest reason first; items without one stand together at the end."""
    counted = Counter(item.reason for item in items)
    reasons = sorted(counted, key=lambda reason: (not reason, -counted[reason]))
    return tuple(
        Unseen(reason, meaning(reason), way_out(reason), tuple(item for item in items if item.reason == reason))
        for reason in reasons
    )


def group_of(check: str) -> str:
    """What a check looks at, in words."""
    name = check.split(".", 1)[0]
    return str(GROUPS.get(name, name.replace("_", " ").capitalize()))
