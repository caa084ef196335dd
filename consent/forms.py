"""Forms of the consent room."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.models import Program
from portal.common.errors import WrongInput
from portal.common.phone import to_e164


class OptInForm(forms.Form):
    """The hosted sign-up. Neither field is required: leaving the box unticked signs nobody up (source 000, line 36)."""

    number = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel-national", "inputmode": "tel"}),
    )
    agree = forms.BooleanField(required=False)
    website = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    wording = forms.UUIDField(widget=forms.HiddenInput)
    visit = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, program: Program, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        wording = program.current_wording
        self.fields["agree"].label = wording.text if wording else ""
        if not self.is_bound:
            self.initial["wording"] = wording.id if wording else None
            self.initial["visit"] = uuid.uuid4()

    def clean_number(self) -> str:
        """E.164, or empty."""
        text: str = self.cleaned_data["number"].strip()
        if not text:
            return ""
        try:
            return to_e164(text, field="number")
        except WrongInput as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean(self) -> dict[str, object]:
        """A ticked box needs a number, and a number alone is no consent."""
        data: dict[str, object] = super().clean() or {}
        if "number" in self.errors:
            return data
        if data.get("agree") and not data.get("number"):
            self.add_error("number", _("Enter the mobile number that should get the messages."))
        elif not data.get("agree"):
            self.add_error("agree", _("Nothing was sent. Tick the box if you want these messages; leave it if not."))
        return data

    @property
    def is_bot(self) -> bool:
        """Whether the field that people do not see was filled."""
        return bool(self.data.get("website"))


class LookupForm(forms.Form):
    """A number to look up, in any usual spelling."""

    number = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        help_text=_("Any spelling: (312) 555-0142, 312-555-0142 or +13125550142. The look-up shows it masked."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"}),
        error_messages={"required": _("Enter the phone number you want the record of.")},
    )

    def clean_number(self) -> str:
        """E.164."""
        try:
            return to_e164(self.cleaned_data["number"], field="number")
        except WrongInput as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class HoldForm(forms.Form):
    """The case a record is held for; empty lifts the hold."""

    reason = forms.CharField(
        label=_("Legal hold"),
        required=False,
        max_length=300,
        help_text=_("Name the case; the record is then kept whatever its dates say. Leave empty to lift the hold."),
        error_messages={"max_length": _("Name the case in up to 300 characters.")},
    )
