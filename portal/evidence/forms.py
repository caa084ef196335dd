"""What people send when they upload a paper or take one away."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import VerbForm
from portal.evidence.kinds import DocumentKind


class PlaceForm(VerbForm):
    """Where a paper belongs: which subject, which field of it, and the page to go back to."""

    subject_kind = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    subject_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def subject(self) -> tuple[str, uuid.UUID] | None:
        """The subject named, or None."""
        kind, subject_id = self.cleaned_data.get("subject_kind"), self.cleaned_data.get("subject_id")
        return (kind, subject_id) if kind and subject_id else None


class UploadForm(PlaceForm):
    """A file and which paper it is; ``kinds`` narrows the papers to choose from, one alone needs no choice."""

    kind = forms.ChoiceField(
        label=_("Which paper is it?"),
        choices=DocumentKind.choices,
        error_messages={"required": _("Choose which paper this is."), "invalid_choice": _("Choose which paper it is.")},
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PNG, JPEG, GIF or WebP picture, or PDF up to 100 pages; at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"data-upload": ""}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file to upload.")},
    )

    def __init__(self, *args: Any, kinds: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = [str(kind) for kind in kinds if str(kind) in DocumentKind.values]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        if wanted:
            field.choices = [(kind, DocumentKind(kind).label) for kind in wanted]
        if len(wanted) == 1:
            field.initial = wanted[0]
            field.widget = forms.HiddenInput()
