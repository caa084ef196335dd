"""What was typed into a form, in the form's own words: its questions, and the words of what was chosen."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from django.forms import BooleanField, Field, PasswordInput
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.keeping import KeptForm
from portal.common.forms import questions_at
from portal.rules.questions import answer_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = 160
"""Characters of a long answer that stand before it is unfolded."""


@dataclasses.dataclass(frozen=True, slots=True)
class Typed:
    """A question and its answer."""

    question: str
    answer: str

    @property
    def head(self) -> str:
        """The beginning of an answer that is too long to stand open; empty for a short one."""
        line = " ".join(self.answer[: 2 * _HEAD].split())
        return f"{line[:_HEAD]}…" if len(self.answer) > 2 * _HEAD else ""


def in_words(request: HttpRequest, form: KeptForm) -> list[Typed]:
    """What the person typed or chose there; never a password, and nothing that the form added itself."""
    questions = questions_at(request, form.path)
    answers: dict[str, list[str]] = {}
    for name, value in form.typed:
        answers.setdefault(name, []).append(value)
    return [
        Typed(_question(name, questions.get(name)), "\n".join(_answer(value, questions.get(name)) for value in values))
        for name, values in answers.items()
        if name not in questions or not _is_unseen(questions[name])
    ]


def _is_unseen(field: Field) -> bool:
    return field.widget.is_hidden or isinstance(field.widget, PasswordInput)


def _question(name: str, field: Field | None) -> str:
    """The form's label; for a field that no form knows (any more) its name made readable."""
    if field is not None and field.label:
        return str(field.label)
    stem, number = re.fullmatch(r"(.*?)(?:_(\d{1,3}))?", name, re.DOTALL).groups()  # type: ignore[union-attr]
    text = answer_name((stem or name).replace("-", " "))
    return _("%(answer)s, no. %(number)d") % {"answer": text, "number": int(number) + 1} if number else text


def _answer(value: str, field: Field | None) -> str:
    if isinstance(field, BooleanField):
        return _("Yes")
    named = {**getattr(field, "known", {}), **dict(_flat(getattr(field, "choices", ())))}
    return str(named.get(value, value))


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Single choices, those of groups too."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
