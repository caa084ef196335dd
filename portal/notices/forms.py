"""What people type when they ask for help, answer, and choose their e-mails."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import VerbForm
from portal.notices.events import NoticeEvent
from portal.notices.models import EmailMode, SupportKind
from portal.notices.selectors import email_modes
from portal.notices.services.support import MOST_TEXT


class SupportForm(VerbForm):
    """A new request for help."""

    kind = forms.ChoiceField(
        label=_("What do you need help with?"),
        choices=SupportKind.choices,
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


class EmailPreferencesForm(VerbForm):
    """When an e-mail goes out, for each event."""

    def __init__(self, *args: Any, user_id: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for event, mode in email_modes(user_id).items():
            self.fields[event.value] = forms.ChoiceField(
                label=NoticeEvent(event).label, choices=EmailMode.choices, initial=mode
            )
