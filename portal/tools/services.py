"""Judging pasted texts for visitors: the same linter as in a registration, and nothing is stored."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from portal.common.errors import WrongInput
from portal.rules.engine import UnreadableInput, lint
from portal.rules.rulebook import load

# fact -> (what it is called when shown, the answer reviewers look for)
_FACTS: Final[dict[str, dict[str, tuple[Any, bool]]]] = {
    "privacy_policy": {
        "has_sms_section": (_("A section about text messages"), True),
        "no_third_party_sharing": (_("Mobile numbers and consent are not shared"), True),
        "verbatim_sentence": (_("The non-sharing sentence in the registry's own words"), True),
        "shares_for_marketing": (_("Does not share data with others for their marketing"), False),
        "mentions_stop": (_("How to stop (STOP)"), True),
        "mentions_help": (_("How to get help (HELP)"), True),
        "rates_may_apply": (_("Message and data rates may apply"), True),
        "frequency": (_("How often messages come"), True),
        "retention_stated": (_("How long data is kept"), True),
    },
    "opt_in_form": {
        "phone_field": (_("A field for the phone number"), True),
        "phone_required": (_("The phone number is optional"), False),
        "consent_checkbox": (_("A box to tick for text messages"), True),
        "checkbox_prechecked": (_("The box starts empty"), False),
        "checkbox_required": (_("The form can be sent without ticking the box"), False),
        "brand": (_("The name of the business"), True),
        "message_type": (_("What kind of messages"), True),
        "frequency": (_("How often messages come"), True),
        "rates": (_("Message and data rates may apply"), True),
        "stop": (_("How to stop (STOP)"), True),
        "help": (_("How to get help (HELP)"), True),
        "privacy_link": (_("A link to the privacy policy"), True),
        "terms_link": (_("A link to the terms"), True),
        "not_condition_of_purchase": (_("Consent is not a condition of purchase"), True),
        "bundled_with_email": (_("Separate from consent to e-mail"), False),
        "bundled_with_calls": (_("Separate from consent to calls"), False),
    },
}


@dataclasses.dataclass(frozen=True)
class Element:
    """One element that reviewers look for, and whether it was found as they want it."""

    label: str
    found: bool


@dataclasses.dataclass(frozen=True)
class Judgement:
    """A report in the shape its page shows."""

    verdict: str
    findings: list[dict[str, Any]]
    facts: dict[str, Any]
    elements: list[Element]
    use_cases: list[dict[str, Any]]
    spans: list[tuple[int, int]]

    @property
    def all_clear(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def judge_text(kind: str, data: dict[str, Any]) -> Judgement:
    """The linter's answer about one pasted text. Raises WrongInput when the text cannot be read."""
    try:
        report = lint(kind, data).as_dict()
    except UnreadableInput as error:
        raise WrongInput(str(error), fields={"text": [str(error)]}) from error
    facts = report.get("facts") or {}
    labels = _FACTS.get(kind, {})
    return Judgement(
        verdict=report["verdict"],
        findings=report["findings"],
        facts=facts,
        elements=[
            Element(str(labels[name][0]), bool(facts[name]) is labels[name][1]) for name in labels if name in facts
        ],
        use_cases=[_named(entry) for entry in facts.get("use_cases", ())],
        spans=[tuple(one["span"]) for one in report["findings"] if one["span"] and one["field"] == "text"],
    )


def _named(entry: dict[str, Any]) -> dict[str, Any]:
    known = load().use_cases.get(entry["code"], {})
    return {**entry, "title": known.get("title", entry["code"]), "percent": round(100 * float(entry["score"]))}


def mend_text(text: str, findings: list[dict[str, Any]], rule: str) -> str:
    """The text after the first mend that ``rule`` offers. Raises WrongInput when the rule offers none any more."""
    edit = next((one["edit"] for one in findings if one["rule"] == rule and one["edit"]), None)
    if edit is None:
        sentence = "That change is not needed any more: the text has changed since."
        raise WrongInput(sentence, code="mend_gone", fields={"text": [sentence]})
    return text[: edit["start"]] + str(edit["text"]) + text[edit["end"] :]
