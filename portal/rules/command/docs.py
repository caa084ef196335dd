"""The pages of ``docs/rules``, made from what the rules say about themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from portal.rules.command.account_docs import Proofs, account_pages
from portal.rules.profiles import PROFILES
from portal.rules.registry import all_rules
from portal.rules.rule import GROUPS, Rule
from portal.rules.rulebook import load
from portal.rules.rulebook.account import account

_NOTE = "<!-- Made by tools/rules_docs.py from the rules themselves; edit the rule, not this page. -->\n"
_INTRODUCTION = (
    "Each has an identifier that does not change, the codes that a refusal would carry, and samples that a test runs. "
    "Severities are those of the profile `as_documented`; operational guidance, not legal advice."
)
AUTHORITIES = {
    "tcr": "The Campaign Registry",
    "ctia": "CTIA guidelines",
    "tcpa": "TCPA and FCC rules",
    "tmobile": "T-Mobile",
    "toll_free": "Toll-free verification",
    "vertical": "Rules of an industry",
    "provider": "The provider's own form",
    "house": "Clearline's own advice",
}


def file_name(rule: Rule) -> str:
    """The page of one rule."""
    return f"{rule.id.lower()}-{rule.name}.md"


def pages(proofs: Proofs) -> dict[str, str]:
    """File name to content for the whole folder; ``proofs`` are the tests that cite an entry of the account."""
    made = {file_name(rule): _page(rule) for rule in all_rules()}
    made["index.md"] = _index()
    return made | account_pages(account().values(), proofs)


def _index() -> str:
    rules = all_rules()
    lines = [
        _NOTE,
        "# The rules\n",
        f"{len(rules)} rules judge what is typed, uploaded and published. {_INTRODUCTION}\n",
        "[What became of every rule that was read](account.md); [what software does not decide](not-automated.md).\n",
        f"The rulebook holds {len(load().codes)} rejection and error codes of {len(load().authorities)} authorities.\n",
        "| Profile | Whose limits |",
        "| --- | --- |",
        *(f"| `{profile.name}` | {profile.title}, as of {profile.as_of} |" for profile in PROFILES.values()),
        "",
    ]
    for group, title in GROUPS.items():
        members = [rule for rule in rules if rule.group == group]
        if not members:
            continue
        lines += [f"## {title}\n", "| Rule | Fault | Severity | Codes |", "| --- | --- | --- | --- |"]
        for rule in members:
            codes = ", ".join(f"`{code}`" for code in rule.codes) or "none"
            lines.append(f"| [{rule.id}]({file_name(rule)}) | {rule.what} | {rule.severity.value} | {codes} |")
        lines.append("")
    return "\n".join(lines)


def _page(rule: Rule) -> str:
    force = "always"
    if rule.in_force_from or rule.in_force_until:
        force = f"{rule.in_force_from or 'always'} until {rule.in_force_until or 'further notice'}"
    note = PROFILES["current"].differences.get(rule.id)
    lines = [
        _NOTE,
        f"# {rule.id} {rule.name}\n",
        f"{rule.what}\n",
        f"**Why.** {rule.why}\n",
        f"**Mend.** {rule.fix}\n",
        "| | |",
        "| --- | --- |",
        f"| Severity | {rule.severity.value} |",
        f"| Asked for by | {AUTHORITIES[rule.authority]} |",
        f"| Source | {rule.citation} |",
        f"| In force | {force} |",
        f"| Codes it would draw | {', '.join(f'`{code}`' for code in rule.codes) or 'none'} |",
        f"| Field | `{rule.field or 'text'}` |",
        "",
        *([f"**Today.** {note}\n"] if note else []),
        *_samples("Passes", rule.good),
        *_samples("Draws this rule", rule.bad),
    ]
    return "\n".join(lines)


def _samples(title: str, samples: tuple[Mapping[str, Any], ...]) -> list[str]:
    lines = [f"## {title}\n"]
    for sample in samples:
        lines += ["```json", json.dumps(sample, ensure_ascii=False, indent=1), "```", ""]
    return lines
