"""Example content for the style guide: what a real page would hand to each part."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from portal.common.clock import now


class ShowcaseForm(forms.Form):
    """A form with one field of each kind."""

    legal_name = forms.CharField(
        label="Legal name", help_text="As it stands on the IRS letter, with LLC or Inc.", max_length=100
    )
    website = forms.URLField(
        label="Website",
        required=False,
        assume_scheme="https",
        help_text="Reviewers open it. It must load over https.",
    )
    use_case = forms.ChoiceField(
        label="Use case", choices=[("care", "Customer care"), ("marketing", "Marketing"), ("mixed", "Mixed")]
    )
    sample = forms.CharField(
        label="Sample message",
        help_text="A message as people will receive it, with your name and how to stop.",
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": "segments"}),
    )
    opt_in = forms.ChoiceField(
        label="How people agree",
        choices=[("web", "Form on a website"), ("paper", "Paper form"), ("keyword", "They text a keyword")],
        widget=forms.RadioSelect,
    )
    contains = forms.MultipleChoiceField(
        label="Your messages may contain",
        choices=[("links", "Links"), ("phones", "Phone numbers"), ("age", "Age-restricted content")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    started = forms.DateField(
        label="First message",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Month, day, year.",
    )
    agree = forms.BooleanField(label="The answers are true and I may give them for this business")


def _task(title: str, status: str, hint: str, findings: int = 0) -> dict[str, Any]:
    return {"title": title, "status": status, "hint": hint, "findings": findings, "url": "#tasks"}


class _Row(dict[str, Any]):
    """A mapping whose keys also read as attributes, as the parts' real rows do."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(name) from error


def _groups() -> list[dict[str, Any]]:
    about = [
        _Row(_task("Give legal name and EIN", "done", "Matches IRS letter CP-575")),
        _Row(_task("Confirm the website", "todo", "bluebirddental.example, not checked yet")),
    ]
    sending = [
        _Row(_task("Write sample messages", "problem", "2 findings in sample 2", 2)),
        _Row(_task("Write the automatic replies", "asked", "Your provider asked for a change here.")),
        _Row(_task("Add terms of service", "optional", "Recommended for web forms")),
        _Row(_task("Check answers and submit", "cannot_start", "Opens when every task above is complete")),
    ]
    return [{"title": "About the business", "items": about}, {"title": "What you will send", "items": sending}]


def _findings() -> list[dict[str, Any]]:
    return [
        {
            "rule": "MSG-014",
            "severity": "error",
            "field": "sample_messages[1]",
            "message": "Sample message 2 does not say how to stop",
            "fix": "Add an instruction such as “Reply STOP to opt out”.",
            "codes": ["tcr:9106"],
            "why": "Carriers ask that at least one sample shows how a person ends the messages.",
        },
        {
            "rule": "MSG-031",
            "severity": "warning",
            "field": "sample_messages[1]",
            "message": "A curly apostrophe doubles the cost",
            "fix": "Write ' instead of ’: one segment where two would be sent.",
            "codes": [],
        },
        {
            "rule": "CMP-006",
            "severity": "advice",
            "field": "description",
            "message": "Say who receives the messages",
            "fix": "Name the people, for example “patients who book online”.",
            "codes": [],
        },
    ]


def _entries(present: dt.datetime) -> list[dict[str, Any]]:
    return [
        {
            "at": present - dt.timedelta(hours=3),
            "actor": "Dana Okafor",
            "tone": "bad",
            "title": "Changes requested",
            "text": "Sample 2 has no opt-out wording.",
        },
        {"at": present - dt.timedelta(days=2), "actor": "Maria Lopez", "tone": "info", "title": "Submitted"},
        {"at": present - dt.timedelta(days=3), "actor": "Maria Lopez", "title": "Started"},
    ]


def showcase(request: HttpRequest) -> dict[str, Any]:
    """The context of the style guide page."""
    present = now()
    wrong = ShowcaseForm({"legal_name": "", "website": "bluebird", "use_case": "care", "sample": "Hi", "opt_in": ""})
    wrong.fields["legal_name"].error_messages["required"] = "Enter the legal name of the business"
    wrong.fields["opt_in"].error_messages["required"] = "Select how people agree"
    wrong.fields["agree"].error_messages["required"] = "Confirm that the answers are true"
    rows = [
        {"label": "Legal name", "value": "Bluebird Dental Group LLC", "change_url": "#summary"},
        {"label": "EIN", "value": "31-•••4207", "change_url": "#summary"},
        {"label": "Description", "value": "Appointment reminders for four clinics in Ohio.\nTwo to four a month."},
        {"label": "Terms of service", "value": "", "change_url": "#summary"},
    ]
    return {
        "example_form": ShowcaseForm(auto_id="ok_%s"),
        "wrong_form": wrong,
        "groups": _groups(),
        "findings": _findings(),
        "rows": rows,
        "page_obj": Paginator(range(240), 25).get_page(request.GET.get("page")),
        "tabs": [
            {"label": "Overview", "url": "#tabs", "current": True},
            {"label": "Findings", "url": "#tabs", "count": 3},
            {"label": "Timeline", "url": "#tabs", "count": 12},
        ],
        "entries": _entries(present),
        "clock": {
            "label": "Temporary registration ends",
            "due_at": present + dt.timedelta(days=3),
            "tone": "warn",
            "hint": "Submit your changes before then to keep sending.",
        },
        "tones": ["neutral", "info", "good", "warn", "bad"],
        "verdicts": ["pass", "advice", "warning", "error", "could_not_check", "not_applicable", "not_in_force"],
        "sample": "Hi Maria, it is time for your check-up! Book at bit.ly/3xYbb or call us.",
        "spans": [(48, 60)],
    }
