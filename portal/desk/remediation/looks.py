"""Whether the website was seen for a code of a rejection: what nobody looked at is never called mended."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

from brands.checking import WebTarget
from portal.rules.result import Verdict
from portal.rules.rule import Rule
from portal.rules.rulebook import Code
from portal.rules.subjects import OptInForm
from portal.webchecks.models import CheckRun

_CHECKS: Final = {
    "website": "home.",
    "privacy_policy_url": "privacy_policy.",
    "terms_url": "terms.",
    "opt_in_url": "opt_in.",
}
"""The checks of each page, by the answer that has its address."""
_OF_PAGES: Final = ("website", "privacy_policy")


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """What is looked at for the answers as they stand, and the check that did so and still counts."""

    web: WebTarget | None = None
    run: CheckRun | None = None


NOBODY_LOOKED: Final = Look()


@dataclasses.dataclass(frozen=True, slots=True)
class Unseen:
    """Why a code's pages cannot be judged: no check counts (``run`` is None), or it could not make these ``checks``."""

    can_look: bool
    run: CheckRun | None = None
    checks: tuple[str, ...] = ()


def unseen_of(look: Look, entry: Code | None, rules: Iterable[Rule]) -> Unseen | None:
    """What nobody saw of the pages that a code is about; None where it is about none, or all of it was seen."""
    pages = _pages_of(entry, rules) if entry else set()
    if look.web is not None and not look.web.opt_in_url:
        pages.discard("opt_in_url")
    if not pages:
        return None
    if look.run is None:
        return Unseen(look.web is not None)
    answers = {check["check"]: check["verdict"] for check in look.run.checks}
    blind: list[str] = []
    unasked = False
    for prefix in (_CHECKS[page] for page in sorted(pages)):
        asked = [name for name in answers if name.startswith(prefix)]
        blind += [name for name in asked if answers[name] == Verdict.COULD_NOT_CHECK]
        unasked = unasked or not asked
    return Unseen(True, look.run, tuple(blind)) if blind or unasked else None


def _pages_of(entry: Code, rules: Iterable[Rule]) -> set[str]:
    """The answers with the addresses of the pages that a code is about."""
    named = {field for field in entry.fields if field in _CHECKS}
    if entry.category in _OF_PAGES:
        return named or {"website"}
    reads_form = entry.category == "consent" and any(OptInForm in rule.subjects for rule in rules)
    return {"opt_in_url"} if reads_form or "opt_in_url" in named else set()
