"""From the codes of a refusal to a plan: grouped by root cause, worst first, in the four phases of the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.rules.registry import all_rules
from portal.rules.rulebook import Code, load
from portal.rules.rulebook.codes import CLASSES

# What lies behind codes of these categories, in the order in which it is mended.
CAUSES = {
    "content_prohibited": "The content itself",
    "vetting": "The standing of the business or its traffic",
    "brand": "The identity of the business",
    "website": "The website",
    "privacy_policy": "The privacy policy and the terms",
    "consent": "The way people opt in",
    "campaign_description": "The description and the use case",
    "sample_messages": "The sample messages",
    "toll_free": "The toll-free brief",
    "number": "The phone numbers",
    "throughput": "The sending rate",
    "dnc": "Do-Not-Call",
    "delivery": "Delivery",
    "other": "Other",
}
# Source 004, step 7.1: phases with their targets.
PHASES = (
    ("diagnosis", "Diagnosis", "under 1 hour"),
    ("documentation", "Documentation fix", "1 to 24 hours"),
    ("preparation", "Resubmission preparation", "the same business day"),
    ("appeal", "Carrier appeal", "from the second refusal"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Codes with one likely root cause. ``severity_class`` is the worst of them; ``rules`` would have found them."""

    cause: str
    title: str
    severity_class: str
    codes: tuple[Code, ...]
    fields: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All codes of a refusal, grouped; ``blocked`` when one of them ends the attempt."""

    groups: tuple[Group, ...]
    unknown: tuple[str, ...]
    blocked: bool
    manual_review: bool

    def as_dict(self) -> dict[str, Any]:
        """The plan as data."""
        return {
            "blocked": self.blocked,
            "manual_review": self.manual_review,
            "unknown": list(self.unknown),
            "phases": [{"phase": slug, "title": title, "target": target} for slug, title, target in PHASES],
            "groups": [
                {
                    "cause": group.cause,
                    "title": group.title,
                    "class": group.severity_class,
                    "codes": [code.key for code in group.codes],
                    "fixes": [code.fix for code in group.codes],
                    "fields": list(group.fields),
                    "rules": list(group.rules),
                }
                for group in self.groups
            ],
        }


def group_codes(spellings: Iterable[str]) -> Plan:
    """The plan for a set of codes in any accepted spelling; codes nobody knows are listed, never dropped.

    A code without its authority is read as the sources print it: four digits are registry codes, three are toll-free
    denial codes.
    """
    rulebook = load()
    found: dict[str, Code] = {}
    unknown: list[str] = []
    for spelling in spellings:
        try:
            key = rulebook.resolve_code(spelling)
        except KeyError:
            unknown.append(spelling)
        else:
            found[key] = rulebook.codes[key]
    groups = [_group(cause, [code for code in found.values() if code.category == cause]) for cause in CAUSES]
    full = [group for group in groups if group.codes]
    full.sort(key=lambda group: CLASSES.index(group.severity_class))
    classes = {code.severity_class for code in found.values()}
    return Plan(tuple(full), tuple(unknown), "terminal" in classes, "manual_review" in classes)


def _group(cause: str, codes: list[Code]) -> Group:
    keys = {code.key for code in codes}
    return Group(
        cause=cause,
        title=CAUSES[cause],
        severity_class=min((code.severity_class for code in codes), key=CLASSES.index, default=CLASSES[-1]),
        codes=tuple(codes),
        fields=tuple(dict.fromkeys(field for code in codes for field in code.fields)),
        rules=tuple(rule.id for rule in all_rules() if keys & set(rule.codes)),
    )
