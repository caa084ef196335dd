"""Facts in, checks out: what the rules say about one visit, as the stable JSON of design 04."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from portal.rules.engine import lint
from portal.rules.result import Verdict, worst
from portal.rules.rulebook import load
from portal.rules.subjects import PageFacts, WebsiteFacts
from portal.rules.website import Check, judge_website
from portal.webchecks.archive import Evidence

LINTED: Final = {"privacy_policy": "privacy_policy", "terms": "terms", "opt_in": "opt_in_form"}
"""Which page is judged by the linter as which kind."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """What a visit came to. ``checks`` and ``facts`` hold plain JSON values without fractions."""

    verdict: Verdict
    checks: list[dict[str, Any]]
    facts: dict[str, Any]
    addresses: list[str]
    rulebook: str
    evidence: tuple[Evidence, ...] = ()


def judge(facts: WebsiteFacts, brand: Mapping[str, str], profile: str) -> Judgement:
    """All checks of a visit. ``brand`` has ``legal_name`` and ``dba_name``."""
    shas = _captures(facts)
    checks = [_as_row(check, shas) for check in judge_website(facts, brand=dict(brand), profile=profile)]
    for page in facts.pages:
        checks += _wording(page, brand, profile)
    return Judgement(
        verdict=worst((Verdict(row["verdict"]) for row in checks), empty=Verdict.COULD_NOT_CHECK),
        checks=checks,
        facts=plain_facts(facts),
        addresses=list(facts.addresses),
        rulebook=load().version,
    )


def plain_facts(facts: WebsiteFacts) -> dict[str, Any]:
    """The facts as JSON, without the pages' own text: that is in the captures."""
    data = dataclasses.asdict(facts)
    for page in data["pages"]:
        page["characters"] = len(page.pop("text"))
        page.pop("html")
    plain: dict[str, Any] = _plain(data)
    return plain


def _as_row(check: Check, shas: Mapping[str, str]) -> dict[str, Any]:
    subject = check.check.split(".", 1)[0]
    found = shas.get(subject)
    return {
        "check": check.check,
        "verdict": str(check.verdict),
        "reason": check.reason,
        "codes": list(check.codes),
        "facts": _plain(dict(check.facts)),
        "message": check.message,
        "fix": check.fix,
        "evidence": [f"sha256:{found}"] if found else [],
    }


def _wording(page: PageFacts, brand: Mapping[str, str], profile: str) -> Iterable[dict[str, Any]]:
    """The linter's findings about a page that could be read; one `pass` when it finds nothing."""
    kind = LINTED.get(page.role)
    if kind is None or not page.html or page.reason or page.kind != "page" or page.status != 200:
        return []
    report = lint(kind, {"html": page.html, "brand": dict(brand)}, profile=profile)
    evidence = [f"sha256:{page.capture_sha256}"] if page.capture_sha256 else []
    rows = [
        {
            "check": f"{page.role}.{finding.rule}",
            "verdict": finding.severity.value,
            "reason": None,
            "codes": list(finding.codes),
            "facts": {"field": finding.field, "url": page.final_url or page.url},
            "message": finding.message,
            "fix": finding.fix,
            "evidence": evidence,
        }
        for finding in report.findings
        if not finding.status_report
    ]
    whole = {
        "check": f"{page.role}.wording",
        "verdict": Verdict.PASS.value,
        "reason": None,
        "codes": [],
        "facts": {"rules": len(report.checked), "url": page.final_url or page.url},
        "message": "The linter finds nothing wrong with the words of this page.",
        "fix": "",
        "evidence": evidence,
    }
    return rows or [whole]


def _captures(facts: WebsiteFacts) -> dict[str, str]:
    """Which capture proves which group of checks, by the first part of a check's name."""
    found = {page.role: page.capture_sha256 for page in facts.pages if page.capture_sha256}
    if facts.tls and facts.tls.pem_sha256:
        found["tls"] = facts.tls.pem_sha256
    home = found.get("home")
    redirect = found.get("http_redirect")
    if redirect:
        found["redirect"] = redirect
    if home:
        found |= dict.fromkeys(("identity", "contact", "website", "language"), home)
    return {name: sha256 for name, sha256 in found.items() if sha256}


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case float():
            return str(value)
    return value if value is None or isinstance(value, bool | int) else str(value)
