"""The customer's appeal against a rejection: when it can be filed, the letter, and what the registry answered."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.errors import WrongInput
from portal.common.forms import asks
from portal.lifecycle.selectors import appeals_for, application_for
from portal.lifecycle.services import appeal_file, why_no_appeal


class AppealForm(forms.Form):
    """The letter and what proves it."""

    letter = forms.CharField(
        label=_lazy("The letter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_lazy(
            "Brand ID, Campaign ID, the code, what the rejection costs you a day, how often you submitted, what you "
            "corrected and when, and what you ask for."
        ),
        error_messages={"required": _lazy("Write the letter: what was rejected and what was done.")},
    )
    evidence = forms.CharField(
        label=_lazy("What proves it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("One a line: an address, a paper of this registration, a screenshot."),
    )


@asks(AppealForm)
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """The appeals of a registration, and the letter of a new one, or why none can be filed."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        actor.require(Permission.REGISTRATION_SUBMIT)
    if request.method == "POST" and form.is_valid():
        try:
            appeal_file(
                application_id=application.id,
                actor=actor,
                letter=form.cleaned_data["letter"],
                evidence=form.cleaned_data["evidence"].splitlines(),
            )
        except WrongInput as refusal:
            form.add_error("letter", refusal.message)
        else:
            messages.success(request, _("Your provider sends the appeal on. Correct and submit again meanwhile."))
            return redirect("desk:appeal", application.reference)
    context = {
        "application": application,
        "appeals": appeals_for(actor, application),
        "why_not": why_no_appeal(application),
        "may_file": actor.may(Permission.REGISTRATION_SUBMIT),
        "form": form,
    }
    return render(request, "desk/customer/appeal.html", context, status=422 if form.errors else 200)
