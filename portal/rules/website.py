"""What a reviewer would say about a website, judged on the facts that one run gathered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.rules.inputs import build
from portal.rules.profiles import DEFAULT, profile_named
from portal.rules.result import Verdict, worst
from portal.rules.site import content, owner, reach
from portal.rules.site.check import Check
from portal.rules.site.pages import check_opt_in, check_policy, check_terms
from portal.rules.subjects import Brand, Site, WebsiteFacts

__all__ = ["Check", "judge_website", "verdict_of"]


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
    site = Site(facts, build(Brand, {key: value for key, value in brand.items() if value is not None}))
    limit = profile_named(profile).limit
    checks = [
        reach.check_reachable(site),
        reach.check_certificate(site),
        reach.check_expiry(site, at, limit("certificate_days_left")),
        reach.check_redirect(site),
        content.check_language(site),
        owner.check_identity(site),
        owner.check_contact(site),
        owner.check_social(site),
        content.check_links(site),
        content.check_forms(site),
        content.check_goods(site),
        content.check_leads(site),
        owner.check_address(site),
    ]
    if limit("later_public_rules"):
        checks.append(content.check_substance(site, limit("site_words_min"), limit("site_pages_min")))
    return [
        *checks,
        *check_policy(site, profile, ledger_years),
        *check_terms(site, profile),
        *check_opt_in(site, profile),
    ]


def verdict_of(checks: list[Check]) -> Verdict:
    """The verdict of a run: as bad as its worst check."""
    return worst(check.verdict for check in checks)
