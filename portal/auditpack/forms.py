"""What a package is to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.auditpack.services import SHORTEST_PURPOSE
from portal.lifecycle.models import Application, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    _ChoiceField = forms.ModelChoiceField[Application]
else:
    _ChoiceField = forms.ModelChoiceField


OFFERED = 25
"""Newest registrations that the form offers beside the field; the search finds every other."""


class ReferenceField(_ChoiceField):
    """A registration by its reference: typed, because a reseller has too many for a list."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().upper() if isinstance(value, str) else value)


class PackageForm(forms.Form):
    """Which registration, which days of consent records, and why."""

    application = ReferenceField(
        queryset=Application.objects.none(),
        to_field_name="reference",
        label=_("Registration"),
        help_text=_(
            "Its reference, such as REG-2041. The package holds its submissions, decisions, checks, evidence, wordings "
            "and consent records."
        ),
        widget=forms.TextInput(attrs={"list": "registrations", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the reference of the registration that the package is about."),
            "invalid_choice": _("No registration that you may see has the reference “%(value)s”. Look it up first."),
        },
    )
    since = forms.DateField(
        label=_("Consent records from"),
        required=False,
        help_text=_("First day, in UTC. Leave empty to begin with the first record."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the first day like 2026-03-01.")},
    )
    until = forms.DateField(
        label=_("Consent records to"),
        required=False,
        help_text=_("Last day, in UTC. Leave empty to end with the newest record."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the last day like 2026-03-31.")},
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=500,
        min_length=SHORTEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as 'Carrier audit, ticket 5512'. It is written into the package and the business sees it."),
        error_messages={
            "required": _("Say what the package is for; it becomes part of the package."),
            "min_length": _("Say a little more: who asked, and under which number."),
        },
    )
    full_numbers = forms.BooleanField(
        label=_("Write phone numbers in full"),
        required=False,
        help_text=_("Only where the purpose needs them. Otherwise the last four digits are shown."),
    )

    def __init__(self, *arguments: Any, applications: QuerySet[Application], full: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.applications = applications.exclude(kind=Kind.BRAND).select_related("organization")
        field = self.fields["application"]
        assert isinstance(field, ReferenceField)
        field.queryset = self.applications
        if not full:
            del self.fields["full_numbers"]

    def offered(self) -> list[tuple[str, str]]:
        """The newest registrations as reference and words, for the list behind the field."""
        newest = self.applications.order_by("-id")[:OFFERED]
        return [(one.reference, f"{one.title} ({one.organization})") for one in newest]
