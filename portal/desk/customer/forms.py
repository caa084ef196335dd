"""Forms of the customer's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lifecycle.models import Kind


class StartForm(forms.Form):
    """Which registration to begin, and whether this is the right place for it."""

    carrier = forms.ChoiceField(
        label=_("Who carries your messages?"),
        choices=[
            ("us", _("Our phone or messaging provider, who sent us here")),
            ("other", _("A third-party messaging service")),
        ],
        widget=forms.RadioSelect,
        help_text=_("A registration is made with the service that carries the messages, and only there."),
        error_messages={"required": _("Say who carries your messages.")},
    )
    kind = forms.ChoiceField(
        label=_("Which numbers send?"),
        choices=[
            (Kind.SMS_MMS, _("Local ten-digit numbers: SMS/MMS registration")),
            (Kind.TOLL_FREE, _("Toll-free numbers (800, 833, 844 …): toll-free verification")),
            (Kind.BRAND, _("None yet: register the brand alone")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "If you use both kinds, register each; the answers about the business are asked once. A brand alone is "
            "mostly answered in 1 to 5 business days, and every campaign you register later uses it."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Which numbers send is asked of those alone who are at the right place."""
        given = super().clean() or self.cleaned_data
        if given.get("carrier") != "other" and not given.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Say which numbers send."))
        return given


class CapacityForm(forms.Form):
    """The declaration's person."""

    capacity = forms.CharField(
        label=_("In what capacity you submit"),
        max_length=100,
        help_text=_("Like <q>owner</q> or <q>office manager, authorized by the owner</q>."),
        error_messages={"required": _("Say in what capacity you submit.")},
    )
    agreed = forms.BooleanField(
        label=_("I declare what stands above"), error_messages={"required": _("Read the declaration and tick the box.")}
    )


class NoteForm(forms.Form):
    """A few words with a request."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What your provider should know."),
    )
