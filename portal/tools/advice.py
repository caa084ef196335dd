"""What the advising tools answer: the rules' pure functions, with dates and words for the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from portal.common.businessdays import add_business_days
from portal.common.errors import WrongInput
from portal.rules.advice import builders, readiness, remediation, selector, symptoms, trust
from portal.rules.engine import lint
from portal.tools.advice_forms import (
    DescribeForm,
    PlanForm,
    ReadinessForm,
    SymptomForm,
    TrustForm,
    UseCaseForm,
    paragraphs,
    truth,
)


def use_case_advice(form: UseCaseForm, today: dt.date) -> dict[str, Any]:
    """Ranked use cases for what is told."""
    given = form.cleaned_data
    choice = selector.select_use_case(
        given["description"],
        paragraphs(given["samples"]),
        daily=given["daily"],
        sole_proprietor=given["sole_proprietor"],
    )
    return {"choice": choice}


def described(form: DescribeForm, today: dt.date) -> dict[str, Any]:
    """A description made of the four parts. Raises WrongInput with what is in the way."""
    given = form.cleaned_data
    parts = (given["brand"], given["message_type"], given["audience"], given["purpose"])
    try:
        text = builders.description(*parts, use_case=given["use_case"])
    except builders.CannotBuild as refusal:
        raise WrongInput(str(refusal), fields={refusal.part or "message_type": [str(refusal)]}) from refusal
    data = {"text": text, "brand": {"legal_name": given["brand"]}, "use_case": given["use_case"]}
    ranked = selector.select_use_case(text)
    return {"text": text, "findings": lint("campaign_description", data).as_dict()["findings"], "choice": ranked}


@dataclasses.dataclass(frozen=True)
class Milestone:
    """A step of an improvement with the days between which it is reached."""

    what: str
    first: dt.date
    last: dt.date


@dataclasses.dataclass(frozen=True)
class Planned:
    """An improvement and when it would count if one began today."""

    improvement: trust.Improvement
    milestones: tuple[Milestone, ...]


def _milestones(steps: tuple[Any, ...], today: dt.date) -> tuple[Milestone, ...]:
    """Each step begins when the one before it ends."""
    found = []
    first = last = today
    for step in steps:
        if "business_days" in step:
            least, most = step["business_days"]
            first, last = add_business_days(first, least), add_business_days(last, most)
        else:
            least, most = step["days"]
            first, last = first + dt.timedelta(days=least), last + dt.timedelta(days=most)
        found.append(Milestone(str(step["what"]), first, last))
    return tuple(found)


def _number(value: str) -> int | None:
    return int(value) if value else None


def trust_advice(form: TrustForm, today: dt.date) -> dict[str, Any]:
    """The estimate, and a plan with dates that begins today."""
    given = form.cleaned_data
    standing = trust.Standing(
        duns=given["duns"],
        https=truth(given["https"]),
        domain_days=_number(given["domain_days"]),
        reviews_count=given["reviews_count"],
        reviews_rating=given["reviews_rating"],
        social=truth(given["social"]),
        ein=truth(given["ein"]),
        use_case=given["use_case"],
        history_days=_number(given["history_days"]),
        business_days_old=_number(given["business_days_old"]),
    )
    found = trust.estimate(standing)
    planned = [Planned(one, _milestones(one.steps, today)) for one in found.improvements]
    return {"estimate": found, "planned": planned, "today": today}


def readiness_advice(form: ReadinessForm, today: dt.date) -> dict[str, Any]:
    """The twelve checks on plain answers; samples and wording are judged as they stand."""
    given = form.cleaned_data
    campaign: dict[str, Any] = {
        "brand": {"legal_name": given["brand"], "dba_name": ""},
        "use_case": given["use_case"],
        "opt_in_method": given["opt_in_method"],
        "sample_messages": paragraphs(given["samples"]),
        "opt_in_wording": given["wording"],
        "verbal_script": given["wording"],
    }
    known = readiness.Preparation(answers=form.answers(), campaign=campaign, whole=False)
    found = readiness.readiness(known)
    return {"ready": found, "rows": [(check, "") for check in found.checks], "today": today}


def plan_advice(form: PlanForm, today: dt.date) -> dict[str, Any]:
    """The remediation plan. Raises WrongInput when nothing in the text looks like a code."""
    given = form.cleaned_data
    spellings = [*given["pick"], *remediation.spellings_in(given["codes"])]
    if not spellings:
        sentence = (
            "No code was found in this text. Codes are numbers such as 9106, or words such as CAMPAIGN_MULTI_USE."
        )
        raise WrongInput(sentence, fields={"codes": [sentence]})
    plan = remediation.group_codes(spellings, attempts=given["attempts"] or 1)
    return {"plan": plan, "attempts": given["attempts"] or 1}


def symptom_advice(form: SymptomForm, today: dt.date) -> dict[str, Any]:
    """Likely causes of what is told, with the plan for their codes."""
    found = symptoms.diagnose(form.cleaned_data["text"], form.answers())
    return {"diagnosis": found, "plan": found.plan, "attempts": 1}
