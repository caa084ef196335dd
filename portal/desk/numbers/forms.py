"""Forms of the numbers' pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.vocabulary import CarrierResult, MajorCarrier
from portal.accounts.forms import VerbForm
from portal.accounts.models import Organization
from verification.vocabulary import ClassOfService

_DAY = forms.DateInput(attrs={"type": "date"})


class CarrierTestForm(VerbForm):
    """What a test message to one carrier showed."""

    carrier = forms.ChoiceField(label=_("Carrier"), choices=MajorCarrier.choices)
    result = forms.ChoiceField(
        label=_("Did it arrive?"),
        choices=[choice for choice in CarrierResult.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the message arrived.")},
    )
    sent_on = forms.DateField(
        label=_("Day of the test message"),
        widget=_DAY,
        error_messages={"required": _("Enter the day."), "invalid": _("Enter a day like 2026-11-22.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=_("Like the error code that came back, or which phone it was sent to."),
    )


class FailureForm(VerbForm):
    """Why carriers did not take a number over."""

    reason = forms.CharField(
        label=_("What was seen?"),
        max_length=500,
        help_text=_("Which carrier, and the message or code."),
        error_messages={"required": _("Say what was seen: which carrier, and the message or code.")},
    )


class AttemptsForm(VerbForm):
    """How many messages a toll-free number sent on a day."""

    day = forms.DateField(
        label=_("Pacific day"),
        widget=_DAY,
        error_messages={"required": _("Enter the day."), "invalid": _("Enter a day like 2026-11-22.")},
    )
    attempts = forms.IntegerField(
        label=_("Messages sent to the United States"),
        min_value=1,
        help_text=_("Every attempt, delivered or blocked; what you enter is added to the counters."),
        error_messages={"required": _("Enter how many messages were sent."), "invalid": _("Enter a whole number.")},
    )


class MovedForm(VerbForm):
    """A toll-free number that moved here from another provider."""

    business = forms.ModelChoiceField(
        label=_("Business"),
        queryset=Organization.objects.none(),
        error_messages={"required": _("Choose the business.")},
    )
    number = forms.CharField(
        label=_("Toll-free number"),
        max_length=40,
        help_text=_("Like <q>(833) 555-0142</q>. It belongs to one business; a shared number is denied (code 552)."),
        error_messages={"required": _("Enter the toll-free number.")},
    )
    ported_from = forms.CharField(
        label=_("Provider it came from"),
        max_length=100,
        error_messages={"required": _("Enter the provider it came from.")},
    )
    ported_on = forms.DateField(
        label=_("Day of the move"),
        required=False,
        widget=_DAY,
        error_messages={"invalid": _("Enter a day like 2026-11-22.")},
    )
    class_of_service = forms.ChoiceField(
        label=_("Was it verified there?"),
        choices=[
            (ClassOfService.VERIFIED, _("Yes, it was verified")),
            (ClassOfService.RESTRICTED, _("No, or nobody knows")),
        ],
        widget=forms.RadioSelect,
        help_text=_("A verified number stays verified when it moves; it may be tested again."),
        error_messages={"required": _("Say whether it was verified there.")},
    )
    earlier_tickets = forms.CharField(
        label=_("Ticket numbers of that verification"),
        required=False,
        max_length=255,
        help_text=_("They go into the new request, so that the reviewer finds the earlier approval."),
    )

    def __init__(self, *args: Any, businesses: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if businesses is None:
            del self.fields["business"]
        else:
            self.fields["business"].queryset = businesses  # type: ignore[attr-defined]
