"""Fills the rulebook's templates with a campaign's own answers. Pure: facts in, texts out."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Mapping
from typing import Any, Final

from portal.documents.models import WordingKind
from portal.rules.engine import lint
from portal.rules.rulebook import load

MOST_PER_MONTH: Final = 60
"""Messages a month that a wording may announce; beyond two a day people complain."""

_KEYWORDS: Final = {
    WordingKind.JOIN_REPLY: "JOIN",
    WordingKind.STOP_REPLY: "STOP",
    WordingKind.HELP_REPLY: "HELP",
    WordingKind.START_REPLY: "START",
}
_ASKED: Final = {
    "brand": "the name of the business (task \u201cSay who the business is\u201d)",
    "privacy_url": "the address of the privacy policy (task \u201cLink the privacy policy and the terms\u201d)",
    "terms_url": "the address of the terms (task \u201cLink the privacy policy and the terms\u201d)",
    "phone": "a support phone number (task \u201cWrite the automatic replies\u201d)",
    "url": "a support page or the website (task \u201cWrite the automatic replies\u201d)",
}
_VERTICAL_TEMPLATES: Final = frozenset({"healthcare", "financial", "real_estate", "education"})
"""Lines of business with a template of their own, named alike."""


@dataclasses.dataclass(frozen=True)
class WordingFacts:
    """What the templates are filled with; empty text means the answer is not there yet."""

    brand: str = ""
    privacy_url: str = ""
    terms_url: str = ""
    phone: str = ""
    url: str = ""
    use_case: str = ""
    vertical: str = ""
    frequency: str = ""
    count: int = 4
    brand_data: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def purpose(self) -> str:
        """`marketing`, `informational` or `mixed`, by the use case."""
        known = load().use_cases.get(self.use_case, {})
        return str(known.get("purpose") or "mixed")


@dataclasses.dataclass(frozen=True)
class Wording:
    """One text with the linter's answer; ``missing`` names the answers without which it cannot be written."""

    kind: WordingKind
    text: str
    missing: tuple[str, ...] = ()
    verdict: str = ""
    findings: tuple[dict[str, Any], ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it may be taken over: complete, and without an error."""
        return bool(self.text) and self.verdict != "error"


def template_choices() -> list[tuple[str, str]]:
    """(slug, title) of the opt-in templates for writing."""
    return [(entry["slug"], entry["title"]) for entry in load().templates["consents"] if entry["slug"] != "verbal"]


def template_for(facts: WordingFacts) -> str:
    """The template that fits the use case and the line of business."""
    if facts.purpose == "marketing":
        return "real_estate" if facts.vertical == "real_estate" else "promotional"
    if facts.purpose == "mixed":
        return "combined"
    return facts.vertical if facts.vertical in _VERTICAL_TEMPLATES - {"real_estate"} else "transactional"


def wordings_from(facts: WordingFacts, template: str = "") -> list[Wording]:
    """Every wording of a campaign; an unknown template means the one that fits."""
    rulebook = load().templates
    consents = {entry["slug"]: entry["text"] for entry in rulebook["consents"]}
    chosen = template if template in consents else template_for(facts)
    section = rulebook["policy_section"]
    policy = f"{section['heading']}\n\n" + "\n".join(section["sentences"])
    texts = {
        WordingKind.OPT_IN: consents[chosen],
        WordingKind.POLICY_SECTION: policy,
        **{kind: rulebook["replies"][keyword] for kind, keyword in _KEYWORDS.items()},
    }
    return [_filled(kind, text, facts) for kind, text in texts.items()]


def _filled(kind: WordingKind, template: str, facts: WordingFacts) -> Wording:
    values = {
        "brand": facts.brand,
        "privacy_url": facts.privacy_url,
        "terms_url": facts.terms_url,
        "phone": facts.phone,
        "url": facts.url,
        "count": str(facts.count),
        "frequency": _sentence(facts.frequency or "Message frequency varies"),
        "message_type": _message_type(facts.purpose),
    }
    asked = {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}
    missing = tuple(_ASKED[name] for name in _ASKED if name in asked and not values[name])
    if missing:
        return Wording(kind, "", missing)
    text = template.format_map(values)
    report = lint(*_lint_input(kind, text, facts)).as_dict()
    return Wording(kind, text, (), report["verdict"], tuple(report["findings"]))


def _lint_input(kind: WordingKind, text: str, facts: WordingFacts) -> tuple[str, dict[str, Any]]:
    brand = dict(facts.brand_data) or {"legal_name": facts.brand}
    if kind is WordingKind.POLICY_SECTION:
        return "privacy_policy", {"markdown": f"## {text}"}
    if kind is WordingKind.OPT_IN:
        purpose = "" if facts.purpose == "mixed" else facts.purpose
        return "opt_in_wording", {"text": text, "brand": brand, "use_case": facts.use_case, "purpose": purpose}
    return "keyword_reply", {"text": text, "brand": brand, "keyword": _KEYWORDS[kind]}


def _message_type(purpose: str) -> str:
    return {"marketing": "promotional offers", "informational": "service messages"}.get(purpose, "messages")


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
