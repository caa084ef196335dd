"""Helpers of the story: who acts, papers, and doing at once what workers would do a moment later."""

from __future__ import annotations

import uuid

from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile

from brands.services import brand_update
from brands.submitting import blocking, declaration_of, judged, request_check
from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_update
from campaigns.services import registration_open as campaign_open
from portal.accounts.models import Membership
from portal.accounts.scoping import actor_for_membership
from portal.common.actor import Actor
from portal.desk.kinds import KINDS
from portal.evidence.services import document_store
from portal.jobs.models import JobState
from portal.jobs.services import run_then
from portal.lifecycle.models import Application
from portal.management.demo.businesses import Company, brand_answers, campaign_answers, opt_in_wording
from portal.management.demo.papers import ein_letter, opt_in_screenshot
from portal.webchecks.models import CheckRun
from verification.models import TollFreeVerification

CAPACITY = "Owner"


def acting(membership: Membership) -> Actor:
    """The person in that role, acting from the demo's own address."""
    return actor_for_membership(membership, address="192.0.2.10", request_id="demo")


def brand_filled_in(actor: Actor, brand_id: uuid.UUID, company: Company) -> None:
    """Answers every question about a brand and uploads its IRS letter."""
    saved = brand_update(actor=actor, brand_id=brand_id, values=brand_answers(company))
    _refuse_problems(company, saved.problems)
    letter = ein_letter(company.site.legal_name, company.ein)
    _upload(actor, "ein_letter", letter, ("brand", brand_id), "ein_letter")


def campaign_filled_in(membership: Membership, company: Company) -> Application:
    """Opens an SMS/MMS registration and fills in everything."""
    actor = acting(membership)
    application = campaign_open(actor=actor, business=membership.organization)
    campaign = Campaign.objects.get(id=application.subject_id)
    brand_filled_in(actor, campaign.brand_id, company)
    saved = campaign_update(actor=actor, campaign_id=campaign.id, values=campaign_answers(company))
    _refuse_problems(company, saved.problems)
    site = company.site
    shot = opt_in_screenshot(site.name, site.opt_in_url, opt_in_wording(company))
    _upload(actor, "optin_screenshot", shot, ("campaign", campaign.id), "opt_in_evidence")
    return application


def submitted(
    membership: Membership,
    application: Application,
    *,
    overrides: dict[str, str] | None = None,
    answers: dict[str, dict[str, str]] | None = None,
) -> Application:
    """Hands a registration in: signs, starts the website check, carries it out, and lets its end complete the wish."""
    actor = acting(membership)
    application.refresh_from_db()
    outcome = KINDS[application.kind].submit(
        actor=actor,
        application=application,
        declaration=declaration_of(actor=actor, capacity=CAPACITY, kind=application.kind),
        overrides=overrides or {},
        answers={code: dict(answer) for code, answer in (answers or {}).items()},
    )
    if isinstance(outcome, CheckRun):
        check_carried_out(outcome)
    application.refresh_from_db()
    if application.submit_returned:
        raise RuntimeError(f"{application.reference} was not handed in: {application.submit_returned}")
    return application


def check_carried_out(run: CheckRun) -> CheckRun:
    """Does now what a worker would do in a moment: the check, then what follows it."""
    current_app.loader.import_default_modules()
    for _slice in range(3):  # the visit, its second try when a busy machine makes the site late, and the browser
        if run.state == JobState.QUEUED:
            CheckRun.objects.filter(id=run.id).update(not_before=None)
            current_app.tasks[run.task()](str(run.id))
        run.refresh_from_db()
    if run.state != JobState.DONE:
        raise RuntimeError(f"the check of {run.url} ended as {run.state}: {run.failure}")
    run_then(CheckRun, run.id)
    return run


def reasons_for_blockers(membership: Membership, application: Application, reason: str) -> dict[str, str]:
    """Looks at the website and gives every blocking finding the same written reason."""
    actor = acting(membership)
    dossier = campaign_dossier(actor, application)
    run = check_carried_out(request_check(actor=actor, dossier=dossier, trigger="button"))
    return dict.fromkeys(blocking(judged(dossier, run), {}), reason)


def check_left_to_workers(membership: Membership, application: Application) -> CheckRun:
    """Asks for a check that the workers carry out once they run: with pictures where there is a browser."""
    actor = acting(membership)
    return request_check(actor=actor, dossier=campaign_dossier(actor, application), trigger="button")


def proof_uploaded(actor: Actor, brief: TollFreeVerification, company: Company) -> None:
    """The screenshot that shows how people agree."""
    site = company.site
    shot = opt_in_screenshot(site.name, site.opt_in_url, opt_in_wording(company))
    _upload(actor, "optin_screenshot", shot, ("verification", brief.id), "opt_in_evidence")


def _upload(actor: Actor, kind: str, file: SimpleUploadedFile, subject: tuple[str, uuid.UUID], field: str) -> None:
    assert actor.organization_id is not None  # owners act for their business
    document_store(actor=actor, business_id=actor.organization_id, kind=kind, upload=file, subject=subject, field=field)


def _refuse_problems(company: Company, problems: dict[str, list[str]]) -> None:
    if problems:
        raise RuntimeError(f"{company.host}: the forms refuse {problems}")
