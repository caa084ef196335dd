"""The truth table of "can this number send now": data alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop

from portal.lifecycle.states import State

UNREGISTERED: Final = "none"
"""The state of a number that stands on no registration."""

S = State
LOCAL: Final = "local"
TOLL_FREE: Final = ("verified", "pending", "restricted")

DIMENSIONS: Final[dict[str, tuple[str, ...]]] = {
    "number_class": (LOCAL, *TOLL_FREE),
    "state": (UNREGISTERED, *(state.value for state in State)),
    "propagation": ("not_needed", "requested", "propagating", "active", "failed"),
    "temporary": ("none", "requested", "refused", "active", "ended", "second"),
    "brand": ("in_force", S.SUSPENDED.value, S.RETIRED.value),
    "profile": ("as_documented", "current"),
    "destination": ("US", "CA"),
    "traffic": ("left", "used_up"),
}
"""Everything the answer depends on, and the words each can take."""

SUSPENDED_BRAND: Final = "local-brand-suspended"
RETIRED_BRAND: Final = "local-brand-retired"
BRAND_STOPS: Final = frozenset({SUSPENDED_BRAND, RETIRED_BRAND})
"""The rows that say no because of the brand, whatever the campaign may be."""
MAY_ASK: Final = "local-on-its-way"
REFUSED: Final = "local-temporary-refused"
SECOND: Final = "local-temporary-second"
ASKS: Final = frozenset({MAY_ASK, REFUSED, SECOND})
"""The rows of a number for which a temporary registration can be asked for: the first time, and anew."""

STATE_STEPS: Final[dict[str, str]] = {
    UNREGISTERED: gettext_noop("Put it on a registration."),
    S.DRAFT: gettext_noop("Finish the answers and submit."),
    S.PENDING: gettext_noop("Wait for your provider."),
    S.UNDER_REVIEW: gettext_noop("Wait for your provider."),
    S.CHANGES_REQUESTED: gettext_noop("Make the changes your provider asked for and submit again."),
    S.FORWARDED: gettext_noop("Wait for the registry."),
    S.INFORMATION_REQUESTED: gettext_noop("Answer what the registry asks and submit again."),
    S.REJECTED: gettext_noop("Correct what was rejected and submit again."),
    S.APPROVED: gettext_noop("Send what was approved, and nothing else."),
    S.SUSPENDED: gettext_noop("Ask your provider why, and stop sending until it is lifted."),
    S.INELIGIBLE: gettext_noop("Start a new application once every cause is solved."),
    S.WITHDRAWN: gettext_noop("Start a new registration, or put the number on another one."),
    S.RETIRED: gettext_noop("Start a new registration, or put the number on another one."),
}
"""What to do next, by the state of the registration."""


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One row: when it holds (a dimension that is left out may be anything), the answer, why, what to do, until when.

    ``until`` names the field of the facts that holds the end of the answer.
    """

    name: str
    when: Mapping[str, tuple[str, ...]]
    can: bool
    why: str
    step: str = ""
    until: str = ""


_ON_ITS_WAY = (S.PENDING, S.UNDER_REVIEW, S.FORWARDED)
_BACK = (S.CHANGES_REQUESTED, S.INFORMATION_REQUESTED, S.REJECTED)
_OVER = (S.WITHDRAWN, S.RETIRED)

_LOCAL: Final = (
    Rule(
        "local-orphan",
        {"number_class": (LOCAL,), "state": (UNREGISTERED,)},
        False,
        gettext_noop("It belongs to no registration, and carriers block unregistered messages since February 2025."),
        gettext_noop("Add it to a campaign, or start a registration for it."),
    ),
    Rule(
        "local-suspended",
        {"number_class": (LOCAL,), "state": (S.SUSPENDED,)},
        False,
        gettext_noop("Its registration is suspended."),
    ),
    Rule(
        "local-over",
        {"number_class": (LOCAL,), "state": _OVER},
        False,
        gettext_noop("Its registration was ended, and carriers block unregistered messages since February 2025."),
    ),
    Rule(
        SUSPENDED_BRAND,
        {"number_class": (LOCAL,), "brand": (S.SUSPENDED,)},
        False,
        gettext_noop("The brand it stands on is suspended: none of its campaigns sends."),
        gettext_noop("Do not send, and ask your provider what has to be solved."),
    ),
    Rule(
        RETIRED_BRAND,
        {"number_class": (LOCAL,), "brand": (S.RETIRED,)},
        False,
        gettext_noop("The brand it stands on was given up: none of its campaigns sends."),
        gettext_noop("Do not send, and ask your provider to register the brand anew."),
    ),
    Rule(
        "local-failed",
        {"number_class": (LOCAL,), "state": (S.APPROVED,), "propagation": ("failed",)},
        False,
        gettext_noop("The campaign is approved, but carriers did not take the number over."),
        gettext_noop("Associate it again, or ask your provider for help."),
    ),
    Rule(
        "local-not-associated",
        {"number_class": (LOCAL,), "state": (S.APPROVED,), "propagation": ("requested", "not_needed")},
        False,
        gettext_noop("The campaign is approved, but the number is not associated with it."),
        gettext_noop("Associate it now; carriers know it 15 to 30 minutes later."),
    ),
    Rule(
        "local-propagating",
        {"number_class": (LOCAL,), "state": (S.APPROVED,), "propagation": ("propagating",)},
        False,
        gettext_noop("Carriers are being told of the number; that takes 15 to 30 minutes."),
        gettext_noop("Wait, then send a test message to each of the three carriers."),
        "active_from",
    ),
    Rule(
        "local-active",
        {"number_class": (LOCAL,), "state": (S.APPROVED,), "propagation": ("active",)},
        True,
        gettext_noop("Its campaign is approved and carriers know the number."),
    ),
    Rule(
        "local-temporary",
        {"number_class": (LOCAL,), "temporary": ("active",)},
        True,
        gettext_noop("A temporary registration is running."),
        gettext_noop("Send only what the registration describes; mind the end."),
        "temporary_until",
    ),
    Rule(
        "local-temporary-over",
        {"number_class": (LOCAL,), "temporary": ("ended", "second"), "state": (*_BACK, S.INELIGIBLE)},
        False,
        gettext_noop("Its temporary registration has ended, and it is not approved."),
    ),
    Rule(
        "local-temporary-ended",
        {"number_class": (LOCAL,), "temporary": ("ended",), "state": _ON_ITS_WAY},
        False,
        gettext_noop("Its temporary registration has ended, and it is not approved."),
        gettext_noop("Wait for the decision: a registration gets one temporary registration."),
    ),
    Rule(
        SECOND,
        {"number_class": (LOCAL,), "temporary": ("second",), "state": _ON_ITS_WAY},
        False,
        gettext_noop("Its temporary registration has ended, and it is not approved."),
        gettext_noop("Wait for the decision; ask for a second temporary registration if you cannot."),
    ),
    Rule(
        "local-temporary-requested",
        {"number_class": (LOCAL,), "temporary": ("requested",), "state": _ON_ITS_WAY},
        False,
        gettext_noop("It is not approved yet, and your provider has not decided on the temporary registration."),
        gettext_noop("Wait for that answer; you are told here and by e-mail."),
    ),
    Rule(
        REFUSED,
        {"number_class": (LOCAL,), "temporary": ("refused",), "state": _ON_ITS_WAY},
        False,
        gettext_noop("It is not approved yet, and your provider refused a temporary registration."),
        gettext_noop("Wait for the decision; before you ask again, solve what the refusal names."),
    ),
    Rule(
        "local-draft", {"number_class": (LOCAL,), "state": (S.DRAFT,)}, False, gettext_noop("It was not submitted yet.")
    ),
    Rule(
        MAY_ASK,
        {"number_class": (LOCAL,), "state": _ON_ITS_WAY},
        False,
        gettext_noop("It is not approved yet, and carriers block unregistered messages since February 2025."),
        gettext_noop("Wait for the decision; ask for a temporary registration if you cannot."),
    ),
    Rule(
        "local-back",
        {"number_class": (LOCAL,), "state": _BACK},
        False,
        gettext_noop("It came back and waits for you; until it is approved carriers block its messages."),
    ),
    Rule(
        "local-ineligible",
        {"number_class": (LOCAL,), "state": (S.INELIGIBLE,)},
        False,
        gettext_noop("Its registration can no longer be submitted, and carriers block unregistered messages."),
    ),
)
_VERIFIED: Final = (
    Rule(
        "toll-free-suspended",
        {"number_class": TOLL_FREE, "state": (S.SUSPENDED,)},
        False,
        gettext_noop("Its verification is suspended."),
    ),
    Rule(
        "verified-retired",
        {"number_class": ("verified",), "state": (S.RETIRED,)},
        False,
        gettext_noop("Its verification was given up."),
    ),
    Rule(
        "verified",
        {"number_class": ("verified",)},
        True,
        gettext_noop("The number is verified. That is not whitelisting: other content is still blocked."),
        gettext_noop("Send what was approved, and nothing else."),
    ),
    Rule(
        "current-pending",
        {"number_class": ("pending",), "profile": ("current",)},
        False,
        gettext_noop("Since January 31, 2024 only verified toll-free numbers send; this one waits for the aggregator."),
        gettext_noop("Wait for the decision; the aggregator takes three to four weeks."),
    ),
    Rule(
        "current-restricted-waiting",
        {"number_class": ("restricted",), "profile": ("current",), "state": _ON_ITS_WAY},
        False,
        gettext_noop("Since January 31, 2024 only verified toll-free numbers send; this one is not verified."),
        gettext_noop("Wait for the decision; no temporary registration opens a toll-free number before it."),
    ),
    Rule(
        "current-restricted",
        {"number_class": ("restricted",), "profile": ("current",)},
        False,
        gettext_noop("Since January 31, 2024 only verified toll-free numbers send; this one is not verified."),
    ),
)
_HANDBOOK: Final = (
    Rule(
        "pending",
        {"number_class": ("pending",)},
        True,
        gettext_noop("The request is with the aggregator: no limits by the handbook, to the United States and Canada."),
        gettext_noop("Mind that single messages or the whole number can still be blocked until the decision."),
    ),
    Rule(
        "restricted-canada",
        {"number_class": ("restricted",), "destination": ("CA",)},
        False,
        gettext_noop("Traffic to Canada needs a number that is verified or pending."),
    ),
    Rule(
        "restricted-temporary",
        {"number_class": ("restricted",), "temporary": ("active",)},
        True,
        gettext_noop("A temporary registration is running."),
        gettext_noop("Send only what the registration describes; mind the end."),
        "temporary_until",
    ),
    Rule(
        "restricted-used-up",
        {"number_class": ("restricted",), "traffic": ("used_up",)},
        False,
        gettext_noop("The handbook's limit is used up; every attempt counts, blocked ones too."),
        gettext_noop("Stop sending until it starts anew (Pacific time); get the number verified."),
        "resets_at",
    ),
    Rule(
        "restricted-within",
        {"number_class": ("restricted",)},
        True,
        gettext_noop("By the handbook {left} more messages pass: 2,000 a day, 12,000 a week, 25,000 a month."),
        gettext_noop("Get it verified; unverified traffic is filtered hardest."),
    ),
)
RULES: Final[tuple[Rule, ...]] = (*_LOCAL, *_VERIFIED, *_HANDBOOK)
"""Every row, in the order in which they are tried."""
