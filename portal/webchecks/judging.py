"""Facts in, checks out: what the rules say about one visit, as plain JSON values."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from portal.rules.result import Verdict
from portal.rules.rulebook import load
from portal.rules.web_facts import WebsiteFacts
from portal.rules.website import judge_website, whole_verdict
from portal.webchecks.archive import Evidence
from portal.webchecks.remembering import facts_as_json

TOLL_FREE: Final = frozenset({"toll_free", "verification"})
"""Kinds of subject that answer to the toll-free aggregator; all others answer to the 10DLC registry."""
_TOLL_FREE_CODES: Final = "toll_free"


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """What a visit came to. ``checks`` and ``facts`` hold plain JSON values without fractions."""

    verdict: Verdict
    checks: list[dict[str, Any]]
    facts: dict[str, Any]
    addresses: list[str]
    rulebook: str
    evidence: tuple[Evidence, ...] = ()


def judge(
    facts: WebsiteFacts,
    brand: Mapping[str, Any],
    *,
    kind: str,
    profile: str,
    at: dt.datetime,
    ledger_years: int | None = None,
) -> Judgement:
    """All checks of a visit made at a moment.

    ``brand`` has the flat answers of a brand, its names first of all; ``kind`` is what the website belongs to (brand,
    campaign, toll_free) and decides which authority's codes are named. ``ledger_years`` is what a promise in the policy
    is held against.
    """
    captures = _captures(facts)
    found = judge_website(facts, brand=brand, profile=profile, at=at, ledger_years=ledger_years)
    checks = [_row(check.as_dict(), captures, kind) for check in found]
    return Judgement(
        verdict=whole_verdict((row["check"], row["verdict"], row["reason"]) for row in checks),
        checks=checks,
        facts=facts_as_json(facts, at),
        addresses=list(facts.addresses),
        rulebook=load().version,
    )


def _row(check: dict[str, Any], captures: Mapping[str, str], kind: str) -> dict[str, Any]:
    row: dict[str, Any] = _plain(check)
    row["codes"] = _codes(row["codes"], kind)
    for finding in row["facts"].get("findings", []):
        finding["codes"] = _codes(finding["codes"], kind)
    proof = captures.get(row["check"].split(".", 1)[0])
    if proof and not row["evidence"]:
        row["evidence"] = [f"sha256:{proof}"]
    return row


def _codes(codes: list[str], kind: str) -> list[str]:
    return [code for code in codes if code.startswith(_TOLL_FREE_CODES) == (kind in TOLL_FREE)]


def _captures(facts: WebsiteFacts) -> dict[str, str]:
    """Which capture proves a group of checks, by the first part of their names, where the rules name none."""
    found = {page.role: page.capture_sha256 for page in facts.pages}
    groups = {
        **found,
        "tls": facts.tls.pem_sha256 if facts.tls else None,
        "redirect": found.get("http_redirect"),
        **dict.fromkeys(("identity", "contact", "social", "consistency"), found.get("home")),
    }
    return {name: sha256 for name, sha256 in groups.items() if sha256}


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case None | bool() | int():
            return value
    return str(value).replace("\x00", "�")
