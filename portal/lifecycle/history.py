"""Triggers that keep history whole: rows come in their order, and no state changes without the rows that tell of it.

The verbs write a submission before they move the application, a decision and an entry in the timeline after it; what
comes after is looked for at the commit.
"""

from __future__ import annotations

import pgtrigger

from portal.lifecycle.clocks import CLAIM
from portal.lifecycle.states import FINAL, VERBS, decided_moves
from portal.lifecycle.triggers import columns, quoted

_SUBMISSION = """
    SELECT submission_count INTO before FROM lifecycle_application WHERE id = NEW.application_id;
    IF NEW.number <> before + 1 OR octet_length(NEW.payload_sha256) <> 32 THEN
        RAISE EXCEPTION 'the next submission is number % and has a hash', before + 1 USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_HANDED_IN = """
    IF NEW.number > (SELECT submission_count FROM lifecycle_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'submission % was stored without being handed in', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_DECISION = """
    IF (NEW.verb || ':' || NEW.state_before || '>' || NEW.state_after) NOT IN ({allowed}) THEN
        RAISE EXCEPTION 'no row of the table says % from % to %', NEW.verb, NEW.state_before, NEW.state_after
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO its FROM lifecycle_application WHERE id = NEW.application_id;
    IF its.state <> NEW.state_after OR (NEW.state_before <> NEW.state_after AND its.state_since <> NEW.at) THEN
        RAISE EXCEPTION 'a decision is written in the state it led to, which is %', NEW.state_after
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO last FROM lifecycle_decision WHERE application_id = its.id ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(last.number, 0) + 1 OR NOT EXISTS (
        SELECT FROM lifecycle_submission
        WHERE id = NEW.submission_id AND application_id = its.id AND number = its.submission_count
    ) THEN
        RAISE EXCEPTION 'the next decision is number % and about the last submission', coalesce(last.number, 0) + 1
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.verb IN ({standing}) AND last.state_after <> NEW.state_before THEN
        RAISE EXCEPTION 'no % after a decision that led to %', NEW.verb, last.state_after
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.verb = 'record_rejection' AND (NEW.rejection_number, NEW.after_appeals) IS DISTINCT FROM (its.rejections, (
        SELECT count(*) FROM lifecycle_appeal AS a JOIN lifecycle_decision AS d ON d.id = a.decision_id
        WHERE d.submission_id = NEW.submission_id AND a.state = 'overturned'
    )) THEN
        RAISE EXCEPTION 'this would be rejection %', its.rejections USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_APPEAL = """
    IF NEW.decision_id IS DISTINCT FROM (
        SELECT id FROM lifecycle_decision WHERE application_id = NEW.application_id AND verb = 'record_rejection'
        ORDER BY number DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'an appeal is against the last rejection' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_PROPOSAL = """
    SELECT state, submission_count INTO standing, handed_in FROM lifecycle_application WHERE id = NEW.application_id;
    IF (NEW.verb || ':' || standing) NOT IN ({allowed}) OR NEW.closed_at IS NOT NULL OR NOT EXISTS (
        SELECT FROM lifecycle_submission
        WHERE id = NEW.submission_id AND application_id = NEW.application_id AND number = handed_in
    ) THEN
        RAISE EXCEPTION 'no verb proposes % while its application is %', NEW.verb, standing
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_ENTRY = """
    SELECT state INTO standing FROM lifecycle_application WHERE id = NEW.application_id;
    IF NEW.state_after <> standing THEN
        RAISE EXCEPTION 'the timeline is written in the state it tells of, which is not %', NEW.state_after
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_TOLD = """
    IF NOT EXISTS (
        SELECT FROM lifecycle_timelineentry
        WHERE application_id = NEW.id AND at = NEW.state_since AND state_after = NEW.state
    ) OR ((OLD.state || '>' || NEW.state) IN ({decided}) AND NOT EXISTS (
        SELECT FROM lifecycle_decision
        WHERE application_id = NEW.id AND at = NEW.state_since AND (state_before, state_after) = (OLD.state, NEW.state)
    )) THEN
        RAISE EXCEPTION 'nothing tells why the application went from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_COUNTED = """
    IF EXISTS (
        SELECT FROM lifecycle_application AS its WHERE its.id = {application} AND its.state NOT IN ({final})
        AND its.rejections <> (
            SELECT count(*) FROM lifecycle_decision WHERE application_id = its.id AND verb = 'record_rejection'
        ) - (
            SELECT count(*) FROM lifecycle_appeal WHERE application_id = its.id AND state = 'overturned'
        )
    ) THEN
        RAISE EXCEPTION 'the count is that of the rejections that no appeal took back'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

_CLOCKS = """
    IF NEW.claimed_until IS NOT NULL
        AND (NEW.assigned_to_id, NEW.claimed_until) IS DISTINCT FROM (OLD.assigned_to_id, OLD.claimed_until)
        AND NOT EXISTS (
            SELECT FROM lifecycle_timelineentry
            WHERE application_id = NEW.id AND age(xmin) <= 0 AND verb IN ({claims})
                AND NEW.claimed_until = at + interval '{claim}'
        ) THEN
        RAISE EXCEPTION 'nothing tells of a claim until %', NEW.claimed_until USING ERRCODE = 'check_violation';
    END IF;
    IF ({new}) IS DISTINCT FROM ({old}) AND NOT EXISTS (
        SELECT FROM lifecycle_timelineentry
        WHERE application_id = NEW.id AND age(xmin) <= 0 AND verb IN ({turns})
    ) THEN
        RAISE EXCEPTION 'nothing tells why the days of the application moved' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
"""An entry of ``age(xmin) <= 0`` was written by this transaction: an older one tells of another move."""
_DAYS = ("due_at", "expected_from", "expected_by")
_TURNS = (
    "submit",
    "request_changes",
    "forward",
    "record_information_request",
    "record_approval",
    "record_rejection",
    "answer_appeal",
    "withdraw",
)
"""Verbs after which it is another party's turn, or nobody's."""
_PROPOSED = ("record_rejection", "forward")
_STANDING = ("suspend", "reinstate", "retire")


def submission_in_order() -> pgtrigger.Trigger:
    """Submissions are numbered without a gap, each with the hash of what was handed in."""
    return _inserted("submission_in_order", _SUBMISSION, ("before", "INTEGER"))


def submission_handed_in() -> pgtrigger.Trigger:
    """At the commit no submission is left that the application does not count."""
    return pgtrigger.Trigger(
        name="submission_handed_in",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=_HANDED_IN,
    )


def decision_follows() -> pgtrigger.Trigger:
    """A decision is a row of the table of verbs, about the last submission, written in the state it led to."""
    allowed = quoted(f"{verb}:{before}>{after}" for verb, before, after in decided_moves())
    func = _DECISION.format(allowed=allowed, standing=quoted(_STANDING))
    rows = (("its", "lifecycle_application%ROWTYPE"), ("last", "lifecycle_decision%ROWTYPE"))
    return _inserted("decision_follows", func, *rows)


def appeal_in_order() -> pgtrigger.Trigger:
    """An appeal is against the last rejection of its own application."""
    return _inserted("appeal_in_order", _APPEAL)


def proposal_in_order() -> pgtrigger.Trigger:
    """What is proposed is one of the two decisions that may take two people, where it could be made at once."""
    allowed = quoted(f"{verb}:{state}" for verb in _PROPOSED for state in VERBS[verb].sources)
    func = _PROPOSAL.format(allowed=allowed)
    return _inserted("proposal_in_order", func, ("standing", "TEXT"), ("handed_in", "INTEGER"))


def entry_in_order() -> pgtrigger.Trigger:
    """An entry of the timeline says the state that its application is in."""
    return _inserted("timeline_in_order", _ENTRY, ("standing", "TEXT"))


def change_is_told() -> pgtrigger.Trigger:
    """At the commit every change of state has its entry in the timeline and, where a verb decides, its decision."""
    decided = {f"{before}>{after}" for _verb, before, after in decided_moves() if before != after}
    return pgtrigger.Trigger(
        name="application_told",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
        condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        timing=pgtrigger.Deferred,
        func=_TOLD.format(decided=quoted(decided)),
    )


def clocks_are_told() -> pgtrigger.Trigger:
    """At the commit a claim has the entry that it began with, and days that moved the entry of whose turn it is now."""
    moved = ("assigned_to_id", "claimed_until", *_DAYS)
    words = {"new": columns("NEW", _DAYS), "old": columns("OLD", _DAYS)}
    words |= {"claims": quoted(["claim", "assign"]), "claim": str(CLAIM), "turns": quoted(_TURNS)}
    return pgtrigger.Trigger(
        name="application_clocks_told",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(*moved),  # type: ignore[no-untyped-call]
        condition=pgtrigger.AnyChange(*moved),
        timing=pgtrigger.Deferred,
        func=_CLOCKS.format(**words),
    )


def rejections_counted() -> pgtrigger.Trigger:
    """At the commit the count is that of the rejections less those that an appeal took back, unless all is over."""
    return pgtrigger.Trigger(
        name="application_counted",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("rejections"),  # type: ignore[no-untyped-call]
        condition=pgtrigger.Q(old__rejections__df=pgtrigger.F("new__rejections")),
        timing=pgtrigger.Deferred,
        func=_COUNTED.format(application="NEW.id", final=quoted(FINAL)),
    )


def appeal_counted() -> pgtrigger.Trigger:
    """The same when an appeal is answered."""
    return pgtrigger.Trigger(
        name="appeal_counted",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
        timing=pgtrigger.Deferred,
        func=_COUNTED.format(application="NEW.application_id", final=quoted(FINAL)),
    )


def _inserted(name: str, func: str, *declare: tuple[str, str]) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, declare=list(declare) or None, func=func
    )
