"""The orders of the review queue, as expressions that its indexes and its queries share.

Every order ends with the key, so that it is total: "the next 25" after a row is one comparison of rows
(``(a, b, id) > (x, y, z)``), which PostgreSQL answers from the index however deep the page lies.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

NEVER: Final = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""Stands for the due date of what has none, so that it comes last."""


def due_key() -> Coalesce:
    """When it is due; overdue ones come first, those without a date last."""
    return Coalesce(F("due_at"), Value(NEVER, output_field=models.DateTimeField()))


def calm_key() -> models.expressions.CombinedExpression:
    """100 less the risk: the riskiest first."""
    return Value(100) - F("risk")


def age_key() -> Coalesce:
    """When it was submitted last, or begun."""
    return Coalesce(F("submitted_at"), F("created_at"))


ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "due": (due_key(), F("id")),
    "risk": (calm_key(), due_key(), F("id")),
    "oldest": (age_key(), F("id")),
}
"""Each order by the expressions it ascends by."""


def queue_indexes() -> list[models.Index]:
    """One index for each order within a state of a reseller, one for the few on their last attempt, one for words."""
    ordered = [models.Index(F("reseller"), F("state"), *ORDERS[name], name=f"application_by_{name}") for name in ORDERS]
    last = models.Index(
        fields=["reseller", "state"],
        name="application_last_attempt",
        condition=Q(rejections=F("rejection_cap") - 1),
    )
    return [*ordered, last, GinIndex(fields=["search"], name="application_search")]


def part_indexes() -> list[models.Index]:
    """What leads from the registry's own id or ticket to its part."""
    named = ~Q(external_reference__in=["", "by hand"])
    return [
        models.Index(fields=["external_id"], name="registry_record_id", condition=~Q(external_id="")),
        models.Index(fields=["external_reference"], name="registry_record_ticket", condition=named),
    ]
