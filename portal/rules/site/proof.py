"""The passage of a page that proves what a check says of it."""

from __future__ import annotations

import re
from typing import Any

from portal.rules.facts.lines import fold_lines
from portal.rules.facts.policy_signs import read_policy, section_heading
from portal.rules.facts.retention import on_retention
from portal.rules.facts.text import normalize, sentences_of
from portal.rules.result import Finding
from portal.rules.subjects import OptInForm, PolicyPage, TermsPage

LONGEST_QUOTE = 300
"""Characters of a passage."""
_BEFORE = 120
_SAID = re.compile("\u201c([^\u201d]{3,400})\u201d")
_MOST_TRIES = 6


def passage(text: str, span: tuple[int, int], page: str) -> dict[str, Any]:
    """The words of a page around a span of its text, in at most ``LONGEST_QUOTE`` characters of the same paragraph."""
    start, end = span
    end = min(max(end, start), start + LONGEST_QUOTE, len(text))
    first = max(text.rfind("\n", 0, start) + 1, start - _BEFORE, end - LONGEST_QUOTE)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, first + LONGEST_QUOTE)
    while first < start and not (first == 0 or text[first - 1].isspace()):
        first += 1  # a word begins
    return {"page": page, "quote": text[first:last], "span": [start, end], "quote_start": first}


def found_passage(text: str, words: str, page: str) -> dict[str, Any]:
    """The passage that holds these words, however their marks and spaces are written; empty when none does."""
    wanted = normalize(words).folded.strip()
    if not wanted:
        return {}
    whole = normalize(text)
    place = whole.folded.find(wanted)
    return passage(text, whole.span(place, place + len(wanted)), page) if place >= 0 else {}


def beginning(text: str, page: str) -> dict[str, Any]:
    """The first words of a page."""
    return passage(text, (0, min(len(text), LONGEST_QUOTE // 2)), page) if text else {}


def proof_of(finding: Finding, subject: Any, text: str, page: str) -> dict[str, Any]:
    """The passage that a finding of the linter on a page rests on; empty where it rests on what is not there."""
    if finding.span is not None:
        return passage(text, finding.span, page)
    for words in _candidates(finding, subject)[:_MOST_TRIES]:
        found = found_passage(text, words, page)
        if found:
            return found
    return {}


def _candidates(finding: Finding, subject: Any) -> list[str]:
    """Words to look for, the most telling first: what the finding cites, the sentence judged, the section."""
    said = [words.rstrip("\u2026. ") for words in _SAID.findall(finding.message)]
    if isinstance(subject, PolicyPage):
        return [*said, *_of_policy(finding.rule, subject)]
    if isinstance(subject, TermsPage):
        return [*said, section_heading(subject.headings)]
    if isinstance(subject, OptInForm):
        boxes = [box.label[:LONGEST_QUOTE] for box in subject.consent_boxes]
        return [*said, *boxes, *subject.wording.split("\n")[:2]]
    return said


def _of_policy(rule: str, policy: PolicyPage) -> list[str]:
    facts = read_policy(policy)
    match rule:
        case "PP002":
            own = [facts.sharing_sentence, facts.no_sharing_sentence]
        case "PP003":
            own = [facts.no_sharing_sentence]
        case "PP004":
            own = [facts.sharing_sentence]
        case "PP006" | "PP026":
            own = _on_keeping(policy)
        case _:
            own = []
    return [words for words in (*own, section_heading(policy.headings)) if words]


def _on_keeping(policy: PolicyPage) -> list[str]:
    """The sentences that say how long something is kept."""
    lines = fold_lines(policy.text)
    sentences = [part for place in sorted(on_retention(lines)) for part in sentences_of(lines[place])]
    return [sentences[place] for place in sorted(on_retention(sentences))]
