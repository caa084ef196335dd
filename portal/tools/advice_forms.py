"""What the advising tools ask for."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.rules.advice.readiness import CHECKS
from portal.rules.advice.symptoms import questions
from portal.rules.rulebook import load
from portal.tools.forms import LONGEST_DESCRIPTION, use_case_choices

LONGEST_SAMPLES: Final = 9_000
"""Characters of five samples and the lines between them."""
LONGEST_NOTICE: Final = 20_000
"""Characters of a pasted refusal or of a told trouble."""
_TOO_LONG: Final = _("Keep it to %(limit_value)s characters; it has %(show_value)s")
YES_NO: Final = (("yes", _("Yes")), ("no", _("No")), ("", _("Not sure")))


def truth(value: str) -> bool | None:
    """``yes`` or ``no`` as a truth, anything else as not known."""
    return {"yes": True, "no": False}.get(value)


class AdviceForm(forms.Form):
    """A form of an advising tool; every field is bounded, and says its bound in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.setdefault("max_length", _TOO_LONG)
            if isinstance(field, forms.CharField):
                field.error_messages["max_length"] = _TOO_LONG
                for validator in field.validators:
                    if getattr(validator, "code", "") == "max_length":
                        validator.message = _TOO_LONG  # type: ignore[attr-defined]


def paragraphs(text: str) -> list[str]:
    """Samples out of one field: each line is one, at most ten are read."""
    return [line.strip() for line in text.splitlines() if line.strip()][:10]


def _samples(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_SAMPLES,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UseCaseForm(AdviceForm):
    """What will be sent, for the use-case selector."""

    description = forms.CharField(
        label=_("What will you send, to whom, and why?"),
        max_length=LONGEST_DESCRIPTION,
        help_text=_("Such as: appointment reminders for patients, now and then an offer."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter what you will send")},
    )
    samples = _samples(_("Sample messages"), _("If you have some already: one on each line."))
    daily = forms.IntegerField(
        label=_("Messages a day"),
        required=False,
        min_value=1,
        max_value=100_000_000,
        error_messages={
            "invalid": _("Enter the messages a day as a whole number, such as 400"),
            "min_value": _("Enter at least 1 message a day"),
            "max_value": _("Enter at most 100,000,000 messages a day"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    sole_proprietor = forms.BooleanField(
        label=_("Sole proprietor without an EIN"),
        required=False,
    )


def _part(label: Any, hint: Any, missing: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, help_text=hint, error_messages={"required": missing})


class DescribeForm(AdviceForm):
    """The four parts of a description."""

    brand = _part(_("Brand"), _("The registered name, or the DBA."), _("Enter the brand"))
    message_type = _part(
        _("What is sent"),
        _("Such as: promotional offers."),
        _("Enter what is sent"),
    )
    audience = _part(_("To whom"), _("Such as: opted-in customers."), _("Enter to whom it is sent"))
    purpose = _part(
        _("For which business purpose"),
        _("Such as: customer retention."),
        _("Enter the business purpose"),
    )
    use_case = forms.ChoiceField(label=_("Use case"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_use_cases(self)


def _offer_use_cases(form: forms.Form) -> None:
    field = form.fields["use_case"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = use_case_choices()


def _choice(label: Any, choices: tuple[tuple[str, Any], ...], hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)


def _question(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False, widget=forms.RadioSelect)


class TrustForm(AdviceForm):
    """What the seven factors ask."""

    use_case = forms.ChoiceField(label=_("Use case"), required=False)
    duns = _choice(
        _("DUNS number"),
        (("", _("Not sure")), ("yes", _("We have one")), ("applied", _("Applied for")), ("no", _("None"))),
    )
    ein = _choice(_("EIN"), (("", _("Not sure")), ("yes", _("We have one")), ("no", _("None"))))
    https = _choice(
        _("Website"),
        (("", _("Not sure")), ("yes", _("Opens with https://")), ("no", _("Not with https://, or no website"))),
    )
    domain_days = _choice(
        _("Age of the domain"),
        (("", _("Not sure")), ("30", _("Under 60 days")), ("60", _("60 days or more"))),
    )
    social = _choice(
        _("LinkedIn or Facebook page"), (("", _("Not sure")), ("yes", _("We have one")), ("no", _("None")))
    )
    reviews_count = forms.IntegerField(
        label=_("Reviews by customers"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages={"invalid": _("Enter the number of reviews as a whole number, such as 12")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    reviews_rating = forms.FloatField(
        label=_("Stars on average"),
        required=False,
        min_value=0,
        max_value=5,
        error_messages={
            "invalid": _("Enter the stars as a number from 0 to 5, such as 4.5"),
            "min_value": _("Enter the stars as a number from 0 to 5, such as 4.5"),
            "max_value": _("Enter the stars as a number from 0 to 5, such as 4.5"),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    history_days = _choice(
        _("Texting without trouble since"),
        (("", _("Not sure")), ("0", _("Not yet, or under 90 days")), ("90", _("90 days or more"))),
    )
    business_days_old = _choice(
        _("Age of the business"),
        (("", _("Not sure")), ("30", _("Under 90 days")), ("90", _("90 days or more"))),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_use_cases(self)


class ReadinessForm(AdviceForm):
    """The twelve checks as questions; use case, way of agreeing, samples and wording are asked for themselves."""

    ein_letter = _question(_("Is the IRS letter with your EIN at hand?"))
    legal_name = _question(_("Is your legal name spelled exactly as on that letter?"))
    website = _question(_("Is your website open to everybody, with https://?"))
    footer = _question(_("Does its footer name the legal entity, or say whose DBA you are?"))
    privacy_policy = _question(_("Does your privacy policy have a section about text messages?"))
    terms = _question(_("Are terms of service published on it?"))
    duns = _question(_("Do you have a DUNS number, or have you applied for one?"))
    social = _question(_("Do you have a LinkedIn or Facebook business page?"))
    brand = forms.CharField(label=_("Business name"), required=False, max_length=150)
    use_case = forms.ChoiceField(label=_("Use case"), required=False)
    opt_in_method = forms.ChoiceField(label=_("Way people agree"), required=False)
    samples = _samples(_("Sample messages"), _("One on each line, as they will be sent. Three are advised."))
    wording = forms.CharField(
        label=_("Consent wording"),
        required=False,
        max_length=4_000,
        help_text=_("What people read, or hear, when they agree."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent_wording = _question(_("Does the form show exactly these words?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_use_cases(self)
        field = self.fields["opt_in_method"]
        assert isinstance(field, forms.ChoiceField)
        known = ((name, entry["title"]) for name, entry in load().opt_in_methods.items())
        field.choices = [("", _("Not decided yet")), *known]

    def answers(self) -> dict[str, bool | None]:
        """The plain answers by check; call after ``is_valid``."""
        return {slug: truth(str(self.cleaned_data[slug])) for slug in CHECKS if slug in _ANSWERED}


_ANSWERED: Final = frozenset(
    "ein_letter legal_name website footer privacy_policy terms duns social consent_wording".split()  # noqa: SIM905
)


class PlanForm(AdviceForm):
    """The codes of a refusal."""

    codes = forms.CharField(
        label=_("The codes, or the whole notice"),
        max_length=LONGEST_NOTICE,
        help_text=_("Such as 9106, 9108. Paste the notice as it came; the codes in it are found."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    pick = forms.MultipleChoiceField(
        label=_("Or pick the codes"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    attempts = forms.IntegerField(
        label=_("How often was it rejected?"),
        required=False,
        min_value=1,
        max_value=99,
        error_messages={
            "invalid": _("Enter how often it was rejected as a whole number, such as 2"),
            "min_value": _("Enter how often it was rejected: 1 or more"),
            "max_value": _("Enter how often it was rejected: at most 99"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pick"]
        assert isinstance(field, forms.MultipleChoiceField)
        known = [code for code in load().codes.values() if code.authority == "tcr" and code.source == "source 004"]
        field.choices = [(code.key, f"{code.code} {code.title}") for code in known]

    def clean(self) -> dict[str, Any]:
        """At least one of the two ways of naming codes is used."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("codes") and not cleaned.get("pick"):
            self.add_error("codes", _("Enter the codes of the rejection, or pick them"))
        return cleaned


class SymptomForm(AdviceForm):
    """What goes wrong: a few answers, free text, or both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions():
            options = ((option["slug"], option["label"]) for option in question["options"])
            self.fields[question["slug"]] = _choice(question["text"], (("", _("Not sure")), *options))
        self.fields["text"] = forms.CharField(
            label=_("In your words"),
            required=False,
            max_length=LONGEST_NOTICE,
            help_text=_("Error numbers too, such as 30007."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def answers(self) -> dict[str, str]:
        """The chosen options by question; call after ``is_valid``."""
        return {one["slug"]: str(self.cleaned_data[one["slug"]]) for one in questions()}

    def clean(self) -> dict[str, Any]:
        """Something has to be told."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error("text", _("Answer a question, or tell in your words what goes wrong"))
        return cleaned
