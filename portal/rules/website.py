"""What a reviewer would say about a website, judged on the facts that one run gathered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from portal.rules.inputs import build
from portal.rules.profiles import DEFAULT, profile_named
from portal.rules.result import Verdict
from portal.rules.site import content, elsewhere, owner, reach
from portal.rules.site.check import Check, counts, whole_verdict
from portal.rules.site.rendered import as_drawn, check_rendered
from portal.rules.site_pages import check_opt_in, check_policy, check_terms
from portal.rules.subjects import Brand, Site
from portal.rules.web_facts import WebsiteFacts

__all__ = ["Check", "counts", "judge_website", "verdict_of", "whole_verdict"]


def judge_website(
    facts: WebsiteFacts,
    *,
    brand: Mapping[str, Any],
    profile: str = DEFAULT,
    at: datetime | None = None,
    ledger_years: int | None = None,
) -> list[Check]:
    """All checks of one run, in the order a reviewer would take.

    ``brand`` has the model's flat names (``legal_name``, ``dba_name``, ``social_urls`` ...). ``at`` is the moment of
    the run; without it the days left on the certificate are not judged. ``ledger_years`` is how long consent records
    are kept; without it a promise of the policy is not held against it. Raises ``UnknownProfile``.
    """
    known = build(Brand, {key: value for key, value in brand.items() if value is not None})
    site = Site(as_drawn(facts), known)
    limit = profile_named(profile).limit
    return [
        *_whole(site, at, limit),
        *check_policy(site, profile, ledger_years),
        *check_terms(site, profile),
        *check_opt_in(site, profile),
        *check_rendered(site, limit("consent_font_px"), limit("contrast_percent_min") / 100),
        elsewhere.check_consistency(site),
        elsewhere.check_robots(site),
    ]


def _whole(site: Site, at: datetime | None, limit: Callable[[str], int]) -> list[Check]:
    """The checks of the site as a whole."""
    checks = [
        reach.check_reachable(site),
        reach.check_certificate(site),
        reach.check_expiry(site, at, limit("certificate_days_left")),
        reach.check_revocation(site),
        reach.check_redirect(site),
        reach.check_www(site),
        reach.check_canonical(site),
        content.check_language(site),
        owner.check_identity(site),
        owner.check_contact(site),
        owner.check_social(site),
        owner.check_domain(site, at),
        content.check_links(site),
        content.check_forms(site),
        content.check_goods(site),
        content.check_leads(site),
        owner.check_address(site),
    ]
    if limit("later_public_rules"):
        checks.append(content.check_substance(site, limit("site_words_min"), limit("site_pages_min")))
    return checks


def verdict_of(checks: list[Check]) -> Verdict:
    """The verdict of a run: as bad as its worst check that counts."""
    return whole_verdict((check.check, check.verdict.value, check.reason) for check in checks)
