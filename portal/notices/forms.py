"""What people type when they ask for help, answer, and choose their e-mails."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import VerbForm, zone_choices
from portal.notices.events import Group, events_of
from portal.notices.models import EmailMode, SupportKind
from portal.notices.selectors import group_modes
from portal.notices.services.support import MOST_TEXT


class SupportForm(VerbForm):
    """A new request for help."""

    kind = forms.ChoiceField(
        label=_("What do you need help with?"),
        choices=[("", _("Choose one")), *SupportKind.choices],
        error_messages={
            "required": _("Choose what you need help with."),
            "invalid_choice": _("Choose what you need help with."),
        },
    )
    title = forms.CharField(
        label=_("What is it about?"),
        max_length=150,
        help_text=_("A few words, with the number or the registration: “(833) 555-0142 is blocked”."),
        error_messages={"required": _("Enter what it is about, in a few words.")},
    )
    text = forms.CharField(
        label=_("What happened, and what do you need?"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For failed messages: when, from which number, and the error code."),
        error_messages={"required": _("Describe what happened and what you need.")},
    )


class PostForm(VerbForm):
    """One more message in a thread."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the message.")},
    )


def _hint(group: Group) -> str:
    """The events of a group, where its name does not say them all."""
    events = events_of(group)
    return ". ".join(str(event.label) for event in events) + "." if len(events) > 2 else ""


class TellingForm(VerbForm):
    """How a person is told of each group of events, and the zone in which the day's summary comes in the morning."""

    def __init__(self, *args: Any, user_id: uuid.UUID, time_zone: str, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes = group_modes(user_id)
        for group in groups:
            self.fields[group.value] = forms.ChoiceField(
                label=group.label,
                choices=EmailMode.choices,
                initial=modes[group],
                help_text=_hint(group),
                error_messages={"required": _("Choose one of the answers."), "invalid_choice": _("Choose an answer.")},
            )
        zones = zone_choices(time_zone)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Your time zone"),
            choices=[("", _("That of the organization")), *zones],
            required=False,
            initial=time_zone,
            help_text=_("One e-mail a day comes from 8 in the morning on, if anything happened."),
        )

    @property
    def chosen(self) -> dict[str, str]:
        """Group -> mode."""
        return {name: value for name, value in self.cleaned_data.items() if name != "time_zone"}
