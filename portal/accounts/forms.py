"""What people type when they sign up, invite, make keys and change settings."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import RANGES, DncScope, Organization, OrganizationKind, TemporaryEndsAtFinal
from portal.accounts.permissions import Permission, Role, roles_of
from portal.accounts.services.keys import LIFETIMES
from portal.accounts.services.settings import FIELDS, PROFILES
from portal.common.errors import WrongInput

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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

    def clean_password(self) -> str:
        """Weighed here already, so that it is told together with all else that is to be put right."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


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

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["role"].initial = Role.MEMBER if Role.MEMBER in roles_of(kind) else None


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
        field.choices = [(right.value, capfirst(right.label)) for right in rights]


SETTINGS_GROUPS: Final = (
    (_("The organization"), ("name", "time_zone")),
    (_("How it looks and writes"), ("accent_colour", "sender_name", "reply_to", "sender_address")),
    (
        _("Rejections and temporary registrations"),
        (
            "rejection_cap",
            "temporary_days",
            "temporary_grace_days",
            "temporary_ends_at_final",
            "allow_second_temporary",
        ),
    ),
    (_("People"), ("second_pair_of_eyes", "mfa_required")),
    (_("What is judged, and for whom"), ("profile", "public_tools")),
    (_("Consent and do-not-call"), ("retention_years", "dnc_scope", "dnc_approval_number")),
)


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
        label=_("Two reviewers for what weighs most"),
        help_text=_("The rejection that ends a registration, and sending on one with overridden findings."),
        required=False,
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

    @property
    def groups(self) -> list[tuple[StrOrPromise, list[forms.BoundField]]]:
        """The fields under what they are about; what no group names stands in the first."""
        named = {name for _title, names in SETTINGS_GROUPS for name in names}
        first = [name for name in self.fields if name not in named]
        found = [(title, [self[name] for name in names if name in self.fields]) for title, names in SETTINGS_GROUPS]
        found[0][1].extend(self[name] for name in first)
        return [(title, fields) for title, fields in found if fields]


class HouseRuleForm(VerbForm):
    """A rule of the linter, what it is to do, and why."""

    rule = forms.CharField(
        label=_("Rule"),
        max_length=10,
        help_text=_("Its id, like <q>CT001</q> for the list of prohibited words."),
        error_messages={"required": _("Enter the id of a rule, like CT001.")},
    )
    wish = forms.ChoiceField(
        label=_("What it is to do"),
        choices=[
            ("error", _("Hold a submission back")),
            ("warning", _("Warn")),
            ("advice", _("Advise")),
            ("report", _("Only report: shown, but it counts for nothing")),
            ("silenced", _("Be silent")),
        ],
        error_messages={"required": _("Choose what the rule is to do.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody who sees a finding of this rule reads it."),
        error_messages={"required": _("Say why: everybody who sees a finding of this rule reads it.")},
    )


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
