"""The decision page's forms: one per verb, each of which knows how to carry itself out."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.actor import Actor
from portal.desk.review.parts import PartField, PartsField, offer_parts, part_of, sending_of, sent_first
from portal.desk.review.reading import Review, field_choices, reseller_today, told_instant
from portal.desk.review.verb_form import SMALL, CodesMixin, VerbForm
from portal.lifecycle import services
from portal.lifecycle.models import Kind
from portal.lifecycle.services import IdentityBlock, PartSending
from portal.lifecycle.snapshot import value_of

_VERDICTS = [("matches", _("Matches")), ("differs", _("Differs")), ("not_seen", _("Not seen"))]


class ForwardForm(VerbForm):
    """Send parts to their registry, with the identity comparison."""

    verb = "forward"
    title = _("Send to the registry")
    button = _("Record as sent")

    parts = PartsField(
        label=_("Parts to send"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose which parts were sent.")},
    )
    reference = forms.CharField(
        required=False,
        max_length=100,
        label=_("Reference at the registry"),
        help_text=_("Ticket or order number; leave it empty if you sent it by hand, or again under its old one."),
    )
    external_id = forms.CharField(
        required=False,
        max_length=100,
        label=_("Its id, if you know it already"),
        help_text=_("A Brand ID comes within 24 hours and stays the same for every resubmission."),
    )
    legal_name = forms.CharField(
        max_length=255,
        label=_("Legal name as typed"),
        error_messages={"required": _("Enter the legal name that you compared.")},
    )
    irs_letter = forms.ChoiceField(
        choices=_VERDICTS,
        widget=forms.RadioSelect,
        label=_("Name on the IRS letter"),
        error_messages={"required": _("Say whether the name on the IRS letter matches.")},
    )
    irs_letter_name = forms.CharField(
        required=False, max_length=255, label=_("As it stands there"), help_text=_("CP-575 or 147C")
    )
    website = forms.ChoiceField(
        choices=_VERDICTS,
        widget=forms.RadioSelect,
        label=_("Name on the website"),
        error_messages={"required": _("Say whether the name on the website matches.")},
    )
    website_name = forms.CharField(required=False, max_length=255, label=_("As it stands there"))
    internal_note = forms.CharField(required=False, label=_("Internal note"), widget=SMALL)

    def prepare(self, review: Review) -> None:
        offer_parts(self.fields["parts"], review, review.sendable(), sending=True)
        self.fields["parts"].initial = sent_first(review.sendable())
        if review.submission:
            self.fields["legal_name"].initial = value_of(review.submission.payload, "legal_name") or ""
        if review.application.state == "forwarded":
            for name in ("legal_name", "irs_letter", "irs_letter_name", "website", "website_name"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("external_id") and len(data.get("parts") or ()) > 1:
            self.add_error("external_id", _("An id belongs to one part. Send one part at a time to write its id."))
        return data

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        data = self.cleaned_data
        block = None
        if "irs_letter" in self.fields:
            names = ("legal_name", "irs_letter", "website", "irs_letter_name", "website_name")
            block = IdentityBlock(**{name: data[name] for name in names})
        services.application_forward(
            actor=actor,
            **self.target,
            parts=self._sendings(),
            identity_block=block,
            internal_note=data["internal_note"],
            proposal_id=proposal_id,
        )

    def guard_proposal(self) -> None:
        if self.review.submission:
            services.guard_not_sent(self.review.application, self.review.submission, self._sendings())

    def _sendings(self) -> list[PartSending]:
        data = self.cleaned_data
        return [sending_of(key, data["reference"], data["external_id"]) for key in data["parts"]]


class ChangesForm(CodesMixin, VerbForm):
    """Return a submission to the business; not a rejection."""

    verb = "request_changes"
    title = _("Request changes")
    button = _("Return to the business")
    tone = ""
    hint = _("This does not count as a rejection.")

    from_findings = forms.MultipleChoiceField(
        required=False, label=_("Notes from the findings"), widget=forms.CheckboxSelectMultiple
    )
    field = forms.ChoiceField(required=False, label=_("A field to change"))
    field_note = forms.CharField(required=False, label=_("What to change there"), widget=SMALL)
    note_to_customer = forms.CharField(required=False, label=_("Note to the business"), widget=SMALL)
    internal_note = forms.CharField(required=False, label=_("Internal note"), widget=SMALL)

    field_order = ["from_findings", "codes", "more_codes", "field", "field_note", "note_to_customer", "internal_note"]

    def prepare(self, review: Review) -> None:
        self.offer_codes(review)
        notes = [(str(n), _note(f)) for n, f in enumerate(review.findings) if f.get("severity") in ("error", "warning")]
        self.fields["from_findings"].choices = notes  # type: ignore[attr-defined]
        if not notes:
            del self.fields["from_findings"]
        fields = field_choices(review.submission) if review.submission else []
        self.fields["field"].choices = [("", "-"), *fields]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("field")) != bool((data.get("field_note") or "").strip()):
            missing = "field_note" if data.get("field") else "field"
            self.add_error(missing, _("Choose the field and write what to change there."))
        return data

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        data = self.cleaned_data
        notes: dict[str, str] = {}
        for number in data.get("from_findings", []):
            finding = self.review.findings[int(number)]
            field = str(finding.get("field") or "general")
            notes[field] = " ".join(filter(None, [notes.get(field, ""), _note(finding)]))
        if data["field"]:
            notes[data["field"]] = " ".join(filter(None, [notes.get(data["field"], ""), data["field_note"]]))
        services.application_request_changes(
            actor=actor,
            **self.target,
            codes=self.chosen_codes(),
            field_notes=notes,
            note_to_customer=data["note_to_customer"],
            internal_note=data["internal_note"],
        )


class ApprovalForm(VerbForm):
    """Record that the registry approved a part."""

    verb = "record_approval"
    title = _("Record an approval")
    button = _("Record the approval")

    part = PartField(
        label=_("Part"), widget=forms.RadioSelect, error_messages={"required": _("Choose which part was approved.")}
    )
    external_id = forms.CharField(
        max_length=100,
        label=_("Id at the registry"),
        help_text=_("Brand ID, Campaign ID or the ticket's number"),
        error_messages={"required": _("Enter the id that the registry gave it.")},
    )
    note_to_customer = forms.CharField(required=False, label=_("Note to the business"), widget=SMALL)
    internal_note = forms.CharField(required=False, label=_("Internal note"), widget=SMALL)

    def prepare(self, review: Review) -> None:
        _offer_parts(self, review)
        waiting = review.awaited()
        self.fields["external_id"].initial = waiting[0].record.external_id if waiting else ""

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        data = self.cleaned_data
        services.application_record_approval(
            actor=actor,
            **self.target,
            part=part_of(data["part"]),
            external_id=data["external_id"],
            note_to_customer=data["note_to_customer"],
            internal_note=data["internal_note"],
        )


class RejectionForm(CodesMixin, VerbForm):
    """Record that the registry rejected a part."""

    verb = "record_rejection"
    title = _("Record a rejection")
    button = _("Record the rejection")
    tone = "danger"

    part = PartField(
        label=_("Part"), widget=forms.RadioSelect, error_messages={"required": _("Choose which part was rejected.")}
    )
    found = forms.CharField(required=False, label=_("Read from the notice"), widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        label=_("The registry's words"),
        help_text=_("Needed when it named no code."),
        widget=SMALL,
    )
    rejected_on = forms.DateField(
        label=_("Date of the rejection"),
        help_text=_("The days of grace of a temporary registration count from the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Enter the day of the rejection.")},
    )
    terminal = forms.BooleanField(
        required=False, label=_("Terminal: no resubmission before I record that the cause is solved")
    )
    note_to_customer = forms.CharField(required=False, label=_("Note to the business"), widget=SMALL)
    fine_amount = forms.DecimalField(
        required=False, min_value=0, max_digits=10, decimal_places=2, label=_("Fine, US dollars")
    )
    internal_note = forms.CharField(required=False, label=_("Internal note"), widget=SMALL)

    field_order = ["part", "codes", "more_codes", "text", "rejected_on", "note_to_customer", "terminal"]

    def prepare(self, review: Review) -> None:
        _offer_parts(self, review)
        self.offer_codes(review, found=str(self.data.get("found") or self.initial.get("found") or ""))
        self.fields["rejected_on"].initial = reseller_today(review.application)
        if review.application.kind == Kind.BRAND:  # of a brand alone there is no temporary registration
            self.fields["rejected_on"].help_text = ""

    def instant(self) -> dt.datetime | None:
        """The end of the day given; the present instant for today."""
        return told_instant(self.cleaned_data["rejected_on"], self.review.application)

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        data = self.cleaned_data
        note = "\n\n".join(filter(None, [data["note_to_customer"].strip(), data["text"].strip()]))
        services.application_record_rejection(
            actor=actor,
            **self.target,
            part=part_of(data["part"]),
            codes=self.chosen_codes(),
            text=data["text"],
            rejected_at=self.instant(),
            note_to_customer=note,
            internal_note=data["internal_note"],
            fine_amount=data["fine_amount"],
            terminal=data["terminal"],
            proposal_id=proposal_id,
        )


class InformationForm(CodesMixin, VerbForm):
    """Record that the registry asks for more."""

    verb = "record_information_request"
    title = _("Record a request for information")
    button = _("Record the request")
    tone = ""
    hint = _("This does not count as a rejection.")

    text = forms.CharField(required=False, label=_("What the registry asks for"), widget=SMALL)
    internal_note = forms.CharField(required=False, label=_("Internal note"), widget=SMALL)

    field_order = ["codes", "more_codes", "text", "internal_note"]

    def prepare(self, review: Review) -> None:
        self.offer_codes(review)

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        data = self.cleaned_data
        services.application_record_information_request(
            actor=actor,
            **self.target,
            codes=self.chosen_codes(),
            text=data["text"],
            internal_note=data["internal_note"],
        )


class ResolveTerminalForm(VerbForm):
    """Record that the cause of terminal codes is solved."""

    verb = "resolve_terminal"
    title = _("Record a terminal cause as solved")
    button = _("Record as solved")

    text = forms.CharField(
        label=_("What was done"), widget=SMALL, error_messages={"required": _("Write what was done about the cause.")}
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        help_text=_("Where the proof lies, one a line: a document, a capture, a letter."),
        error_messages={"required": _("Say where the proof lies.")},
        widget=SMALL,
    )

    def carry_out(self, actor: Actor, *, proposal_id: uuid.UUID | None = None) -> None:
        services.application_resolve_terminal(
            application_id=self.review.application.id,
            actor=actor,
            text=self.cleaned_data["text"],
            evidence=self.cleaned_data["evidence"].splitlines(),
        )


def _offer_parts(form: forms.Form, review: Review) -> None:
    waiting = review.awaited()
    offer_parts(form.fields["part"], review, waiting)
    form.fields["part"].initial = waiting[0].key if waiting else ""


def _note(finding: dict[str, Any]) -> str:
    return " ".join(filter(None, [str(finding.get("message") or ""), str(finding.get("fix") or "")]))[:500]
