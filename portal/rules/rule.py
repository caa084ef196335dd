"""What a rule is and what it may know.

A rule is one small file in ``packs/<authority>/`` that holds ``RULE``. Its samples are run by a test, its words
become a page of ``docs/rules``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.rules.profiles import Profile
from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rulebook import Rulebook

GROUPS: Mapping[str, str] = {
    "BR": "Brand",
    "CD": "Campaign description",
    "CM": "Campaign as a whole",
    "SM": "Sample message",
    "UC": "Use case",
    "OW": "Opt-in wording",
    "OF": "Opt-in form",
    "PP": "Privacy policy",
    "TS": "Terms",
    "WS": "Website and certificate",
    "TF": "Toll-free brief",
    "KW": "Keyword replies",
    "CT": "Prohibited content",
    "CR": "Consent record",
    "DN": "Do-not-call practice",
    "VT": "Vertical",
}


@dataclass(frozen=True)
class Context:
    """What a rule may know beside its subject. ``whole`` is the registration that the subject is part of."""

    profile: Profile
    rulebook: Rulebook
    on: date
    channel: str = "10dlc"
    whole: Any = None
    others: tuple[Mapping[str, Any], ...] = ()
    # The day of the judgement and the reseller's own name, where the caller tells them; rules that need one of them
    # do not apply without it.
    today: date | None = None
    reseller: str = ""

    def limit(self, name: str) -> int:
        """A limit of the profile in use, on the day that is judged."""
        return self.profile.limit(name, self.on)


def always(subject: Any, context: Context) -> bool:
    """The rule applies whatever is known."""
    return True


@dataclass(frozen=True)
class Rule:
    """One rule with everything a reader wants to know about it.

    ``good`` and ``bad`` are inputs of :func:`portal.rules.engine.lint`; a bad one draws this rule, a good one does
    not. ``mend`` is for rules on pages: the edit in the page's source. ``in_force_from`` and ``in_force_until`` bound
    the days on which the rule counts. ``needs`` names patterns of which at least one has to match in a text before
    ``check`` can find anything there; without them every text is checked.
    """

    id: str
    name: str
    authority: str
    citation: str
    severity: Verdict
    subjects: tuple[type, ...]
    check: Callable[[Any, Context], Iterable[Hit]]
    what: str
    why: str
    fix: str
    good: tuple[dict[str, Any], ...]
    bad: tuple[dict[str, Any], ...]
    codes: tuple[str, ...] = ()
    field: str = ""
    applies: Callable[[Any, Context], bool] = always
    needs: Callable[[], tuple[Any, ...]] | None = None
    mend: Callable[[str, str], Edit | None] | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    enforced: bool = True

    @property
    def group(self) -> str:
        """The two letters that say what the rule judges."""
        return self.id[:2]

    def in_force(self, day: date) -> bool:
        """Whether the rule counts on this day."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day <= self.in_force_until
        )
