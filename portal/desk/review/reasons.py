"""Forms of the decisions that take a reason and no more: standing, temporary registrations, proposals, amendments."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.actor import Actor
from portal.desk.review.reading import Review
from portal.desk.review.verb_form import SMALL, VerbForm
from portal.lifecycle import services
from portal.lifecycle.models import Proposal


class ReasonForm(VerbForm):
    """A verb with a reason that the business reads."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The business reads it."),
        widget=SMALL,
        error_messages={"required": _("Write the reason: the business reads it.")},
    )

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        _SERVICES[self.verb](application_id=self.review.application.id, actor=actor, reason=self.cleaned_data["reason"])


class SuspendForm(ReasonForm):
    """Suspend an approved registration."""

    verb, title, button, tone = "suspend", _("Suspend"), _("Suspend the registration"), "danger"


class ReinstateForm(ReasonForm):
    """Lift a suspension."""

    verb, title, button = "reinstate", _("Reinstate"), _("Reinstate the registration")


class RetireForm(ReasonForm):
    """Give up an approved registration."""

    verb, title, button, tone = "retire", _("Retire"), _("Retire for good"), "danger"


class AllowReapplyForm(ReasonForm):
    """Let a business apply anew after a code that ends eligibility."""

    verb, title, button = "allow_reapply", _("Allow a new application"), _("Allow a new application")


class GrantForm(VerbForm):
    """Grant a temporary registration."""

    verb, title, button = "grant_temporary", _("Grant temporary"), _("Grant the temporary registration")

    reason = forms.CharField(required=False, label=_("Note"), widget=SMALL)

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        services.temporary_grant(
            application_id=self.review.application.id, actor=actor, reason=self.cleaned_data["reason"]
        )


class RefuseForm(ReasonForm):
    """Refuse a temporary registration."""

    verb, title, button, tone = "refuse_temporary", _("Refuse temporary"), _("Refuse the temporary registration"), ""


class EndForm(ReasonForm):
    """End a temporary registration early."""

    verb, title, button, tone = "end_temporary", _("End temporary"), _("End the temporary registration now"), "danger"


def open_proposal(review: Review, seen: str) -> Proposal:
    """The proposal that waits, if it is the one that the page showed. Raises WrongState telling what became of it."""
    proposal = review.proposal
    if proposal is None or seen not in ("", str(proposal.id)):
        closed = (one for one in review.application.proposals.exclude(closed_at=None) if str(one.id) == seen)
        raise services.proposal_closed(review.application, next(closed, None))
    return proposal


class DeclineForm(VerbForm):
    """Do not carry out what a colleague proposed."""

    verb, title, button, tone = "decline_proposal", _("Decline"), _("Decline the proposal"), ""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Your colleague is told of it and reads it in the history; the business does not."),
        error_messages={"required": _("Write the reason: your colleague reads it.")},
        widget=SMALL,
    )
    proposal = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self, review: Review) -> None:
        self.fields["proposal"].initial = review.proposal.id if review.proposal else ""

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        proposal = open_proposal(self.review, self.cleaned_data["proposal"])
        services.proposal_decline(proposal_id=proposal.id, actor=actor, reason=self.cleaned_data["reason"])


class AmendmentForm(VerbForm):
    """Move a change to an approved registration on."""

    verb, title, button = "amendment", _("Change to the approved registration"), _("Record")

    step = forms.ChoiceField(
        label=_("What happened"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what happened to the change."),
            "invalid_choice": _(
                "The change has moved on since your page was opened. Choose what happened to it since."
            ),
        },
    )
    reference = forms.CharField(required=False, max_length=100, label=_("Reference at the registry"))
    text = forms.CharField(
        required=False, label=_("Words for the business"), help_text=_("Needed for a refusal."), widget=SMALL
    )

    def prepare(self, review: Review) -> None:
        steps = {
            "pending": [("forward", _("Sent to the registry")), ("return", _("Refused by us"))],
            "forwarded": [("approve", _("Approved by the registry")), ("reject", _("Refused by the registry"))],
        }
        state = review.amendment.state if review.amendment else ""
        self.fields["step"].choices = steps.get(state, [])  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        amendment, data = self.review.amendment, self.cleaned_data
        if amendment:
            services.amendment_advance(
                amendment_id=amendment.id,
                actor=actor,
                verb=data["step"],
                text=data["text"],
                reference=data["reference"],
            )


_SERVICES: dict[str, Any] = {
    "suspend": services.application_suspend,
    "reinstate": services.application_reinstate,
    "retire": services.application_retire,
    "allow_reapply": services.application_allow_reapply,
    "refuse_temporary": services.temporary_refuse,
    "end_temporary": services.temporary_end,
}
