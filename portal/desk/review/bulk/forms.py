"""What a bulk action asks for, and how two pasted columns are read."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import VerbForm
from portal.desk.models import BulkAction
from portal.desk.review.bulk.services import MOST_ROWS, RowAsked, reference_of

_SMALL: Final = forms.Textarea(attrs={"rows": 3})
_MOST_BYTES: Final = 100_000
_LONGEST_LINE: Final = 2_000
_LONGEST_REFERENCE: Final = 100
_KINDS: Final = [("brand", _("Brand")), ("campaign", _("Campaign")), ("number", _("Toll-free number"))]
_SEEN: Final = [("matches", _("Matches, for every one of them")), ("not_seen", _("Not seen"))]
_HEADS: Final = ("reference", "registration", "application")


class BulkForm(VerbForm):
    """The arguments of one action. ``values_of`` gives the value of each row, where rows have one."""

    action: ClassVar[BulkAction]
    hint: ClassVar[Any] = ""

    def arguments(self) -> dict[str, Any]:
        """What is stored with the run."""
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields if name not in ("pasted", "file")}

    def pasted_rows(self) -> list[RowAsked]:
        """The rows that were pasted or uploaded."""
        return list(self.cleaned_data.get("pasted") or []) + list(self.cleaned_data.get("file") or [])


class AssignForm(BulkForm):
    """Give reviews to a colleague."""

    action = BulkAction.ASSIGN
    person = forms.ChoiceField(
        label=_("Person"),
        help_text=_("The claim runs four hours in this person's name."),
        error_messages={"required": _("Choose who is to review them.")},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class ChangesForm(BulkForm):
    """Return submissions with one note."""

    action = BulkAction.CHANGES
    verb = "request_changes"
    hint = _(
        "Every business reads the same note, with its own name for {business}, its own number for {reference} and, for "
        "{field}, the fields its findings are about. This does not count as a rejection."
    )
    note = forms.CharField(
        label=_("Note to the businesses"),
        max_length=4000,
        widget=_SMALL,
        error_messages={"required": _("Write what the businesses are to change.")},
    )
    field = forms.CharField(
        required=False,
        label=_("Words for {field} where no field is known"),
        max_length=200,
        help_text=_("They stand where neither the findings nor the codes of the note name a field."),
    )
    of_codes = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)


class _Pasted(forms.CharField):
    """Two columns, or three, as rows."""

    widget = forms.Textarea(attrs={"rows": 6, "class": "mono", "spellcheck": "false"})

    def clean(self, value: Any) -> list[RowAsked]:
        return rows_in(super().clean(value))


class _PastedFile(forms.FileField):
    """The same as a CSV file."""

    def clean(self, data: Any, initial: Any = None) -> list[RowAsked]:
        upload = super().clean(data, initial)
        if not upload:
            return []
        if upload.size > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 100 KB. Send at most 100 rows at a time."))
        try:
            return rows_in(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("Save the file as CSV in UTF-8, then choose it again.")) from error


class ForwardForm(BulkForm):
    """Record parts of one kind as sent to their registry."""

    action = BulkAction.FORWARD
    hint = _(
        "Only for registrations that you have claimed and compared. Where a name differs, record it on the "
        "registration's own page."
    )
    part_kind = forms.ChoiceField(
        label=_("Part that was sent"),
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which part was sent.")},
    )
    irs_letter = forms.ChoiceField(
        label=_("Legal name on the IRS letters"),
        choices=_SEEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the names on the IRS letters match.")},
    )
    website = forms.ChoiceField(
        label=_("Legal name on the websites"),
        choices=_SEEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the names on the websites match.")},
    )
    reference = forms.CharField(
        label=_("Reference for all"),
        max_length=100,
        initial="by hand",
        help_text=_("Ticket or order number."),
        error_messages={"required": _("Enter a reference, or “by hand” where there is none.")},
    )
    pasted = _Pasted(
        required=False,
        label=_("References of their own"),
        help_text=_("One a line: our reference, a tab or comma, the registry's reference."),
    )
    internal_note = forms.CharField(required=False, label=_("Internal note"), max_length=4000, widget=_SMALL)


class ApproveForm(BulkForm):
    """Record approvals of one kind of part."""

    action = BulkAction.APPROVE
    part_kind = forms.ChoiceField(
        label=_("Part that was approved"),
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which part was approved.")},
    )
    pasted = _Pasted(
        required=False,
        label=_("Ids at the registry"),
        help_text=_(
            "One a line: our reference, a tab or comma, the id. A third column names one of several parts, such as a "
            "number. References that were not chosen before count too."
        ),
    )
    file = _PastedFile(required=False, label=_("Or a CSV file with the same columns"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.pasted_rows():
            self.add_error("pasted", _("Paste the references with their ids, or choose a file."))
        return data


FORMS: Final[dict[str, type[BulkForm]]] = {
    form.action.value: form for form in (AssignForm, ForwardForm, ApproveForm, ChangesForm)
}
"""The actions that ask for something; the others are done at once."""


def rows_in(text: str) -> list[RowAsked]:
    """Rows of two or three columns, divided by tabs, semicolons, commas or spaces; a line of headings is passed over.

    Raises ValidationError naming the line that has no second column or too long a one, or with more than 100 rows.
    """
    rows: list[RowAsked] = []
    for number, line in enumerate(text.replace("\0", "").splitlines(), start=1):
        cells = [cell.strip().removeprefix("'") for cell in _cells(line.strip())]
        if not any(cells) or (not rows and cells[0].casefold() in _HEADS):
            continue
        if len(cells) < 2 or not cells[0] or not cells[1]:
            sentence = _("Line %(number)s needs our reference and the registry's, divided by a tab or comma.")
            raise forms.ValidationError(sentence, params={"number": number})
        if len(cells[1]) > _LONGEST_REFERENCE:
            sentence = _(
                "Line %(number)s has a reference of more than 100 characters. Copy it from the registry again."
            )
            raise forms.ValidationError(sentence, params={"number": number})
        part = cells[2][:200] if len(cells) > 2 else ""
        rows.append(RowAsked(reference_of(cells[0]), cells[1], part))
    if len(rows) > MOST_ROWS:
        raise forms.ValidationError(_("These are more than 100 rows. Send at most 100 at a time."))
    return rows


def _cells(line: str) -> list[str]:
    for divider in ("\t", ";", ","):
        if divider in line:
            return next(csv.reader([line[:_LONGEST_LINE]], delimiter=divider), [])
    return line.split(None, 2)
