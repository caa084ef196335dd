"""What every verb does: lock the row, check state and authority, write, tell everyone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import end_of_day, part_window, told_in
from portal.lifecycle.codes import sought
from portal.lifecycle.models import Application, Decision, Kind, Submission, TimelineEntry
from portal.lifecycle.searching import with_words
from portal.lifecycle.selectors import last_submission
from portal.lifecycle.snapshot import value_of
from portal.lifecycle.states import APPEAL_FROM, LABELS, SPOKEN, VERBS, PartStatus, State, possible
from portal.lifecycle.turns import parts_to_send, possible_since, send_by
from portal.notices.events import NoticeEvent
from portal.notices.services import notify

_RESELLERS = frozenset({Permission.APPLICATION_REVIEW, Permission.APPLICATION_DECIDE, Permission.TEMPORARY_DECIDE})


WISH_CLEARED: Final[dict[str, Any]] = {
    "submit_requested_at": None,
    "submit_check_run": None,
    "submit_intent": {},
    "submit_returned": "",
}
"""The columns of a wish to submit, without one."""


def address_of(application: Application) -> str:
    """The address that leads each side to its own page of the application."""
    return f"/applications/{application.reference}/"


def lock(actor: Actor, application_id: uuid.UUID | str) -> Application:
    """The application, locked for the rest of the transaction. Raises NotFound for another tenant's.

    Its holder is read when asked for: joined here it would be the one from before the wait for the lock.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("organization", "reseller")
    return get_for(actor, rows, business="organization", id=application_id)


def guard(application: Application, actor: Actor, verb: str) -> None:
    """Raises WrongState, naming the state and the verbs it allows, or WrongPerson."""
    if application.state not in VERBS[verb].sources:
        raise wrong_state(application, actor, VERBS[verb].label)
    require(actor, VERBS[verb].permission)


def _may(actor: Actor, verb: str) -> bool:
    try:
        require(actor, VERBS[verb].permission if verb in VERBS else Permission.REGISTRATION_SUBMIT)
    except WrongPerson:
        return False
    return True


def require(actor: Actor, permission: Permission) -> None:
    """Raises WrongPerson without the right; a reviewer's right counts only in a reseller."""
    actor.require(permission)
    foreign = actor.kind is not ActorKind.SYSTEM and actor.organization_kind != OrganizationKind.RESELLER
    if foreign and permission in _RESELLERS:
        raise WrongPerson(_("Only the reseller's reviewers can do this."), permission=permission)


def wrong_state(application: Application, actor: Actor, wanted: str) -> WrongState:
    """The refusal that names the state and what it allows: to people what is theirs to do, to programs every verb."""
    verbs = possible(application.state)
    early = {"file_appeal"} if application.rejections < APPEAL_FROM else set()
    theirs = [verb for verb in verbs if verb not in early and _may(actor, verb)]
    names = ", ".join(SPOKEN[verb] for verb in theirs) or "nothing for you to do"
    label = LABELS[State(application.state)].lower()
    message = _("%(reference)s is %(label)s, so “%(wanted)s” is not possible. Possible now: %(names)s.") % {
        "reference": application.reference,
        "label": label,
        "wanted": wanted,
        "names": names,
    }
    return WrongState(message, state=application.state, possible=verbs)


def guard_submission(application: Application, number: int | None) -> Submission:
    """The submission that is decided on. Raises WrongState when the reviewer looked at an older one."""
    if number is not None and number != application.submission_count:
        raise WrongState(
            _(
                "%(reference)s was submitted again (submission %(submission_count)s) after you "
                "opened submission %(number)s. Open the newer one and decide on that."
            )
            % {"reference": application.reference, "submission_count": application.submission_count, "number": number},
            code="submission_superseded",
            state=application.state,
            possible=possible(application.state),
        )
    return application.submissions.get(number=application.submission_count)


def guard_other_person(actor: Actor, submission: Submission) -> None:
    """Raises WrongPerson when the actor submitted it: who submitted may not decide."""
    if actor.id is not None and actor.id == submission.by_id:
        raise WrongPerson(
            _("You submitted this registration, so someone else has to decide on it."), code="own_submission"
        )


def guard_holder(application: Application, actor: Actor, proposal_id: uuid.UUID | None = None) -> None:
    """Raises WrongState unless the actor is the reviewer who has claimed it, or carries out what that one proposed."""
    holder = application.assigned_to_id
    if proposal_id and holder and application.proposals.filter(id=proposal_id, closed_at=None, by_id=holder).exists():
        return
    if application.state == State.UNDER_REVIEW and application.assigned_to_id != actor.id:
        assert application.claimed_until is not None  # the database holds that a claim has an end
        raise WrongState(
            _(
                "%(assigned_to)s has claimed %(reference)s until %(claimed_until)s. Claim it yourself once it is "
                "released."
            )
            % {
                "assigned_to": application.assigned_to,
                "reference": application.reference,
                "claimed_until": told_in(application.claimed_until, zone=application.reseller.time_zone),
            },
            code="claimed_by_other",
            state=application.state,
            possible=possible(application.state),
        )


def reason_given(text: str, *, field: str, sentence: str) -> str:
    """The text without its outer spaces. Raises WrongInput with the sentence when it is empty."""
    text = text.strip()
    if not text:
        raise WrongInput(sentence, code="reason_missing", fields={field: [sentence]})
    return text


def move(application: Application, state: State, at: dt.datetime, **values: Any) -> None:
    """Writes the new state with other columns.

    A claim, a wish to submit, and a decision proposed end with the state they belong to.
    """
    if state != application.state:
        values = {**WISH_CLEARED, **values, "state_since": at}
        application.proposals.filter(closed_at=None).update(closed_at=at, outcome="overtaken")
    if state != State.UNDER_REVIEW:
        values |= {"assigned_to": None, "claimed_until": None}
    values["state"] = state
    for name, value in values.items():
        setattr(application, name, value)
    application.save(update_fields=sorted(values))


def decide(
    application: Application,
    submission: Submission,
    verb: str,
    actor: Actor,
    at: dt.datetime,
    *,
    state_before: str,
    **values: Any,
) -> Decision:
    """Writes the decision; call it after ``move``, so that it knows the state it led to. Its codes can be searched."""
    if words := sought(values.get("codes") or []):
        application.search_words = with_words(application.search_words, words)
        application.save(update_fields=["search_words"])
    return Decision.objects.create(
        application=application,
        submission=submission,
        number=application.decisions.count() + 1,
        verb=verb,
        state_before=state_before,
        state_after=application.state,
        by_id=actor.id,
        by_label=actor.label,
        at=at,
        **{"occurred_at": at, **values},
    )


@dataclasses.dataclass(frozen=True, slots=True)
class News:
    """Who is told of an act by a notice: the business, or the reseller's reviewers, or one of them (``only``).

    ``text`` is said instead of the timeline's words.
    """

    event: NoticeEvent
    to_reseller: bool = False
    only: uuid.UUID | None = None
    text: str = ""


def tell(
    application: Application,
    verb: str,
    act: Act,
    *,
    actor: Actor,
    at: dt.datetime,
    text: str,
    data: dict[str, Any],
    news: News | None = None,
    decision: Decision | None = None,
    submission: Submission | None = None,
) -> None:
    """The act in the timeline, in the trail and, if it is news to somebody, as notices."""
    TimelineEntry.objects.create(
        application=application,
        at=at,
        verb=verb,
        text=text,
        state_after=application.state,
        actor_label=actor.label,
        actor_side=side_of(actor),
        decision=decision,
        submission=submission,
    )
    subject = Subject("application", application.id, application.reference)
    record(act, actor=actor, subject=subject, organizations=_parties(application, verb), data=data)
    if news:
        notify(
            news.event,
            organization_id=application.reseller_id if news.to_reseller else application.organization_id,
            subject=subject,
            text=f"{application.reference}, {application.title}: {news.text or text}",
            url=address_of(application),
            actor=actor,
            permission=Permission.APPLICATION_REVIEW if news.to_reseller else None,
            emails=() if news.to_reseller else _contacts_of(application),
            only=news.only,
        )


def _parties(application: Application, verb: str) -> list[uuid.UUID]:
    """Whose trail an act stands in: both sides', but the reseller's alone for what its reviewers settle."""
    if verb in TimelineEntry.AMONG_REVIEWERS:
        return [application.reseller_id]
    return [application.organization_id, application.reseller_id]


def _contacts_of(application: Application) -> list[str]:
    """Addresses on a toll-free brief, as it was last submitted, that hear of it too (source 003, line 220)."""
    submission = last_submission(application) if application.kind == Kind.TOLL_FREE else None
    if submission is None:
        return []
    told = (value_of(submission.payload, field) for field in ("compliance_contact_email", "notification_email"))
    return [str(address) for address in told if address]


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """An application in a reviewer's hands: locked, guarded, with the submission that is decided on."""

    application: Application
    submission: Submission
    actor: Actor
    at: dt.datetime
    before: str


def take_up(
    application_id: uuid.UUID,
    actor: Actor,
    verb: str,
    submission_number: int | None,
    proposal_id: uuid.UUID | None = None,
) -> Case:
    """Locks the application for a decision. Raises NotFound, WrongState or WrongPerson as the guards do."""
    application = lock(actor, application_id)
    guard(application, actor, verb)
    guard_holder(application, actor, proposal_id)
    submission = guard_submission(application, submission_number)
    guard_other_person(actor, submission)
    return Case(application, submission, actor, now(), application.state)


def conclude(
    case: Case, verb: str, act: Act, event: NoticeEvent, *, text: str, data: dict[str, Any], **values: Any
) -> Decision:
    """Writes the decision and tells the business; ``data`` is the act's without the decision's id."""
    decision = decide(case.application, case.submission, verb, case.actor, case.at, state_before=case.before, **values)
    tell(
        case.application,
        verb,
        act,
        actor=case.actor,
        at=case.at,
        text=text,
        data={"decision": str(decision.id), **data},
        news=News(event),
        decision=decision,
        submission=case.submission,
    )
    return decision


def registry_due(application: Application, at: dt.datetime) -> dict[str, Any]:
    """The next step of an application that is at the registry, or goes there ``at``, and the last day of them all.

    The next step is ours where a part may be sent and lies with nobody, else the first answer that is expected.
    """
    zone, records = application.reseller.time_zone, selectors.parts_of(application)
    windows = [part_window(part, zone=zone) for part in records if part.status == PartStatus.SENT]
    days = [window.latest for window in windows if window]
    last = max([*days, application.expected_by] if application.expected_by else days, default=None)
    forwarded = application.state_since if application.state == State.FORWARDED else at
    steps = [send_by(possible_since(part, records, forwarded), zone=zone) for part in parts_to_send(records)]
    steps += [end_of_day(day, zone=zone) for day in (*days, last) if day]
    return {"due_at": min(steps), **({"expected_by": last} if last else {})} if steps else {}


def side_of(actor: Actor) -> str:
    """`business`, `reseller` or `portal`, for the timeline."""
    if actor.organization_kind == OrganizationKind.RESELLER:
        return "reseller"
    return "business" if actor.organization_kind == OrganizationKind.BUSINESS else "portal"


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    items = list(names)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
