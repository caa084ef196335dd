"""Forms of what a registry says besides: of a brand and its owner, and in answer to an appeal."""

from __future__ import annotations

import datetime as dt
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.actor import Actor
from portal.desk.review.reading import Review, reseller_today, told_instant
from portal.desk.review.verb_form import SMALL, VerbForm
from portal.lifecycle import selectors, services
from portal.lifecycle.states import VERBS, ConfirmationKind, IdentityStatus, PartStatus, State


class AnswerAppealForm(VerbForm):
    """Record what the registry answered to an appeal."""

    verb, title, button = "answer_appeal", _("Answer to the appeal"), _("Record the answer")
    hint = _("A rejection that was taken back leaves the count, unless the registration is final.")

    outcome = forms.ChoiceField(
        label=_("The registry's answer"),
        choices=[("upheld", _("The rejection stands")), ("overturned", _("The rejection was taken back"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the registry answered.")},
    )
    text = forms.CharField(
        label=_("Its words"),
        help_text=_("The business reads them."),
        widget=SMALL,
        error_messages={"required": _("Write what the registry said: the business reads it.")},
    )
    answered_on = forms.DateField(
        label=_("Date of the answer"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Enter the day of the answer.")},
    )
    reference = forms.CharField(required=False, max_length=100, label=_("Reference at the registry"))

    def prepare(self, review: Review) -> None:
        self.fields["answered_on"].initial = reseller_today(review.application)

    def instant(self) -> dt.datetime | None:
        """The end of the day given; the present instant for today."""
        return told_instant(self.cleaned_data["answered_on"], self.review.application)

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        data = self.cleaned_data
        services.appeal_answer(
            application_id=self.review.application.id,
            actor=actor,
            overturned=data["outcome"] == "overturned",
            text=data["text"],
            answered_at=self.instant(),
            reference=data["reference"],
        )


class ConfirmationForm(VerbForm):
    """Record that a brand's owner answered, or that the letter went out once more."""

    verb, title, button = "record_confirmation", _("Owner's confirmation"), _("Record")

    outcome = forms.ChoiceField(
        label=_("What happened"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the owner answered or the letter was sent again.")},
    )

    def prepare(self, review: Review) -> None:
        waiting = selectors.confirmation_awaited(review.application)
        choices = [("answered", _("The owner answered"))]
        if waiting and waiting.kind == ConfirmationKind.CONTACT_EMAIL:
            choices.append(("again", _("The letter was sent again")))
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        services.application_record_confirmation(
            application_id=self.review.application.id,
            actor=actor,
            sent_again=self.cleaned_data["outcome"] == "again",
        )


class BrandStandingForm(VerbForm):
    """Record what the registry says of the brand."""

    verb, title, button = "record_brand_standing", _("Brand's standing"), _("Record the standing")
    hint = _("Only a verified brand carries a campaign. A trust score under 25 means review by people.")

    identity_status = forms.ChoiceField(
        required=False,
        label=_("Identity status"),
        choices=[("", _("Not told")), *IdentityStatus.choices],
        widget=forms.RadioSelect,
    )
    trust_score = forms.IntegerField(required=False, min_value=0, max_value=100, label=_("Trust score"))

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        services.application_record_brand_standing(
            application_id=self.review.application.id,
            actor=actor,
            identity_status=self.cleaned_data["identity_status"],
            trust_score=self.cleaned_data["trust_score"],
        )


FORMS: tuple[type[VerbForm], ...] = (AnswerAppealForm, ConfirmationForm, BrandStandingForm)


def registry_verbs(review: Review) -> list[str]:
    """Which of these verbs the decision page offers now."""
    application, offered = review.application, []
    if review.appeal:
        offered.append("answer_appeal")
    if application.state == State.FORWARDED and selectors.confirmation_awaited(application):
        offered.append("record_confirmation")
    brand = any(p.record.part_kind == "brand" and p.record.status != PartStatus.NOT_SENT for p in review.parts)
    if brand and application.state in VERBS["record_brand_standing"].sources:
        offered.append("record_brand_standing")
    return offered
