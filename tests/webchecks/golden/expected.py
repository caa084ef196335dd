"""What each change of a golden page comes to: the verdict of the check, and the rules or the reason that say why."""

from __future__ import annotations

import dataclasses
from typing import Final


@dataclasses.dataclass(frozen=True, slots=True)
class Expected:
    """``verdicts`` are those of the check; ``drawn`` are rules among its findings, ``reason`` that of the check."""

    check: str
    verdict: str
    drawn: frozenset[str] = frozenset()
    reason: str | None = None


def _content(check: str, verdict: str, *drawn: str, reason: str | None = None) -> Expected:
    return Expected(check, verdict, frozenset(drawn), reason)


_POLICY, _FORM, _TERMS = "privacy_policy.content", "opt_in.form", "terms.content"
POLICY: Final = {
    "negation removed": _content(_POLICY, "error", "PP002", "PP004"),
    "exception added": _content(_POLICY, "error", "PP002"),
    "only selling denied": _content(_POLICY, "error", "PP002", "PP003"),
    "section renamed": _content(_POLICY, "warning", "PP009"),
    "section named otherwise": _content(_POLICY, "error", "PP001"),
    "section in a picture": _content(_POLICY, "error", "PP001", "PP002"),
    "section hidden": _content(_POLICY, "error", "PP001", "PP002"),
    "cut off": _content(_POLICY, "error", "PP001", "PP002"),
    "french": _content(_POLICY, "error", "PP001", "PP002"),
    "shell": _content(_POLICY, "could_not_check", reason="needs_browser"),
}
FORM: Final = {
    "box ticked": _content(_FORM, "error", "OF002"),
    "box required": _content(_FORM, "error", "OF003"),
    "box ticked by script": _content(_FORM, "error", "OF026"),
    "consent preset": _content(_FORM, "error", "OF008"),
    "link broken": _content(_FORM, "warning", "OF030"),
    "popup link": _content(_FORM, "warning", "OF030"),
    "links gone": _content(_FORM, "error", "OF006", "OF007"),
    "wording after the button": _content(_FORM, "pass"),
    "in a closed dialog": _content(_FORM, "error", "OF021"),
    "label in a picture": _content(_FORM, "error"),
    "label hidden": _content(_FORM, "error"),
    "small print": _content(_FORM, "error", "OF027"),
    "french": _content(_FORM, "error"),
    "cut off": _content(_FORM, "error", "OF004"),
    "shell": _content(_FORM, "could_not_check", reason="needs_browser"),
}
HOME: Final = {
    "footer hidden": Expected("home.links", "warning", reason="hidden_link"),
    "cut off": Expected("home.links", "error", reason="not_linked"),
    "link broken": Expected("home.links", "error", reason="not_linked"),
    "french": Expected("home.language", "error", reason="not_english"),
    "french with a switch": Expected("home.language", "pass"),
    "coming soon": Expected("home.reachable", "error", reason="placeholder_page"),
    "shell": Expected("home.reachable", "could_not_check", reason="needs_browser"),
}
TERMS: Final = {
    "privacy policy unnamed": _content(_TERMS, "error", "TS005"),
    "rates removed": _content(_TERMS, "error", "TS003"),
    "section hidden": _content(_TERMS, "error", "TS001", "TS021"),
    "consent by terms": _content(_TERMS, "error", "TS007"),
    "shell": _content(_TERMS, "could_not_check", reason="needs_browser"),
}
SOUND: Final = {
    "home": ("home.reachable", "home.language", "home.links", "identity.name", "contact.visible"),
    "privacy_policy": (_POLICY, "privacy_policy.found"),
    "terms": (_TERMS, "terms.found"),
    "opt_in": (_FORM, "opt_in.found"),
}
"""Checks that pass on a golden page as it is, and after any change that a reader does not mind."""
