"""What differs between two runs of one site, in short: which checks came to another verdict, and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

_BADNESS: Final = {
    "not_in_force": 0,
    "not_applicable": 0,
    "pass": 0,
    "": 0,
    "advice": 1,
    "warning": 2,
    "could_not_check": 3,
    "error": 4,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A check whose verdict is another than before; ``before`` or ``after`` is empty when it was not made.

    ``reason`` is why the check came to its new verdict.
    """

    check: str
    before: str
    after: str
    reason: str = ""

    @property
    def is_worse(self) -> bool:
        """Whether the site got worse by it."""
        return _BADNESS[self.after] > _BADNESS[self.before]

    @property
    def is_better(self) -> bool:
        """Whether something that was wrong, or could not be seen, is so no more."""
        return _BADNESS[self.after] < _BADNESS[self.before]


def changes_between(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The checks whose verdict changed from one run's ``checks`` to a later one's, in the later one's order."""
    old, new = ({str(row["check"]): row for row in rows} for rows in (before, after))
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        was, now_is = old.get(name, {}), new.get(name, {})
        change = Change(
            name, str(was.get("verdict", "")), str(now_is.get("verdict", "")), str(now_is.get("reason") or "")
        )
        if change.before != change.after:
            found.append(change)
    return found


def as_rows(changes: Sequence[Change]) -> list[dict[str, str]]:
    """The changes as they are kept with a run."""
    return [dataclasses.asdict(change) for change in changes]


def from_rows(rows: Sequence[Mapping[str, str]]) -> list[Change]:
    """The changes kept with a run."""
    return [Change(row["check"], row["before"], row["after"], row.get("reason", "")) for row in rows]
