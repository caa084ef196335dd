"""What a decision is judged by before its answers are read, and what became of one that is no longer open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.common.actor import Actor
from portal.common.errors import WrongState
from portal.lifecycle.clocks import told_in
from portal.lifecycle.models import Application, Proposal
from portal.lifecycle.services.acting import guard, guard_holder, guard_submission
from portal.lifecycle.states import DECIDING, VERBS, State, possible


def guard_decision(application: Application, actor: Actor, verb: str, submission_number: int | None) -> None:
    """Raises what the verb itself would raise whatever its answers are, so that nobody mends answers that go nowhere.

    WrongState for the state, another's claim or an older submission, WrongPerson without the right.
    """
    if verb not in VERBS:
        return
    guard(application, actor, verb)
    if verb in DECIDING and application.state in (State.UNDER_REVIEW, State.FORWARDED):
        guard_holder(application, actor)
        guard_submission(application, submission_number)


def not_open(application: Application, wanted: str) -> WrongState:
    """The refusal of a verb that needs something open besides the state: an appeal, a request, a change."""
    message = _("%(reference)s has moved on since your page was opened: there is nothing left for “%(wanted)s”.") % {
        "reference": application.reference,
        "wanted": wanted,
    }
    return WrongState(message, code="not_open", state=application.state, possible=possible(application.state))


def proposal_closed(application: Application, proposal: Proposal | None = None) -> WrongState:
    """The refusal that tells what became of a proposal, of the last one that was closed if none is named."""
    last = proposal or application.proposals.exclude(closed_at=None).first()
    message = _became(application, last) if last else _("No decision on %(reference)s waits for a second person.")
    return WrongState(
        message % {"reference": application.reference},
        code="proposal_closed",
        state=application.state,
        possible=possible(application.state),
    )


def _became(application: Application, proposal: Proposal) -> str:
    assert proposal.closed_at is not None  # open ones are carried out or declined
    who = ""
    if proposal.outcome == "done":
        sentence = _(
            "The decision that %(by)s proposed was carried out by %(who)s on %(at)s. Nothing more is to be done."
        )
        done = application.decisions.filter(seconded_by_id=proposal.by_id, verb=proposal.verb, at__gte=proposal.at)
        who = str(done.values_list("by_label", flat=True).first() or "")
    elif proposal.outcome == "declined":
        sentence = _("The decision that %(by)s proposed was declined by %(who)s on %(at)s.")
        said = application.timeline.filter(verb="decline_proposal", at__gte=proposal.closed_at).order_by("at")
        who = str(said.values_list("actor_label", flat=True).first() or "")
    else:
        sentence = _("%(reference)s went on without the decision that %(by)s proposed, on %(at)s.")
    at = told_in(proposal.closed_at, zone=application.reseller.time_zone)
    return sentence % {"by": proposal.by_label, "who": who, "at": at, "reference": application.reference}
