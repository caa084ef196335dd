"""The letter of an appeal as a form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.errors import WrongInput
from portal.documents.appeals import LABELS, MOST, asked

_LONG = frozenset({"business_impact", "remediation", "request", "rejection_code"})


class LetterForm(forms.Form):
    """The eight parts of the letter (source 004, step 7.1, phase 4)."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        titles = asked()
        for name, label in LABELS.items():
            rows = {"rows": 5 if name == "remediation" else 2}
            hint = titles.get(name, "")
            self.fields[name] = forms.CharField(
                label=_(label),
                required=False,
                max_length=MOST,
                help_text="" if hint == label else hint,
                widget=forms.Textarea(attrs=rows) if name in _LONG else forms.TextInput,
            )

    def take(self, refusal: WrongInput) -> None:
        """Shows the refusal at the parts it names."""
        for name, sentences in refusal.fields.items():
            self.add_error(name if name in self.fields else None, list(sentences))
        if not refusal.fields:
            self.add_error(None, refusal.message)
