"""Forms of one topic: nothing in them is required, because a draft may be incomplete at every moment.

What a field must be is said by the room's cleaners when the answer is stored; the form only keeps and shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.drafting import base_of, version_of
from brands.models import Draft
from brands.topics import Topic

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"


def text(
    label: Words, hint: Words, *, max_length: int | None = None, inputmode: str = "", autocomplete: str = ""
) -> forms.CharField:
    """A line of text."""
    attributes = {"inputmode": inputmode, "autocomplete": autocomplete}
    widget = forms.TextInput(attrs={name: value for name, value in attributes.items() if value})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=max_length, widget=widget)


def long_text(label: Words, hint: Words, *, rows: int = 4, limit: int = 0) -> forms.CharField:
    """Several lines of text; ``limit`` is the number of characters that the counter beside it counts up to."""
    attributes: dict[str, Any] = {"rows": rows, "data-counter": "characters"}
    if limit:
        attributes["data-limit"] = limit
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs=attributes))


def choice(label: Words, choices: Iterable[Any], hint: Words) -> forms.ChoiceField:
    """One of a list, or not chosen yet."""
    return forms.ChoiceField(label=label, help_text=hint, required=False, choices=[("", _("Choose")), *choices])


def several(label: Words, choices: Iterable[Any], hint: Words) -> forms.MultipleChoiceField:
    """Any of a list, as boxes."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=False, choices=list(choices), widget=forms.CheckboxSelectMultiple
    )


def yes(label: Words, hint: Words) -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=label, help_text=hint, required=False)


def day(label: Words, hint: Words) -> forms.DateField:
    """A date."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a date as year-month-day, like 2019-04-30.")},
    )


class LinesField(forms.CharField):
    """Several short answers, one per line (or separated by commas, unless an answer may contain one)."""

    def __init__(self, *, most: int, longest: int, commas: bool = True, **options: Any) -> None:
        self.most, self.longest = most, longest
        self.separator = r"[\n,]" if commas else r"\n"
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def prepare_value(self, value: Any) -> Any:
        """The stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The lines as a list. Raises ValidationError when there are too many or one is too long."""
        lines = [line.strip() for line in re.split(self.separator, super().to_python(value) or "") if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("Enter at most %(most)s, one per line.") % {"most": self.most})
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(_("Use at most %(n)s characters in each line.") % {"n": self.longest})
        return lines

    def validate(self, value: Any) -> None:
        """Nothing more: an empty list is an answer that is not given yet."""

    def run_validators(self, value: Any) -> None:
        """Nothing more: the lines were judged one by one."""


class TopicForm(forms.Form):
    """The questions of one topic. ``numbered`` names lists that are asked as one field per entry.

    A list ``sample_messages`` of 5 becomes the fields ``sample_messages_0`` to ``sample_messages_4``.
    """

    numbered: ClassVar[Mapping[str, int]] = {}
    needed: ClassVar[frozenset[str]] = frozenset()
    """Fields a submission needs; the others are marked as optional. A draft may lack them all."""
    use_required_attribute = False

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    registration = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            field.required = name in self.needed

    def full_clean(self) -> None:
        """Judges what was typed and never what was left empty."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name, field in self.fields.items():
            field.required = name in self.needed

    @classmethod
    def of(cls, row: Draft, topic: Topic, *, registration: str = "") -> TopicForm:
        """The form with the stored answers in it."""
        initial: dict[str, Any] = {"version": version_of(row, topic.fields), "registration": registration}
        initial["base"] = base_of(row, topic.fields)
        for name in topic.fields:
            value = getattr(row, name)
            if name in cls.numbered:
                initial |= {f"{name}_{place}": entry for place, entry in enumerate(value)}
            else:
                initial[name] = value
        return cls(initial=initial)

    def answers(self, fields: Sequence[str]) -> dict[str, Any]:
        """What was typed, by field of the model. What no column takes is left out."""
        found: dict[str, Any] = {}
        for name in fields:
            if name in self.numbered:
                entries = [str(self.cleaned_data.get(f"{name}_{i}") or "") for i in range(self.numbered[name])]
                found[name] = [entry.replace("\r\n", "\n") for entry in entries if entry.strip()]
            elif name in self.cleaned_data:
                value = self.cleaned_data[name]
                found[name] = value.replace("\r\n", "\n") if isinstance(value, str) else value
        return found

    def tell(self, problems: Mapping[str, Iterable[str]]) -> None:
        """Shows sentences at the fields they are about."""
        for name, sentences in problems.items():
            place = name if name in self.fields else None
            if place is None and name in self.numbered:
                place = f"{name}_0"
            for sentence in sentences:
                self.add_error(place, sentence)

    def named_by(self, finding_field: str) -> str:
        """The form field that a finding's path is about: ``sample_messages[1]`` is ``sample_messages_1``."""
        found = re.fullmatch(r"(?:.*\.)?(\w+)\[(\d+)\]", finding_field)
        if found and found[1] in self.numbered:
            return f"{found[1]}_{found[2]}"
        return finding_field.rpartition(".")[2]
