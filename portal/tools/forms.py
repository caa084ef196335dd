"""What the public tools ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.rules.rulebook import load

LONGEST_MESSAGE = 1_600
"""Characters; about ten segments, more than any carrier delivers as one message."""
LONGEST_DESCRIPTION = 4_096
"""Characters (registry schema)."""
LONGEST_PAGE = 400_000
"""Characters of a pasted page."""


def use_case_choices() -> list[tuple[str, Any]]:
    """Every use case of the rulebook, after an empty choice."""
    known = sorted((entry["title"], code) for code, entry in load().use_cases.items())
    return [("", _("Not decided yet")), *((code, title) for title, code in known)]


class BrandedForm(forms.Form):
    """A text judged with the name of its sender."""

    kind = ""
    """The linter's kind of input."""
    source = "text"
    """The key under which the linter takes the text."""

    def lint_input(self) -> dict[str, Any]:
        """The linter's input object; call after ``is_valid``."""
        cleaned = self.cleaned_data
        data: dict[str, Any] = {self.source: cleaned["text"]}
        if cleaned.get("brand"):
            data["brand"] = {"legal_name": cleaned["brand"], "dba_name": cleaned["brand"]}
        if cleaned.get("use_case"):
            data["use_case"] = cleaned["use_case"]
        return data


class MessageForm(BrandedForm):
    """A sample message with its sender and use case."""

    kind = "sample_message"

    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        strip=False,
        help_text=_("Exactly as people would receive it, with real wording instead of placeholders."),
        widget=forms.Textarea(attrs={"rows": 5, "data-counter": "segments"}),
        error_messages={"required": _("Enter the message to check")},
    )
    brand = forms.CharField(
        label=_("Business name"),
        required=False,
        max_length=150,
        help_text=_("As people know it. Each message must name it."),
    )
    use_case = forms.ChoiceField(label=_("Use case"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["use_case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = use_case_choices()


class DescriptionForm(BrandedForm):
    """A campaign description."""

    kind = "campaign_description"

    brand = forms.CharField(label=_("Business name"), required=False, max_length=150)
    text = forms.CharField(
        label=_("Campaign description"),
        max_length=LONGEST_DESCRIPTION,
        help_text=_("Who sends, to whom, about what, and how people signed up. Reviewers read this first."),
        widget=forms.Textarea(attrs={"rows": 6, "data-counter": "characters"}),
        error_messages={"required": _("Enter the description to check")},
    )


class PolicyForm(BrandedForm):
    """A privacy policy, pasted."""

    kind = "privacy_policy"
    source = "html"

    text = forms.CharField(
        label=_("Privacy policy"),
        max_length=LONGEST_PAGE,
        help_text=_("Paste the whole text, or the page's HTML. Nothing is kept."),
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Paste the privacy policy to check")},
    )

    def lint_input(self) -> dict[str, Any]:
        """Markup is read as a page; plain text as it is."""
        text = self.cleaned_data["text"]
        return {"html" if "<" in text and "</" in text else "text": text}


class OptInForm(PolicyForm):
    """The HTML of an opt-in form, pasted."""

    kind = "opt_in_form"

    text = forms.CharField(
        label=_("HTML of the page with the form"),
        max_length=LONGEST_PAGE,
        help_text=_("In the browser: show the page's source, copy all of it. Nothing is kept."),
        widget=forms.Textarea(attrs={"rows": 14, "class": "mono", "spellcheck": "false"}),
        error_messages={"required": _("Paste the HTML to check")},
    )

    def lint_input(self) -> dict[str, Any]:
        """A form is always read as HTML."""
        return {"html": self.cleaned_data["text"]}
