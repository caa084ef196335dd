"""The forms of a rejection notice: what came in, then the rejection it leads to."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.desk.intake.reading import LONGEST, Found, Reading, codes_in
from portal.desk.review.choices import choice_of
from portal.desk.review.forms import RejectionForm
from portal.desk.review.reading import Review
from portal.lifecycle.codes import code_facts
from portal.rules.rulebook import load

_OTHERS: Final = 3


class NoticeForm(forms.Form):
    """A notice as it came: codes typed, its text pasted, or the file; any of them, or all."""

    codes = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Codes, as you were told them"),
        help_text=_("Separate them by commas, such as 9106, TF501 or CAMPAIGN_MISMATCH."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("The text of the notice"),
        help_text=_("Paste all of it; what is no code is passed over."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Or the notice as a file"),
        help_text=_(
            "A PDF with text, a saved e-mail (.eml) or a text file; at most 10 MB. It is kept for the decision."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in self.fields):
            self.add_error(None, _("Type a code, paste the text of the notice, or choose its file."))
        return data


class NoticeRejectionForm(RejectionForm):
    """The rejection form, filled from a notice: its codes ticked, each with the sentence it stands in."""

    def __init__(self, review: Review, reading: Reading, **kwargs: Any) -> None:
        self.reading = reading
        keys = [*(one.key for one in reading.found), *reading.unlisted]
        others = [other for one in reading.found for other in one.others[:_OTHERS]]
        initial = {"found": ",".join(dict.fromkeys([*keys, *others])), "codes": keys, "text": _unlisted(reading)}
        super().__init__(review, initial=initial, **kwargs)

    def prepare(self, review: Review) -> None:
        super().prepare(review)
        if "codes" not in self.fields:
            return
        field = self.fields["codes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.label = gettext("Codes in the notice; untick what does not count")
        told = {one.key: choice_of(code_facts(one.key), sentence=one.sentence) for one in self.reading.found}
        for one in self.reading.found:
            for other in one.others[:_OTHERS]:
                said = gettext("The notice writes %(spelling)s; tick this one instead if this authority sent it.")
                told.setdefault(other, choice_of(code_facts(other), otherwise=said % {"spelling": one.spelling}))
        for key, one in self.reading.unlisted.items():
            told.setdefault(key, choice_of(code_facts(key), sentence=one.sentence))
        suggested = [fact for fact in review.suggested_codes if fact.key not in told]
        field.choices = [*told.values(), *(choice_of(fact) for fact in suggested)]


def reading_of(typed: str, text: str) -> Reading:
    """The codes somebody typed, then those that a text names; each once."""
    found: dict[str, Found] = {}
    unknown: dict[str, Found] = {}
    for spelling in [word.removeprefix("other:") for word in re.split(r"[,;\n]+|\s+", typed) if word]:
        for one in _typed(spelling):
            (found if one.key else unknown).setdefault(one.key or one.spelling, one)
    read = codes_in(text)
    for one in (*read.found, *read.unknown):
        shelf, name = (found, one.key) if one.key else (unknown, one.spelling)
        kept = shelf.get(name)
        shelf[name] = dataclasses.replace(kept, sentence=one.sentence) if kept and not kept.sentence else kept or one
    return Reading(tuple(found.values()), tuple(unknown.values()))


def _typed(spelling: str) -> list[Found]:
    try:
        key = load().resolve_code(spelling)
    except KeyError:
        read = codes_in(f"code {spelling}").found
        return [dataclasses.replace(one, sentence="") for one in read] or [Found(spelling[:80], "")]
    same = tuple(code.key for code in load().same_number(load().codes[key]))
    return [Found(spelling, "", key, same)]


def _unlisted(reading: Reading) -> str:
    """What the directory does not know, as the registry's own words; the reviewer edits or empties it."""
    return "\n".join(f"{one.spelling}: {one.sentence}" if one.sentence else one.spelling for one in reading.unknown)
