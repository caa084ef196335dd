"""The letter of an appeal (source 004, step 7.1, phase 4): eight parts, kept in versions, filed with the appeal."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from brands.answering import answers_before, code_answers
from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.clock import day_in, told_day
from portal.common.errors import NotFound, WrongInput
from portal.documents.models import GeneratedDocument, WordingKind
from portal.documents.selectors import generated_for
from portal.documents.services import keep_version
from portal.evidence.selectors import documents_for
from portal.lifecycle.codes import IN_WORDS, told_of
from portal.lifecycle.models import Appeal, Application
from portal.lifecycle.selectors import application_for, last_rejection, last_submission, parts_of
from portal.lifecycle.services import appeal_file
from portal.lifecycle.services.acting import lock
from portal.lifecycle.snapshot import value_of
from portal.rules.rulebook import load

LABELS: Final = {
    "subject": "Subject",
    "brand_id": "Brand ID",
    "campaign_id": "Campaign ID",
    "rejection_code": "Rejection code",
    "business_impact": "Business impact",
    "prior_attempts": "Prior attempts",
    "remediation": "Remediation completed",
    "request": "Request",
}
"""The parts of the letter, in its order."""
MOST: Final = 2000
_PART: Final = re.compile(rf"^({'|'.join(map(re.escape, LABELS.values()))}):[ \t]?", re.MULTILINE)


def asked() -> dict[str, str]:
    """What each part asks for, as the rulebook has it."""
    phases = load().documents["remediation"]["phases"]
    slots = next(phase for phase in phases if phase["slug"] == "appeal")["tasks"][0]["slots"]
    return {slot["name"]: slot["title"] for slot in slots}


def letter_prefilled(actor: Actor, application: Application) -> dict[str, str]:
    """The parts as far as they are known: ids, codes, attempts, and what was done for each code. Raises WrongPerson."""
    decision = last_rejection(application)
    codes, parts = list(decision.codes) if decision else [], parts_of(application)
    ids = {part.part_kind: part.external_id or _("none yet; ours is %s") % application.reference for part in parts}
    submission = last_submission(application)
    volume = str(value_of(submission.payload, "message_volume") or "") if submission else ""
    impact = f"Registered for {volume} messages a month; " if volume else ""
    return {
        "subject": f"URGENT: campaign rejection {application.reference}, effect on the business",
        "brand_id": ids.get("brand", ""),
        "campaign_id": ids.get("campaign") or ids.get("number") or "",
        "rejection_code": "; ".join(capfirst(told_of(code)) for code in codes),
        "business_impact": f"{impact}[messages] messages a day and $[amount] a day wait for the approval.",
        "prior_attempts": str(application.submission_count),
        "remediation": _done(code_answers(actor, application), application),
        "request": "Expedited review, and escalation to the carrier.",
    }


def _done(answers: Mapping[str, Mapping[str, Any]], application: Application) -> str:
    """What was changed for each code, with the day on which it was written down."""
    days = {answer.code: answer.at for answer in application.code_answers.all()}
    before, zone = answers_before(application), application.reseller.time_zone
    lines = []
    for key, answer in answers.items():
        told = str(answer.get("change") or answer.get("text") or before.get(key) or "").strip()
        if told:
            day = told_day(day_in(zone, days[key])) if key in days else ""
            parts = [day, "" if key == IN_WORDS else key.rpartition(":")[2]]
            lines.append(f"{', '.join(filter(None, parts))}: {told}".removeprefix(": "))
    return "\n".join(lines)


def letter_text(values: Mapping[str, str]) -> str:
    """The letter: a part after the other, each under its label."""
    return "\n".join(f"{label}: {values.get(name, '').strip()}" for name, label in LABELS.items())


def letter_parts(text: str) -> dict[str, str]:
    """The parts of a kept letter by name; the reverse of ``letter_text``."""
    names = {label: name for name, label in LABELS.items()}
    pieces = _PART.split(text)
    return {names[label]: told.strip() for label, told in zip(pieces[1::2], pieces[2::2], strict=True)}


def letters_of(actor: Actor, application: Application) -> list[GeneratedDocument]:
    """The kept versions of an application's letter, newest first. Raises WrongPerson."""
    rows = generated_for(actor, subject=("application", application.id)).filter(kind=WordingKind.APPEAL_LETTER)
    return list(rows.order_by("-version"))


def letter_of(actor: Actor, application: Application, version: int) -> GeneratedDocument:
    """One version. Raises NotFound, WrongPerson."""
    found = next((letter for letter in letters_of(actor, application) if letter.version == version), None)
    if found is None:
        raise NotFound()
    return found


@transaction.atomic
def letter_keep(*, actor: Actor, application_id: uuid.UUID, values: Mapping[str, str]) -> GeneratedDocument:
    """Keeps the letter as a new version of the application's document; the same words are not kept twice.

    Raises WrongPerson, NotFound, or WrongInput naming parts that are empty, too long, or still hold a [placeholder].
    """
    application = lock(actor, application_id)
    actor.require(Permission.REGISTRATION_EDIT)
    _guard(values)
    text = letter_text(values)
    return keep_version(
        actor, application.organization_id, ("application", application.id), WordingKind.APPEAL_LETTER, text
    )


@transaction.atomic
def letter_file(*, actor: Actor, application_id: uuid.UUID, values: Mapping[str, str]) -> Appeal:
    """Keeps the letter and files the appeal with it; papers attached to the rejection's codes go along.

    Raises what ``letter_keep`` and the appeal's own verb raise.
    """
    letter = letter_keep(actor=actor, application_id=application_id, values=values)
    application = application_for(actor, id=application_id)
    decision = last_rejection(application)
    papers = [
        str(paper.id)
        for code in (decision.codes if decision else [])
        for paper in documents_for(actor, subjects=[("application", application.id)], field=code["key"])
    ]
    return appeal_file(
        application_id=application_id, actor=actor, letter=letter.text, evidence=list(dict.fromkeys(papers))
    )


def _guard(values: Mapping[str, str]) -> None:
    """Refuses a letter that is not whole: of the ids one of the two is enough."""
    fields: dict[str, list[str]] = {}
    optional = (
        {"brand_id", "campaign_id"} if any(values.get(n, "").strip() for n in ("brand_id", "campaign_id")) else set()
    )
    for name in LABELS:
        told = values.get(name, "").strip()
        if not told and name not in optional:
            fields[name] = ["Write this part; the carrier's desk sorts appeals by it."]
        elif len(told) > MOST:
            fields[name] = [f"Use at most {MOST} characters."]
        elif re.search(r"\[[a-z ]{1,30}\]", told):
            fields[name] = ["Put your own figures where the square brackets stand."]
        elif any(_PART.match(line) for line in told.splitlines()):
            fields[name] = ["Begin no line with the name of a part; the letter would be read wrongly."]
    if fields:
        raise WrongInput("Some parts of the letter are not complete yet.", code="letter_incomplete", fields=fields)
