"""What people type when they sign up, invite, make keys and change settings."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import DncScope, Organization, OrganizationKind, TemporaryEndsAtFinal
from portal.accounts.permissions import Permission, roles_of
from portal.accounts.services.keys import LIFETIMES
from portal.accounts.services.settings import FIELDS, PROFILES, RANGES
from portal.common.errors import WrongInput

_TIME_ZONES = [
    ("America/New_York", _("Eastern")),
    ("America/Chicago", _("Central")),
    ("America/Denver", _("Mountain")),
    ("America/Phoenix", _("Arizona")),
    ("America/Los_Angeles", _("Pacific")),
    ("America/Anchorage", _("Alaska")),
    ("Pacific/Honolulu", _("Hawaii")),
    ("America/Puerto_Rico", _("Atlantic (Puerto Rico)")),
]

RIGHTS: dict[str, Any] = {
    Permission.REGISTRATION_VIEW: _("See registrations"),
    Permission.REGISTRATION_EDIT: _("Edit registrations"),
    Permission.REGISTRATION_SUBMIT: _("Submit registrations"),
    Permission.TEMPORARY_REQUEST: _("Ask for a temporary registration"),
    Permission.APPLICATION_REVIEW: _("See the review queue"),
    Permission.APPLICATION_DECIDE: _("Decide on registrations"),
    Permission.TEMPORARY_DECIDE: _("Decide on temporary registrations"),
    Permission.EVIDENCE_UPLOAD: _("Upload evidence"),
    Permission.CONSENT_VIEW: _("See consent records"),
    Permission.CONSENT_WRITE: _("Record consent"),
    Permission.PACKAGE_MAKE: _("Make audit packages"),
    Permission.TRAIL_VIEW: _("See the trail"),
    Permission.SUPPORT_OPEN: _("Ask for help"),
    Permission.SUPPORT_ANSWER: _("Answer requests for help"),
}


class VerbForm(forms.Form):
    """A form whose verb may refuse: ``add_refusal`` puts the words of a refusal at the fields."""

    def add_refusal(self, refusal: WrongInput) -> None:
        """Shows a refusal at its fields, or on top when it names none that the form has."""
        for name, sentences in (refusal.fields or {"": [refusal.message]}).items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class BusinessForm(VerbForm):
    """The business that a person signs up."""

    business_name = forms.CharField(
        label=_("Name of the business"),
        max_length=150,
        help_text=_("As customers know it. The legal name comes later, from your EIN letter."),
        error_messages={"required": _("Enter the name of the business.")},
    )


class PersonForm(VerbForm):
    """Name and password of a new person."""

    name = forms.CharField(
        label=_("Your full name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. Three or four words in a row are easy to remember."),
        error_messages={"required": _("Choose a password.")},
    )


class SignUpForm(PersonForm, BusinessForm):
    """A new person with a new business."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address, like anna@example.com."),
        },
    )
    field_order = ("business_name", "name", "email", "password")


class RoleForm(VerbForm):
    """A role in an organization of a kind."""

    role = forms.ChoiceField(label=_("Role"), error_messages={"invalid_choice": _("Choose one of the roles.")})

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, role.value.replace("_", " ").capitalize()) for role in roles_of(kind)]


class InviteForm(RoleForm):
    """Who is invited, as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter the e-mail address of the person."),
            "invalid": _("Enter an e-mail address, like anna@example.com."),
        },
    )
    field_order = ("email", "role")


class KeyForm(VerbForm):
    """A new key: what uses it, what it may do, how long."""

    name = forms.CharField(
        label=_("What will use the key?"),
        max_length=100,
        error_messages={"required": _("Enter what will use the key, like “Website sign-up form”.")},
    )
    permissions = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one right.")},
    )
    lifetime_days = forms.TypedChoiceField(
        label=_("How long is it good for?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[*[(days, _("%(days)s days") % {"days": days}) for days in LIFETIMES], ("", _("Until revoked"))],
        initial=LIFETIMES[-1],
    )

    def __init__(self, *args: Any, rights: list[Permission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["permissions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(right.value, RIGHTS.get(right, right.value)) for right in rights]


class SettingsForm(VerbForm):
    """The settings that an organization of its kind has."""

    name = forms.CharField(label=_("Name"), max_length=150, error_messages={"required": _("Enter the name.")})
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Deadlines and business days are counted in it."))
    accent_colour = forms.CharField(
        label=_("Accent colour"), required=False, max_length=7, help_text=_("Like #0f766e; empty for the usual one.")
    )
    sender_name = forms.CharField(
        label=_("Sender of e-mails"), required=False, max_length=100, help_text=_("Shown as the sender's name.")
    )
    reply_to = forms.EmailField(
        label=_("Where answers to e-mails go"),
        required=False,
        max_length=254,
        help_text=_("An address that somebody reads, like help@example.com; empty: answers reach nobody."),
        error_messages={"invalid": _("Enter an e-mail address, like help@example.com.")},
    )
    sender_address = forms.EmailField(
        label=_("Address that e-mails come from"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Enter an e-mail address, like notices@example.com.")},
    )
    rejection_cap = forms.IntegerField(label=_("Rejections until a registration is closed for good"))
    temporary_days = forms.IntegerField(label=_("Days a temporary registration lasts"))
    temporary_grace_days = forms.IntegerField(label=_("Days of grace after a rejection"))
    temporary_ends_at_final = forms.ChoiceField(
        label=_("A final rejection ends the temporary registration"), choices=TemporaryEndsAtFinal.choices
    )
    allow_second_temporary = forms.BooleanField(label=_("Allow a second temporary registration"), required=False)
    second_pair_of_eyes = forms.BooleanField(
        label=_("Whoever submitted for a customer may not approve"), required=False
    )
    retention_years = forms.IntegerField(label=_("Years that consent records are kept"))
    mfa_required = forms.BooleanField(label=_("Everybody must use two-step sign-in"), required=False)
    profile = forms.ChoiceField(
        label=_("Rules that judge registrations"),
        choices=zip(PROFILES, (_("As documented by the registry guides"), _("Current public rules")), strict=True),
    )
    dnc_scope = forms.ChoiceField(label=_("Do-not-call screening covers"), choices=DncScope.choices)
    dnc_approval_number = forms.CharField(label=_("Number that do-not-call approvals are texted to"), max_length=20)
    public_tools = forms.BooleanField(label=_("Public tools without sign-in"), required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        kept = FIELDS[organization.kind]
        kwargs.setdefault("initial", {field: getattr(organization, field) for field in kept})
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = zone_choices(organization.time_zone)
        for field in set(self.fields) - set(kept):
            del self.fields[field]
        for name, (least, most) in RANGES.items():
            if name in self.fields:
                self.fields[name].help_text = _("%(least)s to %(most)s.") % {"least": least, "most": most}
                self.fields[name].widget.attrs.update(min=least, max=most)
        if "sender_address" in self.fields:
            self.fields["sender_address"].help_text = _sender_hint()
        if organization.kind == OrganizationKind.BUSINESS:
            self.fields["time_zone"].help_text = _("Times are shown in it.")


def _sender_hint() -> str:
    if not settings.MAIL_SENDER_DOMAINS:
        return str(_("The operator listed no domain for this; e-mails come from the portal's address."))
    domains = ", ".join(settings.MAIL_SENDER_DOMAINS)
    return str(_("At %(domains)s; empty: the portal's own address.") % {"domains": domains})


def zone_choices(current: str) -> list[tuple[str, Any]]:
    """The time zones to choose from, with the current one if it is another."""
    known = dict(_TIME_ZONES)
    if current not in known and current in zoneinfo.available_timezones():
        return [*_TIME_ZONES, (current, current)]
    return list(_TIME_ZONES)
