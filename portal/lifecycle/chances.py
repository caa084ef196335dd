"""How often a resubmission succeeded after a code, counted from this deployment's own decisions."""

from __future__ import annotations

import dataclasses
from typing import Final

from django.core.cache import cache
from django.db.models import Count, OuterRef, Q, Subquery

from portal.lifecycle.models import Decision
from portal.lifecycle.states import AppealState

LEAST: Final = 20
"""A share of fewer outcomes than this says nothing and is not shown."""
LOOKED_AT: Final = 5_000
"""The newest rejections that are counted."""
KEPT: Final = 60 * 60
"""Seconds that a count stays as it is."""


@dataclasses.dataclass(frozen=True, slots=True)
class Chance:
    """Of ``total`` resubmissions after a code that were answered, ``approved`` were approved."""

    approved: int
    total: int

    @property
    def percent(self) -> int:
        """The share of those approved, rounded."""
        return round(100 * self.approved / self.total)


def chance_after(key: str) -> Chance | None:
    """The chance after a code (`tcr:9106`); None while fewer than ``LEAST`` outcomes are known. An hour old at most."""
    name = f"chance:{key}"
    counted = cache.get(name)
    if counted is None:
        counted = outcomes_after(key)
        cache.set(name, counted, KEPT)
    approved, total = counted
    return Chance(approved, total) if total >= LEAST else None


def outcomes_after(key: str) -> tuple[int, int]:
    """Approvals, and all answers, that the next submission got after a rejection of a part with this code.

    A rejection that its registry took back after an appeal is none.
    """
    newest = Decision.objects.filter(verb="record_rejection").order_by("-id").values("id")[:LOOKED_AT]
    answers = Decision.objects.filter(
        application=OuterRef("application"),
        part_id=OuterRef("part_id"),
        submission__number__gt=OuterRef("submission__number"),
        verb__in=["record_approval", "record_rejection"],
    ).order_by("number")
    rows = Decision.objects.filter(id__in=newest, codes__contains=[{"key": key}])
    rows = rows.exclude(appeal__state=AppealState.OVERTURNED).annotate(answer=Subquery(answers.values("verb")[:1]))
    found = rows.exclude(answer=None).aggregate(
        total=Count("id"), approved=Count("id", filter=Q(answer="record_approval"))
    )
    return found["approved"], found["total"]
