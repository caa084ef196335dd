"""What the decision page's forms have in common: a verb, its questions, and codes to choose."""

from __future__ import annotations

import re
import uuid
from typing import Any, ClassVar, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.common.actor import Actor
from portal.common.errors import WrongInput
from portal.desk.review.canned.filling import left_in
from portal.desk.review.choices import choice_of, facts_named
from portal.desk.review.reading import Review
from portal.lifecycle import services
from portal.lifecycle.codes import all_facts

SMALL: Final = forms.Textarea(attrs={"rows": 2})
_LONGEST: Final = 40_000
"""Characters of a text that goes into decisions and e-mails; the longest notices fit."""
_TOLD: Final = ("note_to_customer", "field_note", "reason")
"""The questions whose answers a business reads, and into which canned notes are put."""


class VerbForm(forms.Form):
    """A verb as a form. ``title`` heads it, ``button`` names the act, ``tone`` colours the button."""

    verb: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]
    tone: ClassVar[str] = "primary"
    hint: ClassVar[Any] = ""

    submission_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, review: Review, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review
        self.fields["submission_number"].initial = review.application.submission_count
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.validators.append(MaxLengthValidator(_LONGEST))
        self.prepare(review)

    def prepare(self, review: Review) -> None:
        """Fills choices and initial values from the application."""

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        """Does the verb. Raises the refusals of its service."""
        raise NotImplementedError

    def guard_proposal(self) -> None:
        """Raises what its service would refuse at once, before it is put before a second person."""

    def clean(self) -> dict[str, Any]:
        """The answers. A name in braces that nobody replaced is refused where a business would read it."""
        data = super().clean() or {}
        for name in _TOLD:
            if left := left_in(data.get(name) or ""):
                sentence = _("Write what %(name)s stands for: the business would read it as it is.")
                self.add_error(name, sentence % {"name": f"{{{left[0]}}}"})
        return data

    @property
    def target(self) -> dict[str, Any]:
        """The application's id and the submission the reviewer looked at."""
        return {
            "application_id": self.review.application.id,
            "submission_number": self.cleaned_data["submission_number"],
        }

    @property
    def takes_two(self) -> bool:
        """Whether a second reviewer has to carry it out."""
        submission = self.review.submission
        return submission is not None and services.needs_second(self.review.application, submission, self.verb)

    def typed(self, data: QueryDict) -> dict[str, list[str]]:
        """What the form's questions read of what was sent: the last answer only, where they take no more than one."""
        found = {name: data.getlist(name) for name in self.fields if name in data}
        several = forms.MultipleChoiceField
        return {name: sent if isinstance(self.fields[name], several) else sent[-1:] for name, sent in found.items()}

    def take(self, refusal: WrongInput) -> None:
        """Shows a service's refusal at the fields it names."""
        shown = False
        for name, sentences in refusal.fields.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
                shown = True
        if not shown:
            self.add_error(None, refusal.message)


class CodesMixin(forms.Form):
    """Codes: those that the findings suggest as boxes, others typed with the directory behind them."""

    codes = forms.MultipleChoiceField(
        required=False, label=_("Codes the findings suggest"), widget=forms.CheckboxSelectMultiple
    )
    more_codes = forms.CharField(
        required=False,
        label=_("Other codes"),
        help_text=_("Separate them by commas. Type a number or words to search, such as tcr:9106."),
        widget=forms.TextInput(attrs={"list": "code-directory", "autocomplete": "off"}),
    )

    def offer_codes(self, review: Review, *, found: str = "") -> None:
        """Offers the suggested codes and those read from a notice; without any, the field is left out."""
        facts = {fact.key: fact for fact in (*facts_named(found), *review.suggested_codes)}
        if facts:
            self.fields["codes"].choices = [choice_of(fact) for fact in facts.values()]  # type: ignore[attr-defined]
        else:
            del self.fields["codes"]

    def clean_more_codes(self) -> str:
        """The text as typed. Raises ValidationError naming a code that the directory does not have."""
        typed: str = self.cleaned_data["more_codes"]
        try:
            all_facts(_split(typed))
        except WrongInput as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return typed

    def chosen_codes(self) -> list[str]:
        """Every code ticked or typed."""
        return [*self.cleaned_data.get("codes", []), *_split(self.cleaned_data.get("more_codes") or "")]


def _split(text: str) -> list[str]:
    return [code for code in re.split(r"[,;\s]+", text) if code]
