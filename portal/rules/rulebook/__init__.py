# ruff: noqa: SIM905 - a word list reads better as words
"""The rulebook: what the sources and the providers say, as data with its source, dates, version and hash.

It is loaded once, checked as a whole (a code that names an unknown field, a method that asks for an unknown paper, a
template for an unknown use case: loading fails), and hashed; the version that goes with every verdict ends with that
hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from portal.rules.rulebook.codes import Code, read_codes
from portal.rules.rulebook.fault import RulebookFault
from portal.rules.rulebook.schema import check_documents

__all__ = ["Code", "Rulebook", "RulebookFault", "load", "packaged", "using"]

EDITION = "2026.11"
_DOCUMENTS = (
    "approval_times authorities brand_windows carrier_policies conflicts do_not_call fields issues keywords "
    "limits notices opt_in_methods prohibited providers quiet_hours remediation symptoms templates thresholds "
    "throughput toll_free trust_factors use_cases verticals"
).split()
# How rules.json of the reading notes and people in a hurry spell codes that belong to another authority.
_BARE = {
    "4795": "bandwidth:4795",
    "1001": "infobip:1001",
    "1002": "infobip:1002",
    "1005": "infobip:1005",
    "2102": "bandwidth_vetting:2102",
    "541": "portal:DLR_541",
    "542": "portal:DLR_542",
    "106": "portal:DLR_106",
    "795": "portal:DLR_795",
    "dca2": "portal:SNOWSHOE",
}


@dataclass(frozen=True)
class Rulebook:
    """Everything the rules look up. ``version`` is stored with every verdict."""

    version: str
    sha256: str
    codes: Mapping[str, Code]
    documents: Mapping[str, Mapping[str, Any]]

    @property
    def authorities(self) -> Mapping[str, Mapping[str, str]]:
        """Who issues codes, with how complete our list of theirs is."""
        return dict(self.documents["authorities"]["authorities"])

    @property
    def fields(self) -> frozenset[str]:
        """The data model's field names."""
        return frozenset(self.documents["fields"]["fields"])

    @property
    def use_cases(self) -> Mapping[str, Mapping[str, Any]]:
        """Use cases by registry spelling: title, approval window in business days, throughput, words."""
        return {entry["code"]: entry for entry in self.documents["use_cases"]["use_cases"]}

    @property
    def opt_in_methods(self) -> Mapping[str, Mapping[str, Any]]:
        """Opt-in methods with the kinds of evidence each demands (source 004, step 4.4)."""
        return dict(self.documents["opt_in_methods"]["methods"])

    @property
    def prohibited(self) -> tuple[Mapping[str, Any], ...]:
        """Content categories with each carrier's verdict and the words that give them away."""
        return tuple(self.documents["prohibited"]["categories"])

    @property
    def templates(self) -> Mapping[str, Any]:
        """Message, consent and reply templates."""
        return self.documents["templates"]

    @property
    def brand_windows(self) -> tuple[Mapping[str, Any], ...]:
        """Approval windows of brands by kind of entity, in business days."""
        return tuple(self.documents["brand_windows"]["windows"])

    def keywords(self, name: str) -> tuple[str, ...]:
        """A keyword set: stop, stop_current, stop_all, help, start, join."""
        return tuple(self.documents["keywords"]["sets"][name])

    def resolve_code(self, spelling: str) -> str:
        """The key ``authority:code`` for any accepted spelling; raises ``KeyError`` for one that does not resolve."""
        spelling = spelling.strip()
        candidates = [spelling, _BARE.get(spelling, "")]
        if spelling.upper().startswith("TF"):
            candidates.append(f"toll_free_aggregator:{spelling[2:]}")
        if spelling.isdigit():
            candidates += [f"tcr:{spelling}" if len(spelling) == 4 else f"toll_free_aggregator:{spelling}"]
            candidates += [f"telnyx:{spelling}", f"twilio:{spelling}"]
        else:
            candidates += [f"portal:{spelling.upper()}", f"aws:{spelling.upper()}"]
        for key in candidates:
            if key in self.codes:
                return key
        raise KeyError(spelling)

    def same_number(self, code: Code) -> tuple[Code, ...]:
        """Codes of other authorities that bear the same number; they mean what their own authority says."""
        return tuple(other for other in self.codes.values() if other.code == code.code and other.key != code.key)

    def related(self, code: Code) -> tuple[Code, ...]:
        """Codes of other authorities for the same denial or problem: stated equivalents first, then most in common."""
        shared = dict.fromkeys(code.equivalents, 99)
        shared |= {other.key: 99 for other in self.codes.values() if code.key in other.equivalents}
        for other in self.codes.values():
            if other.authority != code.authority and (common := len(set(other.issues) & set(code.issues))):
                shared.setdefault(other.key, common)
        return tuple(self.codes[key] for key in sorted(shared, key=lambda key: (-shared[key], key)))

    @property
    def issues(self) -> Mapping[str, str]:
        """The problems that codes of several authorities name, with their titles."""
        return dict(self.documents["issues"]["issues"])

    def search_codes(self, text: str) -> list[Code]:
        """Codes whose number, title, cause, fix or authority hold every word of ``text``; exact numbers first."""
        words = text.casefold().replace(":", " ").split()
        if not words:
            return []
        found = [code for code in self.codes.values() if all(word in code.haystack for word in words)]
        return sorted(found, key=lambda code: (code.code.casefold() not in words, code.authority != "tcr", code.key))


_IN_USE: ContextVar[Callable[[], Rulebook] | None] = ContextVar("rulebook_in_use", default=None)


def load() -> Rulebook:
    """The rulebook in use here: the published one, or what ``using`` was told; raises ``RulebookFault``."""
    chosen = _IN_USE.get()
    return packaged() if chosen is None else chosen()


@contextmanager
def using(provider: Callable[[], Rulebook]) -> Iterator[None]:
    """Within it ``load`` gives what the provider gives; it is asked when first needed, and once."""
    token = _IN_USE.set(lru_cache(maxsize=1)(provider))
    try:
        yield
    finally:
        _IN_USE.reset(token)


@lru_cache(maxsize=1)
def packaged() -> Rulebook:
    """The rulebook as published, loaded and checked once; raises ``RulebookFault`` naming every fault it holds."""
    here = resources.files(__package__)
    digest = hashlib.sha256()
    documents: dict[str, dict[str, Any]] = {}
    for name in _DOCUMENTS:
        raw = here.joinpath(f"{name}.json").read_bytes()
        digest.update(raw)
        documents[name] = json.loads(raw)
    codes: dict[str, Code] = {}
    for authority in sorted(documents["authorities"]["authorities"]):
        raw = here.joinpath("codes", f"{authority}.jsonl").read_bytes()
        digest.update(raw)
        codes |= read_codes(authority, raw.decode())
    check_documents(documents, codes)
    sha256 = digest.hexdigest()
    return Rulebook(version=f"{EDITION}+{sha256[:12]}", sha256=sha256, codes=codes, documents=documents)
