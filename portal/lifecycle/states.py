"""The verbs of an application as data: from, to, who, needs. The only way a state changes.

The database's trigger, the guards of the services and the table in `docs/lifecycle.md` all come from ``VERBS``.
States and clocks follow source 000 (rejection limit, temporary registrations) and source 004, steps 3.4 and 7.2.
"""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Final

from django.db import models

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


class IdentityStatus(models.TextChoices):
    """What the registry says of a brand's identity; only verified ones carry campaigns."""

    VERIFIED = "verified", "Verified"
    VETTED_VERIFIED = "vetted_verified", "Vetted and verified"
    SELF_DECLARED = "self_declared", "Self-declared"
    UNVERIFIED = "unverified", "Unverified"


UNPROVEN: Final = frozenset({IdentityStatus.SELF_DECLARED, IdentityStatus.UNVERIFIED})
"""A brand of this standing carries no campaign, approved or not."""


class AppealState(models.TextChoices):
    """Where an appeal stands."""

    FILED = "filed", "Filed"
    UPHELD = "upheld", "The rejection stands"
    OVERTURNED = "overturned", "The rejection was taken back"


class ConfirmationKind(models.TextChoices):
    """What a registry asks a brand's owner to answer."""

    MOBILE_CODE = "mobile_code", "Code sent to the owner's mobile"
    CONTACT_EMAIL = "contact_email", "Letter to the company's e-mail address"


class ConfirmationState(models.TextChoices):
    """Whether it was answered; ``anew``: the brand was filed anew, so that it no longer counts."""

    AWAITED = "awaited", "Awaited"
    CONFIRMED = "confirmed", "Confirmed"
    ANEW = "anew", "Filed anew"


CONFIRMATION_OF: Final[dict[str, ConfirmationKind]] = {
    "sole_proprietor": ConfirmationKind.MOBILE_CODE,
    "public_profit": ConfirmationKind.CONTACT_EMAIL,
}
"""Entity type of a brand -> what its owner has to answer."""

APPEAL_FROM: Final = 2
"""An appeal is for a second rejection and later ones (source 004, step 7.1, phase 4)."""

AMENDMENT_STEPS: Final[dict[str, tuple[str, str]]] = {
    "submit": ("draft", "pending"),
    "forward": ("pending", "forwarded"),
    "approve": ("forwarded", "approved"),
    "reject": ("forwarded", "rejected"),
    "return": ("pending", "rejected"),
}
"""Verb of a change after approval -> its state before and after."""

TEMPORARY_MOVES: Final = frozenset({("requested", "granted"), ("requested", "refused"), ("granted", "ended")})
APPEAL_MOVES: Final = frozenset({("filed", "upheld"), ("filed", "overturned")})
CONFIRMATION_MOVES: Final = frozenset({("awaited", "confirmed"), ("awaited", "anew")})

PART_MOVED_WHILE: Final[dict[tuple[PartStatus, PartStatus], frozenset[State]]] = {
    (PartStatus.NOT_SENT, PartStatus.SENT): frozenset({S.UNDER_REVIEW, S.FORWARDED}),
    (PartStatus.NOT_SENT, PartStatus.APPROVED): frozenset({S.UNDER_REVIEW, S.FORWARDED}),
    (PartStatus.SENT, PartStatus.APPROVED): frozenset({S.FORWARDED}),
    (PartStatus.SENT, PartStatus.REJECTED): frozenset({S.FORWARDED}),
    (PartStatus.REJECTED, PartStatus.SENT): frozenset({S.UNDER_REVIEW, S.FORWARDED, S.REJECTED}),
    (PartStatus.APPROVED, PartStatus.SUSPENDED): frozenset({S.SUSPENDED}),
    (PartStatus.SUSPENDED, PartStatus.APPROVED): frozenset({S.APPROVED}),
}
"""The moves of a part, and the states of its application in which a verb makes them: rejected and sent again while
rejected is an appeal that was granted; approved without being sent is a brand that another application brought there,
as the database sees to. A part made for a brand approved before starts as approved."""

UNSENT: Final = (PartStatus.NOT_SENT, PartStatus.REJECTED)
"""A part of this status lies with nobody: it goes to its registry, or goes there again."""

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
    open_first: bool = False
    """Whether something has to be open besides (an appeal, a confirmation), so that the state alone does not say."""
    also: tuple[tuple[State, State], ...] = ()
    """Single moves besides, where not every source leads to every target; without ``targets`` the state stays."""

    @property
    def moves(self) -> frozenset[tuple[State, State]]:
        """Every change of state the verb makes."""
        every = {(source, target) for source in self.sources for target in self.targets if source != target}
        return frozenset({*every, *self.also})

    @property
    def leads_to(self) -> str:
        """The column `to` of the table."""
        singly = [f"{target} from {source}" for source, target in self.also]
        return ", ".join(self.targets or ["unchanged", *singly])

    @property
    def label(self) -> str:
        """The verb for people, ready to stand in a sentence."""
        return SPOKEN[self.name]


SPOKEN: Final[dict[str, str]] = {
    "submit": "submit",
    "claim": "claim",
    "release": "give back",
    "request_changes": "request changes",
    "forward": "send to the registry",
    "record_information_request": "record a request for information",
    "record_approval": "record an approval",
    "record_rejection": "record a rejection",
    "resolve_terminal": "record a terminal cause as solved",
    "file_appeal": "file an appeal",
    "answer_appeal": "answer the appeal",
    "record_brand_standing": "record the brand's standing",
    "record_confirmation": "record the owner's confirmation",
    "withdraw": "withdraw",
    "suspend": "suspend",
    "reinstate": "reinstate",
    "retire": "retire",
    "allow_reapply": "allow a new application",
    "reapply": "apply anew",
}
"""Every verb as its page calls it. ``reapply`` is none of the table: it opens another application."""


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
        "after a rejection an answer to every code, every terminal cause resolved, and after doubts about who the "
        "business is a paper that proves it",
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
        "the parts to send, each with a reference or sent by hand; the brand before its campaign; the identity block; "
        "a part already sent for this submission goes again only by an explicit choice, or when its time to confirm "
        "ran out",
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
        "file_appeal",
        (S.REJECTED, S.PENDING, S.UNDER_REVIEW, S.FORWARDED),
        (),
        _P.REGISTRATION_SUBMIT,
        _CUSTOMER,
        "a second rejection or a later one, and the letter; one appeal for each rejection, one open at a time; it runs "
        "beside the resubmission",
    ),
    Verb(
        "answer_appeal",
        tuple(state for state in State if state is not S.DRAFT),
        (),
        _P.APPLICATION_DECIDE,
        "reviewer",
        "an open appeal, the registry's answer in words and its date; overturned takes the rejection out of the count "
        "unless the application is final",
        open_first=True,
        also=((S.REJECTED, S.FORWARDED),),
    ),
    Verb(
        "record_brand_standing",
        (S.UNDER_REVIEW, S.FORWARDED, S.APPROVED),
        (),
        _P.APPLICATION_DECIDE,
        "reviewer",
        "a brand's identity status or trust score, as its registry says",
    ),
    Verb(
        "record_confirmation",
        (S.FORWARDED,),
        (),
        _P.APPLICATION_DECIDE,
        "reviewer",
        "a confirmation that is awaited and still in time: answered, or (by e-mail) sent again",
        open_first=True,
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
    return frozenset(move for verb in _ROWS for move in verb.moves)


DECIDING: Final = frozenset(
    {
        "request_changes",
        "forward",
        "record_information_request",
        "record_approval",
        "record_rejection",
        "resolve_terminal",
        "suspend",
        "reinstate",
        "retire",
        "allow_reapply",
    }
)
"""The verbs that leave a decision on a submission."""


def decided_moves() -> frozenset[tuple[str, State, State]]:
    """Verb, state before and state after of every decision that the table knows."""
    rows = (VERBS[name] for name in DECIDING)
    return frozenset((row.name, before, after) for row in rows for before in row.sources for after in row.targets)


def possible(state: str) -> list[str]:
    """Names of the verbs that a state allows by itself, in the order of the table."""
    verbs = [verb.name for verb in _ROWS if state in verb.sources and not verb.open_first]
    return [*verbs, "reapply"] if state in FINAL else verbs


def table() -> list[tuple[str, str, str, str, str]]:
    """The table for the handbook: verb, from, to, who, needs."""
    rows = [(v.name, ", ".join(v.sources), v.leads_to, v.who, v.needs) for v in _ROWS]
    return [*rows, ("reapply", ", ".join(sorted(FINAL)), "a new draft", _CUSTOMER, REAPPLY_NEEDS)]
