"""What a registry's code means for an application: its class, and whether one may submit again after it.

A code is named `authority:code` (`tcr:9106`), because one number means different things at different registries.
Facts come from the rulebook and are copied into the decision, so that an old decision keeps the meaning it had. A code
that the directory does not have is kept as `other:CODE`: nothing is known of it, and it is answered like every other.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.common.errors import WrongInput
from portal.rules.rulebook import Code, load

TERMINAL = "terminal"
UNLISTED: Final = "other"
"""The authority of codes that the directory does not have, and of reasons given in words alone."""
IN_WORDS: Final = "other:text"
UNKNOWN: Final = "A code we do not know"
_LONGEST: Final = 40
_ENTITY_ISSUES: Final = frozenset(
    {"ein_mismatch", "ein_reuse", "business_unverified", "reseller_as_brand", "site_brand_mismatch", "sole_prop"}
)
_ENTITY_FIELDS: Final = frozenset({"legal_name", "dba_name", "ein", "business_registration_number", "entity_type"})


@dataclasses.dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code as a decision stores it. ``resubmittable`` is None where no source says; that counts as yes."""

    key: str
    authority: str
    code: str
    title: str
    resubmittable: bool | None
    severity_class: str
    class_basis: str
    fields: tuple[str, ...]

    @property
    def is_terminal(self) -> bool:
        """Whether it blocks resubmission until a reviewer records that its cause is solved (source 004, step 7.6)."""
        return self.severity_class.startswith(TERMINAL)

    @property
    def ends_eligibility(self) -> bool:
        """Whether its registry takes no resubmission after it (source 003: the codes that are not eligible)."""
        return self.resubmittable is False

    @property
    def told(self) -> str:
        """The code in a sentence: `code 9106 (Missing opt-out)`, or the spelling of one that is not known."""
        return told_of(self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """The form in which decisions store it."""
        return {**dataclasses.asdict(self), "fields": list(self.fields)}


def told_of(code: Mapping[str, Any]) -> str:
    """The same for a code as a decision stores it, numbered as its registry does; a reason in words is its words."""
    if code["key"] == IN_WORDS:
        return str(code["title"])
    if code["authority"] == UNLISTED:
        return f"{code['code']} ({UNKNOWN[0].lower()}{UNKNOWN[1:]})"
    return f"code {code['key'].rpartition(':')[2]} ({code['title']})"


def doubts_identity(key: str) -> bool:
    """Whether a code doubts who the business is: a rejection triggered by entity issues (source 004, step 7.1).

    Not one about its e-mail addresses, its phones, or the state of a registration.
    """
    code = load().codes.get(key)
    if code is None:
        return False
    named = code.category == "brand" and bool(_ENTITY_FIELDS & set(code.fields))
    return named or bool(_ENTITY_ISSUES & set(code.issues))


def sought(codes: Iterable[Mapping[str, Any]]) -> list[str]:
    """What a search finds codes by: their keys, and of those that are not known their spelling."""
    return [str(c["code"] if c["authority"] == UNLISTED else c["key"]) for c in codes if c["key"] != IN_WORDS]


def unlisted_key(spelling: str) -> str:
    """The key under which a code that the directory does not have is kept: `other:30999`. Empty without a letter."""
    plain = re.sub(r"[^A-Z0-9._-]+", "-", spelling.upper().removeprefix("OTHER:")).strip("-._")[:_LONGEST]
    return f"{UNLISTED}:{plain}" if plain else ""


def code_facts(key: str) -> CodeFacts:
    """The facts of `authority:code`, or of a bare number where it is clear; of `other:CODE` only that it is not known.

    Raises WrongInput for any other unknown code.
    """
    if key.casefold().startswith(f"{UNLISTED}:") and (named := unlisted_key(key)):
        return CodeFacts(named, UNLISTED, named.partition(":")[2], UNKNOWN, None, "", "", ())
    rulebook = load()
    try:
        return _facts(rulebook.codes[rulebook.resolve_code(key)])
    except KeyError as error:
        sentence = _(
            "The code directory has no code %(key)r. Choose one from the list, such as tcr:9106, or write %(instead)s "
            "to record it as a code we do not know."
        ) % {"key": key, "instead": unlisted_key(key) or _("its words")}
        raise WrongInput(sentence, code="code_unknown", fields={"codes": [sentence]}) from error


def all_facts(keys: Iterable[str]) -> list[CodeFacts]:
    """The facts of several codes, each once, in the order given. Raises WrongInput as ``code_facts``."""
    facts = {fact.key: fact for fact in (code_facts(key) for key in keys if key.strip())}
    return list(facts.values())


def code_choices() -> list[tuple[str, str]]:
    """Every code with its title, for the searchable picker of the decision page."""
    return _choices(load().version)


@lru_cache(maxsize=2)
def _choices(version: str) -> list[tuple[str, str]]:
    return [(key, code.title) for key, code in sorted(load().codes.items())]


def suggested(findings: Iterable[dict[str, Any]]) -> list[CodeFacts]:
    """The codes that findings name, worst findings first, each once; unknown ones are passed over."""
    rank = {"error": 0, "warning": 1}
    ordered = sorted(findings, key=lambda finding: rank.get(str(finding.get("severity")), 2))
    keys = dict.fromkeys(str(key) for finding in ordered for key in finding.get("codes") or [])
    known = load().codes
    return [_facts(known[key]) for key in keys if key in known]


def _facts(code: Code) -> CodeFacts:
    return CodeFacts(
        key=code.key,
        authority=code.authority,
        code=code.code,
        title=code.title,
        resubmittable=code.resubmittable,
        severity_class=code.severity_class,
        class_basis=code.class_basis,
        fields=tuple(code.fields),
    )
