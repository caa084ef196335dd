"""How far an opt-out reaches: every program of the sender, or, as long as the law leaves that open, one program alone.

From the day of the rulebook's notice `revoke_all` on, one opt-out ends everything that a sender sends (47 CFR
64.1200(a)(10), postponed by FCC DA 26-12). Earlier ones keep the reach they were recorded with; should the notice leave
the rulebook, what was told counts again.
"""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format

from consent.models import Program
from consent.vocabulary import Scope
from portal.common.clock import day_in
from portal.rules.advice.tables import notices


def revoke_all_from() -> dt.date | None:
    """The first day on which one opt-out ends every program of a sender; None where no such day is known."""
    found = next((notice for notice in notices() if notice["slug"] == "revoke_all"), None)
    return dt.date.fromisoformat(found["effective_from"]) if found else None


def reach_of(program: Program, told: Scope, at: dt.datetime) -> Scope:
    """How far an opt-out of an instant reaches that was told with some reach; days are those of the reseller's zone."""
    day, first = day_in(program.business.reseller.time_zone, at), revoke_all_from()
    return Scope.SENDER if first and day >= first else told


def reach_in_words(program: Program) -> str:
    """How far STOP reaches, for people, with the day on which that changes."""
    told, first = str(Scope(program.stop_scope).label), revoke_all_from()
    if program.stop_scope == Scope.SENDER or first is None:
        return told
    day = date_format(first, "F j, Y")
    return f"{told}; from {day} on {str(Scope.SENDER.label).lower()}"
