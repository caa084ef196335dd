"""The verbs of an application as data: from, to, who, needs. The only way a state changes.

The database's trigger, the guards of the services and the table in `docs/lifecycle.md` all come from ``VERBS``.
States and clocks follow source 000 (rejection limit, temporary registrations) and source 004, steps 3.4 and 7.2.
"""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Final

from portal.accounts.permissions import Permission


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    PENDING = "pending"
    UNDER_REVIEW = "under_review"
    CHANGES_REQUESTED = "changes_requested"
    FORWARDED = "forwarded"
    INFORMATION_REQUESTED = "information_requested"
    REJECTED = "rejected"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    INELIGIBLE = "ineligible"
    WITHDRAWN = "withdrawn"
    RETIRED = "retired"


S = State
FINAL: Final = frozenset({S.INELIGIBLE, S.WITHDRAWN, S.RETIRED})
"""States without a way out; ``reapply`` starts a new application instead."""

LABELS: Final[dict[State, str]] = {
    S.DRAFT: "Draft",
    S.PENDING: "Pending at reseller",
    S.UNDER_REVIEW: "Under review",
    S.CHANGES_REQUESTED: "Changes requested",
    S.FORWARDED: "Pending at the registry",
    S.INFORMATION_REQUESTED: "More information requested",
    S.REJECTED: "Rejected",
    S.APPROVED: "Approved",
    S.SUSPENDED: "Suspended",
    S.INELIGIBLE: "Ineligible",
    S.WITHDRAWN: "Withdrawn",
    S.RETIRED: "Retired",
}

TONES: Final[dict[State, str]] = {
    S.DRAFT: "neutral",
    S.PENDING: "info",
    S.UNDER_REVIEW: "info",
    S.CHANGES_REQUESTED: "warn",
    S.FORWARDED: "info",
    S.INFORMATION_REQUESTED: "warn",
    S.REJECTED: "bad",
    S.APPROVED: "good",
    S.SUSPENDED: "bad",
    S.INELIGIBLE: "bad",
    S.WITHDRAWN: "neutral",
    S.RETIRED: "neutral",
}


class PartStatus(StrEnum):
    """Where one part (brand, campaign, number) stands at its registry."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"


PART_MOVES: Final[frozenset[tuple[PartStatus, PartStatus]]] = frozenset(
    {
        (PartStatus.NOT_SENT, PartStatus.SENT),
        (PartStatus.SENT, PartStatus.APPROVED),
        (PartStatus.SENT, PartStatus.REJECTED),
        (PartStatus.REJECTED, PartStatus.SENT),
        (PartStatus.APPROVED, PartStatus.SUSPENDED),
        (PartStatus.SUSPENDED, PartStatus.APPROVED),
    }
)
"""The moves of a part; a part made for an already approved brand starts as approved."""

WAITS_FOR: Final[dict[str, str]] = {"campaign": "brand"}
"""A campaign is sent only when its brand is approved (source 004, step 4.1)."""

TEMPORARY_ALLOWED: Final = frozenset({S.PENDING, S.UNDER_REVIEW, S.FORWARDED, S.INFORMATION_REQUESTED})
"""States in which a temporary registration may be asked for and granted: a complete submission lies with the reseller
or the registry. Not while a rejection is unresolved, not once the reseller sent it back as incomplete (source 000)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Verb:
    """One row of the table. ``who`` and ``needs`` are for people; ``permission`` is what the service requires."""

    name: str
    sources: tuple[State, ...]
    targets: tuple[State, ...]
    permission: Permission
    who: str
    needs: str

    @property
    def label(self) -> str:
        """The verb for people."""
        return self.name.replace("_", " ")


_P = Permission
_OPEN = tuple(state for state in State if state not in FINAL)
_CUSTOMER = "owner, member"

_ROWS: Final = (
    Verb(
        "submit",
        (S.DRAFT, S.CHANGES_REQUESTED, S.INFORMATION_REQUESTED, S.REJECTED),
        (S.PENDING,),
        _P.REGISTRATION_SUBMIT,
        _CUSTOMER,
        "no blocking finding without a written reason; a website check not older than 15 minutes; the declaration; "
        "after a rejection an answer to every code, and every terminal cause resolved",
    ),
    Verb("claim", (S.PENDING,), (S.UNDER_REVIEW,), _P.APPLICATION_REVIEW, "reviewer", "nobody else has it"),
    Verb(
        "release",
        (S.UNDER_REVIEW,),
        (S.PENDING,),
        _P.APPLICATION_REVIEW,
        "the reviewer who has it; the portal when the claim runs out",
        "nothing",
    ),
    Verb(
        "request_changes",
        (S.UNDER_REVIEW,),
        (S.CHANGES_REQUESTED,),
        _P.APPLICATION_DECIDE,
        "the reviewer who has it",
        "a note on a field, a code, or a note to the customer; does not count as a rejection",
    ),
    Verb(
        "forward",
        (S.UNDER_REVIEW, S.FORWARDED),
        (S.FORWARDED,),
        _P.APPLICATION_DECIDE,
        "reviewer",
        "the parts to send, each with a reference or sent by hand; the brand before its campaign; the identity block",
    ),
    Verb(
        "record_information_request",
        (S.FORWARDED,),
        (S.INFORMATION_REQUESTED,),
        _P.APPLICATION_DECIDE,
        "reviewer, connector",
        "codes or text; does not count as a rejection",
    ),
    Verb(
        "record_approval",
        (S.FORWARDED,),
        (S.FORWARDED, S.APPROVED),
        _P.APPLICATION_DECIDE,
        "reviewer, connector",
        "the part and its id at the registry; approved once all parts are",
    ),
    Verb(
        "record_rejection",
        (S.FORWARDED,),
        (S.REJECTED, S.INELIGIBLE),
        _P.APPLICATION_DECIDE,
        "reviewer, connector",
        "the part, codes or text, the date; ineligible when the limit is reached or a code is not eligible",
    ),
    Verb(
        "resolve_terminal",
        (S.REJECTED,),
        (S.REJECTED,),
        _P.APPLICATION_DECIDE,
        "reviewer",
        "what solved the terminal cause, in words, with evidence",
    ),
    Verb(
        "withdraw",
        tuple(state for state in _OPEN if state not in (S.APPROVED, S.SUSPENDED)),
        (S.WITHDRAWN,),
        _P.REGISTRATION_SUBMIT,
        _CUSTOMER,
        "nothing; once forwarded, the reviewer is told to withdraw it at the registry too",
    ),
    Verb("suspend", (S.APPROVED,), (S.SUSPENDED,), _P.APPLICATION_DECIDE, "reviewer", "a reason"),
    Verb("reinstate", (S.SUSPENDED,), (S.APPROVED,), _P.APPLICATION_DECIDE, "reviewer", "a reason"),
    Verb("retire", (S.APPROVED, S.SUSPENDED), (S.RETIRED,), _P.REGISTRATION_VIEW, "owner, reviewer", "a reason"),
    Verb(
        "allow_reapply",
        (S.INELIGIBLE,),
        (S.INELIGIBLE,),
        _P.APPLICATION_DECIDE,
        "reviewer",
        "a reason why a new application is allowed after a code that ends eligibility",
    ),
)

VERBS: Final[dict[str, Verb]] = {verb.name: verb for verb in _ROWS}
"""Every verb by name, in the order of the table."""

REAPPLY_NEEDS: Final = (
    "starts a new draft that supersedes an ineligible, withdrawn or retired application; after the last rejection "
    "every old code marked solved with evidence; after a code that ends eligibility a reviewer's release"
)


def moves() -> frozenset[tuple[State, State]]:
    """Every change of state that some verb makes; the database refuses all others."""
    return frozenset(
        (source, target) for verb in _ROWS for source in verb.sources for target in verb.targets if source != target
    )


def possible(state: str) -> list[str]:
    """Names of the verbs that a state allows, in the order of the table."""
    verbs = [verb.name for verb in _ROWS if state in verb.sources]
    return [*verbs, "reapply"] if state in FINAL else verbs


def table() -> list[tuple[str, str, str, str, str]]:
    """The table for the handbook: verb, from, to, who, needs."""
    rows = [(v.name, ", ".join(v.sources), ", ".join(v.targets), v.who, v.needs) for v in _ROWS]
    return [*rows, ("reapply", ", ".join(sorted(FINAL)), "a new draft", _CUSTOMER, REAPPLY_NEEDS)]
