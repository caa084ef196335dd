"""Typed refusals: what a verb answers when it will not do what was asked.

    Refusal
    ├── WrongInput    the words or values given cannot be used; says which field and what to write
    ├── WrongPerson   this person lacks the right; becomes 403
    ├── WrongState    the thing is not in a state that allows it; names the state and what is possible
    └── NotFound      there is no such thing for this person (another tenant's counts as none); becomes 404

Each carries a stable ``code`` for programs, a sentence for people, and the facts behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final


class Refusal(Exception):
    """A request that was understood and refused; never a fault of the program."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.facts = facts

    def __str__(self) -> str:
        return self.message


class WrongInput(Refusal):
    """Values that cannot be used. ``fields`` maps a field's name to the sentences shown at it."""

    code = "wrong_input"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: Mapping[str, Sequence[str]] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(message, code=code, **facts)
        self.fields: dict[str, list[str]] = {name: list(texts) for name, texts in (fields or {}).items()}


class WrongPerson(Refusal):
    """The actor may see the thing but may not do this to it."""

    code = "wrong_person"


class WrongState(Refusal):
    """The thing's state does not allow the verb. ``state`` is its state, ``possible`` the verbs it does allow."""

    code = "wrong_state"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        state: str,
        possible: Sequence[str] = (),
        **facts: Any,
    ) -> None:
        super().__init__(message, code=code, **facts)
        self.state = state
        self.possible = list(possible)


_NOTHING: Final = "Check the address: it may have a typing mistake, or belong to another organization."


class NotFound(Refusal):
    """No such thing for this person. Says nothing about whether it exists for somebody else."""

    code = "not_found"

    def __init__(self, message: str = _NOTHING, **facts: Any) -> None:
        super().__init__(message, **facts)
