"""What reviewers type about canned notes and to each other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import VerbForm
from portal.desk.review.canned.filling import PLACEHOLDERS
from portal.desk.review.canned.services import NOTED_VERBS

_VERB_NAMES = {
    "request_changes": _("Request changes"),
    "record_rejection": _("Record a rejection"),
    "record_approval": _("Record an approval"),
}


class CannedForm(VerbForm):
    """A note with what it is offered for."""

    title = forms.CharField(label=_("Title"), max_length=100, error_messages={"required": _("Enter a title.")})
    text = forms.CharField(
        label=_("Text"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("These stand for what differs from one registration to the next: ")
        + " ".join(f"{{{name}}}" for name in PLACEHOLDERS),
        error_messages={"required": _("Enter the note.")},
    )
    codes = forms.CharField(
        label=_("Offered first for these codes"),
        required=False,
        help_text=_("Separated by commas, such as tcr:9106; empty: for every code."),
    )
    verbs = forms.MultipleChoiceField(
        label=_("Offered for these decisions"),
        required=False,
        choices=[(verb, _VERB_NAMES[verb]) for verb in NOTED_VERBS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for all of them."),
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        codes = [code.strip() for code in self.cleaned_data["codes"].split(",") if code.strip()]
        return {**self.cleaned_data, "codes": codes}


class InternalNoteForm(VerbForm):
    """A line to the other reviewers."""

    text = forms.CharField(
        label=_("Note to the other reviewers"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the note.")},
    )
