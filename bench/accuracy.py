# ruff: noqa: SIM905 - a word list reads better as words
"""`make bench-accuracy CORPUS=path`: precision and recall of every fact against hand labels.

A corpus is a folder with any of `privacy/labels.jsonl`, `optin/labels.jsonl` (each line names a `file` beside it),
`messages/messages.jsonl` and `messages/campaigns.jsonl`. It is for measuring only: nothing here depends on it, and
nothing of it belongs into the project. Every miss is printed with its passage; a figure that nothing defines is n/a.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.rules.engine import lint
from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import read_page

FEWEST = 10
"""Positives and negatives that a fact needs before its figures are held against the bar."""
BAR = 0.97
_POLICY_FACTS = (
    "has_sms_section no_third_party_sharing verbatim_sentence shares_for_marketing mentions_stop mentions_help "
    "rates_may_apply frequency retention_stated"
).split()
_FORM_FACTS = (
    "phone_field phone_required consent_checkbox checkbox_prechecked checkbox_required brand message_type frequency "
    "rates stop help privacy_link terms_link not_condition_of_purchase bundled_with_email bundled_with_calls"
).split()
_MESSAGE_FACTS = "has_opt_out placeholders shortener promotional has_link has_phone rates".split()
_CUES = {
    "has_sms_section": r"sms|text messag|texting|mobile",
    "no_third_party_sharing": r"shar|disclos|third.part|affiliat",
    "verbatim_sentence": r"not shared",
    "shares_for_marketing": r"shar|sell|third.part|affiliat|partner",
    "mentions_stop": r"stop",
    "mentions_help": r"help",
    "rates_may_apply": r"rates|charges|fees",
    "frequency": r"freq|per (?:day|week|month)|recurring|messages",
    "retention_stated": r"ret[ae]in|keep|kept|stor|delet",
    "phone_field": r"phone|mobile",
    "phone_required": r"phone|mobile",
    "brand": r"from|agree|consent",
    "rates": r"rates|charges|fees",
    "stop": r"stop",
    "has_opt_out": r".",
    "privacy_link": r"privacy",
    "terms_link": r"terms|condition",
    "not_condition_of_purchase": r"condition|required|purchase",
    "bundled_with_email": r"e-?mail",
    "bundled_with_calls": r"call",
}


@dataclass
class Tally:
    """How often a fact was said and true; the misses with their passages."""

    true_positive: int = 0
    true_negative: int = 0
    misses: list[tuple[str, bool, str]] = field(default_factory=list)

    def add(self, name: str, *, said: bool, label: bool, passage: Callable[[], str]) -> None:
        if said == label:
            self.true_positive += label
            self.true_negative += not label
        else:
            self.misses.append((name, said, passage()))

    @property
    def positives(self) -> int:
        return self.true_positive + sum(not said for _, said, _ in self.misses)

    @property
    def negatives(self) -> int:
        return self.true_negative + sum(said for _, said, _ in self.misses)

    @property
    def precision(self) -> float | None:
        said = self.true_positive + sum(said for _, said, _ in self.misses)
        return self.true_positive / said if said else None

    @property
    def recall(self) -> float | None:
        return self.true_positive / self.positives if self.positives else None

    @property
    def short(self) -> bool:
        """Whether the fact has examples enough and falls short of the bar."""
        known = self.positives >= FEWEST and self.negatives >= FEWEST
        return known and min(self.precision or 0.0, self.recall or 0.0) < BAR


Tallies = dict[tuple[str, str], Tally]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def passage(text: str, fact: str) -> str:
    """The lines of a text that speak of a fact, shortened."""
    cue = re.compile(_CUES.get(fact, r"sms|text|message"), re.IGNORECASE)
    lines = [line.strip() for line in text.split("\n") if cue.search(line)]
    return " / ".join(line[:400] for line in lines[:6]) or "(no line speaks of it)"


def _compare(
    tallies: Tallies, kind: str, label: dict[str, Any], names: list[str], data: dict[str, Any], text: Callable[[], str]
) -> None:
    facts = lint(kind, data).facts or {}
    for fact in names:
        if isinstance(label.get(fact), bool) and fact in facts:
            tally = tallies.setdefault((kind, fact), Tally())
            where = str(label.get("file") or label.get("id"))
            tally.add(where, said=bool(facts[fact]), label=label[fact], passage=lambda fact=fact: passage(text(), fact))  # type: ignore[misc]


def measure(corpus: Path) -> Tallies:
    """Hold every fact against every label of the corpus."""
    tallies: Tallies = {}
    for kind, folder, names in (("privacy_policy", "privacy", _POLICY_FACTS), ("opt_in_form", "optin", _FORM_FACTS)):
        for label in _lines(corpus / folder / "labels.jsonl"):
            source = (corpus / folder / label["file"]).read_text(encoding="utf-8", errors="replace")
            text = read_page if kind == "privacy_policy" else read_form
            _compare(tallies, kind, label, names, {"html": source}, lambda s=source, t=text: t(s).text)  # type: ignore[misc]
    for label in _lines(corpus / "messages" / "messages.jsonl"):
        _compare(tallies, "sample_message", label, _MESSAGE_FACTS, {"text": label["text"]}, lambda x=label["text"]: x)  # type: ignore[misc]
    for label in _lines(corpus / "messages" / "campaigns.jsonl"):
        _campaign(tallies, label)
    return tallies


def _campaign(tallies: Tallies, label: dict[str, Any]) -> None:
    """The first use case (the declared one must be it, or among those ranked) and the two bounds of the length."""
    report = lint("campaign_description", {"text": label["description"]})
    ranked = [entry["code"] for entry in (report.facts or {}).get("use_cases", [])]
    checks = {finding.rule for finding in report.findings}
    said = {
        "use_case ranked": label.get("use_case_code") in ranked,
        "use_case first": ranked[:1] == [label.get("use_case_code")],
    }
    for fact, value in said.items():
        tally = tallies.setdefault(("campaign_description", fact), Tally())
        tally.add(str(label["id"]), said=value, label=True, passage=lambda: f"{ranked}: {label['description'][:200]}")
    for fact, rule in (("under_40", "CD001"), ("over_300", "CD002"), ("vague", "CD007")):
        if isinstance(label.get(fact), bool):
            tally = tallies.setdefault(("campaign_description", fact), Tally())
            tally.add(str(label["id"]), said=rule in checks, label=label[fact], passage=lambda: label["description"])


def _figure(value: float | None) -> str:
    return "   n/a" if value is None else f"{value:6.3f}"


def report(tallies: Tallies) -> Iterator[str]:
    """The table, then every miss with its passage."""
    yield f"{'kind':<21}{'fact':<27}{'+':>4}{'-':>4}{'hits':>8}{'precision':>10}{'recall':>8}"
    for (kind, fact), tally in tallies.items():
        total = tally.positives + tally.negatives
        hits = f"{total - len(tally.misses)}/{total}"
        yield (
            f"{kind:<21}{fact:<27}{tally.positives:>4}{tally.negatives:>4}{hits:>8}{_figure(tally.precision):>10}"
            f"{_figure(tally.recall):>8}{'  below the bar' if tally.short else ''}"
        )
    for (kind, fact), tally in tallies.items():
        for name, said, words in tally.misses:
            yield f"\n{kind} {fact}: {name}: said {'yes' if said else 'no'}, label {'no' if said else 'yes'}\n  {words}"


def main() -> int:
    """Exit status 1 when a fact with examples enough falls short of the bar."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    tallies = measure(corpus)
    if not tallies:
        parser.error(f"{corpus} holds no labels")
    print("\n".join(report(tallies)))
    return int(any(tally.short for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
