"""Handing in a registration: what every kind of subject does on the way to ``application_submit``.

A subject's room gives a ``Dossier``: everything that is judged and frozen. The website check that carries a submission
must be of these addresses and at most 15 minutes old; when there is none, the wish is stored, a check starts, and its
end (``complete``) hands in or returns the wish with a reason.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from brands.checking import WebTarget
from portal.common.actor import SYSTEM, Actor
from portal.common.clock import now
from portal.common.errors import Refusal, WrongInput
from portal.lifecycle.clocks import CHECK_FRESH
from portal.lifecycle.models import Application, Kind, Submission
from portal.lifecycle.selectors import application_for
from portal.lifecycle.services.opening import Part, application_set_parts
from portal.lifecycle.services.submitting import (
    application_return_wish,
    application_submit,
    application_wish_submit,
    wish_actor,
)
from portal.lifecycle.snapshot import Snapshot, check_declaration
from portal.rules.result import Report, Verdict, worst
from portal.rules.website import counts
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import latest_finished
from portal.webchecks.services import check_request

DECLARATION_VERSION = "2026-1"
_ENTITLED = "I am entitled to register this business. The answers are accurate and match its records."
_CONSENT = "Consent is collected in the way stated here and in no other, and I can show it."
_KNOWN = "I know that wrong statements lead to rejection, and that repeated rejections may be fined."


@dataclasses.dataclass(frozen=True, slots=True)
class Dossier:
    """All that one registration consists of at one moment.

    ``faults`` are missing or unusable answers by full field name, ``advised`` what a reviewer will miss although the
    submit goes without it; ``payload`` builds the frozen form; ``web`` is None when the business has no website to
    look at.
    """

    application: Application
    subject: tuple[str, uuid.UUID]
    title: str
    parts: Sequence[Part]
    faults: Mapping[str, Sequence[str]]
    report: Report
    payload: Callable[[Actor], dict[str, Any]]
    web: WebTarget | None
    advised: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)


def declared(kind: str) -> str:
    """What a person signs at every submit (source 004, step 4.4: the opt-in method is a binding declaration).

    A brand alone states no way of consent, so nothing is declared of one.
    """
    return " ".join([_ENTITLED, _KNOWN] if kind == Kind.BRAND else [_ENTITLED, _CONSENT, _KNOWN])


def declaration_of(*, actor: Actor, capacity: str, kind: str) -> dict[str, Any]:
    """The declaration as it is stored: what was signed, by whom, in what capacity, when, from where."""
    return {
        "text": declared(kind),
        "version": DECLARATION_VERSION,
        "person": actor.label,
        "capacity": capacity.strip(),
        "at": now().isoformat(),
        "address": actor.address,
    }


def fresh_run(dossier: Dossier) -> CheckRun | None:
    """The finished website check that may carry a submission now: of the same answers, at most 15 minutes old.

    The same are the addresses, the names, and everything else that the website was held against.
    """
    run = latest_finished(dossier.subject)
    if run is None or dossier.web is None or run.finished_at is None:
        return None
    if now() - run.finished_at > CHECK_FRESH or run.state != "done":
        return None
    asked = {**dossier.web.questions, "profile": dossier.report.profile}
    return run if all(getattr(run, name) == value for name, value in asked.items()) else None


def judged(dossier: Dossier, run: CheckRun | None) -> list[dict[str, Any]]:
    """The findings a submission is judged by: the linter's, and what the website check saw."""
    findings = [finding.as_dict() for finding in dossier.report.findings]
    for finding in findings:  # a rule in report mode is told and holds nothing back
        finding["severity"] = "advice" if finding["status_report"] else finding["severity"]
    findings += [finding.as_dict() | {"severity": "advice"} for finding in dossier.report.silenced]
    return findings + [finding_of(check) for check in (run.checks if run else []) if _counted(check)]


_SHOWN = 3
_COUNTED = ("error", "warning", "could_not_check")


def _counted(check: Mapping[str, Any]) -> bool:
    """Whether an answer weighs in the verdict of the run it is from, and asks something of somebody."""
    return check["verdict"] in _COUNTED and counts(check["check"], check["verdict"], check.get("reason", ""))


def finding_of(check: Mapping[str, Any]) -> dict[str, Any]:
    """A check of a website as a finding, so that pages and overrides treat both alike."""
    return {
        "rule": f"website:{check['check']}",
        "name": str(check["check"]).replace("_", " "),
        "severity": check["verdict"],
        "field": "website",
        "span": None,
        "message": check.get("message", ""),
        "fix": check.get("fix", ""),
        "codes": list(check.get("codes") or []),
        "edit": None,
        "why": "",
        "second_line": None,
        "status_report": False,
    }


def blocking(findings: Sequence[Mapping[str, Any]], overrides: Mapping[str, str]) -> list[str]:
    """The rules that keep a submission back: errors without a written reason."""
    rules = {str(f["rule"]) for f in findings if f["severity"] == "error" and not f.get("status_report")}
    return sorted(rule for rule in rules if not overrides.get(rule, "").strip())


@transaction.atomic
def submit(
    *,
    actor: Actor,
    dossier: Dossier,
    declaration: dict[str, Any],
    overrides: dict[str, str],
    answers: dict[str, dict[str, Any]],
    then_task: str,
) -> Submission | CheckRun:
    """Hands in at once, or starts the website check that the submit waits for and answers its run.

    Raises WrongState, WrongPerson, or WrongInput: `incomplete` (``fields`` by full field name), `blocking_findings`
    (``fields`` by rule), `declaration_missing`, `codes_unanswered`.
    """
    if dossier.faults:
        raise WrongInput(
            _("Some answers are still missing or cannot be used. The list says which."),
            code="incomplete",
            fields=dossier.faults,
        )
    check_declaration(declaration)
    run = fresh_run(dossier)
    _guard_findings(judged(dossier, run), overrides)
    application_set_parts(application_id=dossier.application.id, actor=actor, parts=dossier.parts, title=dossier.title)
    if dossier.web is not None and run is None:
        return _wish(actor, dossier, declaration, overrides, answers, then_task)
    snapshot = _snapshot(actor, dossier, run, declaration, overrides, answers)
    return application_submit(application_id=dossier.application.id, actor=actor, snapshot=snapshot)


def complete(
    *,
    application_id: uuid.UUID,
    dossier_of: Callable[[Actor, Application], Dossier],
    then: Callable[[Actor, Application], None] | None = None,
) -> Submission | None:
    """After the website check of a wish has ended: hands in, or returns the wish with the reason.

    Does nothing when there is no wish any more, so it may run twice. ``then`` runs after a submission, if given.
    """
    application = application_for(SYSTEM, id=application_id)
    if application.submit_requested_at is None:
        return None
    intent = application.submit_intent
    try:
        with transaction.atomic():
            actor = wish_actor(application)
            dossier = dossier_of(actor, application)
            run = _run_of_wish(application, dossier)
            _guard_findings(judged(dossier, run), intent["overrides"])
            snapshot = _snapshot(actor, dossier, run, intent["declaration"], intent["overrides"], intent["answers"])
            submission = application_submit(application_id=application.id, actor=actor, snapshot=snapshot)
            if then is not None:
                then(actor, application)
    except Refusal as refusal:
        application_return_wish(application_id=application_id, reason=refusal.message)
        return None
    return submission


def _run_of_wish(application: Application, dossier: Dossier) -> CheckRun:
    run = CheckRun.objects.filter(id=application.submit_check_run or application.id).first()
    if run is None or run.state != "done":
        why = f" {run.failure}" if run and run.failure else ""
        raise WrongInput(
            _("The website check did not finish.%(why)s Start it again.") % {"why": why}, code="check_failed"
        )
    if dossier.faults:
        raise WrongInput(_("Answers were changed while the website check ran, and some cannot be used."))
    fresh = fresh_run(dossier)
    if fresh is None:
        raise WrongInput(
            _(
                "Answers that the website is held against were changed while its check ran, or it"
                " took too long. Submit again."
            ),
            code="check_too_old",
        )
    return fresh


def _guard_findings(findings: list[dict[str, Any]], overrides: Mapping[str, str]) -> None:
    rules = blocking(findings, overrides)
    if rules:
        raise WrongInput(
            _("Put this right, or write why it stands: %(what)s")
            % {"what": _named([f for f in findings if f["rule"] in rules])},
            code="blocking_findings",
            fields={rule: [_("Put this right, or write why it stands.")] for rule in rules},
            rules=rules,
        )


def _named(findings: Sequence[Mapping[str, Any]]) -> str:
    """The first sentence of the first three findings and how many more there are: their pages say the rest."""
    sentences = dict.fromkeys(str(finding["message"]).partition(". ")[0].rstrip(".") for finding in findings)
    shown = [Truncator(sentence).chars(140) for sentence in list(sentences)[:_SHOWN]]
    more = len(sentences) - len(shown)
    return f"{'; '.join(shown)}{f'; and {more} more' if more else ''}."


def _wish(
    actor: Actor,
    dossier: Dossier,
    declaration: dict[str, Any],
    overrides: dict[str, str],
    answers: dict[str, dict[str, Any]],
    then_task: str,
) -> CheckRun:
    run = request_check(actor=actor, dossier=dossier, trigger="submit", then_task=then_task)
    intent = {"declaration": declaration, "overrides": overrides, "answers": answers}
    application_wish_submit(application_id=dossier.application.id, actor=actor, check_run_id=run.id, intent=intent)
    return run


def request_check(*, actor: Actor, dossier: Dossier, trigger: str, then_task: str = "") -> CheckRun:
    """Starts a website check of the dossier's addresses. Raises WrongInput when there is no website to look at."""
    if dossier.web is None:
        sentence = _("Enter the website first; then it can be checked.")
        raise WrongInput(sentence, code="website_missing", fields={"website": [sentence]})
    application = dossier.application
    return check_request(
        actor=actor,
        business_id=application.organization_id,
        subject=dossier.subject,
        trigger=trigger,
        profile=dossier.report.profile,
        then_task=then_task,
        then_id=application.id if then_task else None,
        **dossier.web.questions,
    )


def _snapshot(
    actor: Actor,
    dossier: Dossier,
    run: CheckRun | None,
    declaration: dict[str, Any],
    overrides: dict[str, str],
    answers: dict[str, dict[str, Any]],
) -> Snapshot:
    findings = judged(dossier, run)
    stand = {finding["rule"] for finding in findings if finding["severity"] == "error"}
    return Snapshot(
        payload=dossier.payload(actor),
        findings=findings,
        verdict=worst([dossier.report.verdict, *([Verdict(run.verdict)] if run else [])]).value,
        rulebook=dossier.report.rulebook,
        profile=dossier.report.profile,
        check_run_id=run.id if run else None,
        check_finished_at=run.finished_at if run else None,
        overrides={rule: reason for rule, reason in overrides.items() if rule in stand},
        declaration=declaration,
        answers=answers,
    )
