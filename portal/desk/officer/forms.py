"""What an officer asks the trail for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.audit.acts import Act

_AREAS = sorted({act.value.split(":", 1)[0] for act in Act})


class TrailForm(forms.Form):
    """Filters of the trail; everything is optional."""

    act = forms.ChoiceField(
        label=_("Area"),
        required=False,
        choices=[("", _("Everything")), *((f"{area}:", area.capitalize()) for area in _AREAS)],
    )
    registration = forms.CharField(
        label=_("Registration and its parts"),
        required=False,
        max_length=20,
        widget=forms.SearchInput,
    )
    words = forms.CharField(label=_("Name or reference"), required=False, max_length=100, widget=forms.SearchInput)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the first day like 2026-03-01.")},
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the last day like 2026-03-31.")},
    )
