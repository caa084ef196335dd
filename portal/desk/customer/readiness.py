"""How ready a registration is, and the trust score it may expect: judged from what is entered, filed and seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from brands.models import Brand
from brands.selectors import brand_for, paper_kinds_of
from brands.services import brand_as_lint
from campaigns.models import Campaign
from campaigns.selectors import campaign_for
from campaigns.services import campaign_as_lint
from portal.accounts.scoping import actor_of
from portal.common.clock import now
from portal.common.errors import NotFound
from portal.desk.kinds import FieldLinks, pages_of
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.papers import letter_name
from portal.lifecycle.selectors import application_for
from portal.rules.advice import trust
from portal.rules.advice.readiness import Preparation, readiness
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import latest_finished


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The checks, what else is missing with the link to it, and the estimate. NotFound for toll-free."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    if application.kind == Kind.TOLL_FREE:
        raise NotFound(_("The readiness checks are about brands and campaigns; a toll-free verification has none."))
    campaign = campaign_for(actor, application.subject_id) if application.kind == Kind.SMS_MMS else None
    brand = campaign.brand if campaign else brand_for(actor, application.subject_id)
    run = latest_finished(pages_of(application).dossier(actor, application).subject)
    on_letter = letter_name(actor, brand_id=brand.id, legal_name=brand.legal_name)
    ready = readiness(_known(brand, campaign, run, on_letter), profile=application.reseller.profile)
    links = FieldLinks(actor, application)
    context = {
        "application": application,
        "ready": ready,
        "rows": [(check, _where(check.slug, links, application)) for check in ready.checks],
        "missing": [(one, links[one.name] or links[_PAPERS_AT]) for one in ready.missing],
        "run": run,
        "estimate": trust.estimate(_standing(brand, campaign.use_case if campaign else "", run, now().date())),
    }
    return render(request, "desk/customer/readiness.html", context)


_PAPERS_AT = "opt_in_method"
"""The page on which papers of a campaign are filed."""
_ANSWERED_AT = {
    "ein_letter": "ein",
    "legal_name": "legal_name",
    "duns": "duns",
    "social": "social_urls",
    "use_case": "use_case",
    "opt_in_method": "opt_in_method",
    "samples": "sample_messages",
    "consent_wording": "opt_in_wording",
}


def _where(slug: str, links: FieldLinks, application: Application) -> str:
    """The page on which a check's matter is answered; what only the website shows leads to its check."""
    name = _ANSWERED_AT.get(slug)
    return links[name] if name else reverse("desk:website_check", args=[application.reference])


def _known(brand: Brand, campaign: Campaign | None, run: CheckRun | None, on_letter: str) -> Preparation:
    papers = {*paper_kinds_of("brand", brand.id), *(paper_kinds_of("campaign", campaign.id) if campaign else ())}
    return Preparation(
        brand={**brand_as_lint(brand), "irs_name": on_letter},
        campaign=campaign_as_lint(campaign) if campaign else {},
        site_checks=run.checks if run else (),
        papers=frozenset(papers),
        alone=campaign is None,
    )


def _standing(brand: Brand, use_case: str, run: CheckRun | None, today: dt.date) -> trust.Standing:
    registered, source = domain_day(run, brand.domain_registered_on)
    return trust.Standing(
        duns="yes" if brand.duns else "applied" if brand.duns_applied_on else "no",
        https=_https(run),
        domain_days=_days(registered, today),
        domain_source=source,
        reviews_count=brand.reviews_count,
        reviews_rating=None if brand.reviews_rating is None else float(brand.reviews_rating),
        social=bool(brand.social_urls),
        ein=bool(brand.ein),
        use_case=use_case,
        history_days=_days(brand.messaging_history_since, today),
        business_days_old=_days(brand.incorporation_date, today),
    )


def _https(run: CheckRun | None) -> bool | None:
    """What the last look saw of the certificate; ``None`` when nobody looked."""
    verdicts: dict[str, Any] = {check["check"]: check["verdict"] for check in run.checks} if run else {}
    return {"pass": True, "error": False}.get(verdicts.get("tls.certificate", ""))


def domain_day(run: CheckRun | None, answered: dt.date | None) -> tuple[dt.date | None, str]:
    """The day on which the domain was registered and who says so: the newest check's registry, else the business."""
    domain = (run.facts.get("domain") if run else None) or {}
    if domain.get("source") == "rdap" and domain.get("registered"):
        return dt.datetime.fromisoformat(domain["registered"]).date(), "rdap"
    return answered, "owner" if answered else ""


def _days(since: dt.date | None, today: dt.date) -> int | None:
    return None if since is None else (today - since).days
