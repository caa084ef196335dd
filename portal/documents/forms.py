"""What the wording builder asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.wordings import MOST_PER_MONTH, template_choices


class WordingForm(forms.Form):
    """Which template, and how many messages it announces."""

    template = forms.ChoiceField(label=_("Template"), required=False)
    count = forms.IntegerField(
        label=_("Most messages a month"), min_value=1, max_value=MOST_PER_MONTH, initial=4, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("The one that fits the use case")), *template_choices()]

    def choices(self) -> tuple[str, int]:
        """(template, count); what is missing or unusable falls back to the fitting template and 4."""
        if not self.is_valid():
            return "", 4
        return self.cleaned_data["template"], self.cleaned_data["count"] or 4
