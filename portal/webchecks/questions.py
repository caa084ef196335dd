"""What a run asks: what to look at, and what the website is held against."""

from __future__ import annotations

from typing import Any

from portal.rules.web_facts import Stated
from portal.webchecks.models import CheckRun
from portal.webchecks.visiting.order import Order


def order_of(run: CheckRun) -> Order:
    """What to look at."""
    order = Order(run.url, run.privacy_policy_url, run.terms_url, run.opt_in_url)
    return order.with_answers(run.brand)


def brand_of(run: CheckRun) -> dict[str, Any]:
    """The flat answers of the brand that the website is held against; the names are the run's own."""
    return {**run.brand, "legal_name": run.legal_name, "dba_name": run.dba_name}


def stated_of(run: CheckRun) -> tuple[Stated, ...]:
    """The policies' addresses as other answers give them."""
    return tuple(Stated(*(str(row.get(name, "")) for name in ("where", "role", "url"))) for row in run.stated)


def ledger_years_of(run: CheckRun) -> int:
    """How long the business, or its reseller for it, keeps consent records."""
    return max(run.business.retention_years, run.business.reseller.retention_years)
