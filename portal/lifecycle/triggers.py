"""Triggers that keep the table of verbs true in the database, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pgtrigger

from portal.common.appendonly import no_truncate
from portal.lifecycle.states import (
    AMENDMENT_STEPS,
    APPEAL_MOVES,
    CONFIRMATION_MOVES,
    FINAL,
    TEMPORARY_MOVES,
    VERBS,
    State,
    moves,
)

_INSERT = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> '{draft}' OR NEW.rejections <> 0 OR NEW.submission_count <> 0 OR NEW.submitted_at IS NOT NULL
        THEN
            RAISE EXCEPTION 'an application starts as a draft without submissions, not as %', NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
"""

_UPDATE = """
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ({moves}) THEN
        RAISE EXCEPTION 'no verb takes an application from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.rejections <> OLD.rejections AND NOT (
        NEW.rejections = OLD.rejections + 1
        AND OLD.state = '{forwarded}' AND NEW.state IN ('{rejected}', '{ineligible}')
    ) AND NOT (
        NEW.rejections = OLD.rejections - 1 AND NEW.state NOT IN ({finals}) AND NEW.rejections >= (
            SELECT count(*) FROM lifecycle_decision AS d
            WHERE d.application_id = NEW.id AND d.verb = 'record_rejection'
        ) - (
            SELECT count(*) FROM lifecycle_appeal AS a WHERE a.application_id = NEW.id AND a.state = 'overturned'
        )
    ) THEN
        RAISE EXCEPTION 'rejections go from % to % only by a rejection or an appeal overturned', OLD.rejections,
            NEW.rejections
            USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.state = '{forwarded}' AND NEW.state IN ('{rejected}', '{ineligible}') AND NEW.rejections = OLD.rejections)
        OR (OLD.state = '{rejected}' AND NEW.state = '{forwarded}' AND NEW.rejections = OLD.rejections) THEN
        RAISE EXCEPTION 'from % to % leads only a rejection or an appeal that counts', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.submission_count <> OLD.submission_count + (
        CASE WHEN NEW.state = '{pending}' AND OLD.state IN ({submits}) THEN 1 ELSE 0 END
    ) OR (NEW.submission_count > OLD.submission_count AND NOT EXISTS (
        SELECT FROM lifecycle_submission WHERE application_id = NEW.id AND number = NEW.submission_count
    )) THEN
        RAISE EXCEPTION 'submissions go from % to % only by a submit', OLD.submission_count, NEW.submission_count
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = '{forwarded}' AND NEW.state = '{approved}' AND NOT coalesce((
        SELECT bool_and(status = 'approved') FROM lifecycle_registryrecord WHERE application_id = NEW.id
    ), false) THEN
        RAISE EXCEPTION 'an application is approved once all its parts are' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.state = OLD.state AND NEW.state_since <> OLD.state_since)
        OR (NEW.submission_count = OLD.submission_count AND NEW.submitted_at IS DISTINCT FROM OLD.submitted_at) THEN
        RAISE EXCEPTION 'the clocks of an application start with its verbs' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.submission_count > 0 AND NEW.rejection_cap <> OLD.rejection_cap THEN
        RAISE EXCEPTION 'the limit of rejections is fixed by the first submission'
            USING ERRCODE = 'check_violation';
    END IF;
    IF ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'what an application is about never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_ABOUT = ("id", "kind", "subject_id", "organization_id", "reseller_id", "reference", "supersedes_id", "created_at")


def application_guard() -> pgtrigger.Trigger:
    """Refuses every change of state, counter or subject that the table of verbs does not know."""
    words = {state.value: state.value for state in State}
    words |= {"moves": _pairs(moves()), "finals": quoted(FINAL), "submits": quoted(VERBS["submit"].sources)}
    words |= {"new": columns("NEW", _ABOUT), "old": columns("OLD", _ABOUT)}
    return pgtrigger.Trigger(
        name="application_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_INSERT.format(**words) + _UPDATE.format(**words),
    )


_OWN_STATES = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> '{start}' THEN
            RAISE EXCEPTION '{thing} starts as {start}, not as %', NEW.state USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ({moves}) THEN
        RAISE EXCEPTION 'no verb takes {thing} from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'what {thing} is about never changes' USING ERRCODE = 'check_violation';
    END IF;
    IF {rewritten} THEN
        RAISE EXCEPTION 'what was written of {thing} stays as it was' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def quoted(values: Iterable[str]) -> str:
    """`'a', 'b'`: a list for SQL, in an order that does not depend on the set."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def columns(row: str, names: Iterable[str]) -> str:
    """`NEW.a, NEW.b`."""
    return ", ".join(f"{row}.{name}" for name in names)


def _pairs(allowed: Iterable[tuple[str, str]]) -> str:
    return quoted(f"{source}>{target}" for source, target in allowed)


def own_states(
    name: str,
    thing: str,
    *,
    start: str,
    allowed: Iterable[tuple[str, str]],
    fixed: Iterable[str],
    once: Mapping[str, Iterable[str]],
) -> pgtrigger.Trigger:
    """A row with steps of its own: it begins at ``start`` and moves as ``allowed``.

    ``fixed`` never change; the columns of ``once`` do not where its condition holds of the row before or after.
    """
    fixed = ("id", *fixed)
    rewritten = [
        f"({condition} AND ({columns('NEW', names)}) IS DISTINCT FROM ({columns('OLD', names)}))"
        for condition, names in once.items()
    ]
    return pgtrigger.Trigger(
        name=f"{name}_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_OWN_STATES.format(
            thing=thing,
            start=start,
            moves=_pairs(allowed),
            new=columns("NEW", fixed),
            old=columns("OLD", fixed),
            rewritten=" OR ".join(rewritten),
        ),
    )


def temporary_guard() -> pgtrigger.Trigger:
    """A temporary registration is asked for first; its clocks start once, and once over nothing revives it."""
    fixed = ("application_id", "requested_at", "requested_by", "request_note")
    issue = ("issued_at", "days", "grace_days", "ends_at_final", "decided_at", "decided_by", "decision_reason")
    end = ("stopped_at", "ended_at", "end_reason", "end_note", "warned")
    once = {"OLD.state <> 'requested'": issue, "OLD.state IN ('ended', 'refused')": end}
    once |= {"NEW.state = OLD.state": ("stopped_at",)}
    thing, allowed = "a temporary registration", TEMPORARY_MOVES
    return own_states("temporary", thing, start="requested", allowed=allowed, fixed=fixed, once=once)


def amendment_guard() -> pgtrigger.Trigger:
    """A change after approval follows its own steps, and what it changes stays as it was opened."""
    fixed = ("application_id", "changes", "reason", "opened_by", "opened_by_id", "opened_at")
    answer = ("answer", "external_reference")
    once = {"OLD.state IN ('approved', 'rejected')": answer, "OLD.applied_at IS NOT NULL": ("applied_at",)}
    once |= {"NEW.state = OLD.state": ("state_since",)}
    thing, allowed = "a change after approval", AMENDMENT_STEPS.values()
    return own_states("amendment", thing, start="draft", allowed=allowed, fixed=fixed, once=once)


def appeal_guard() -> pgtrigger.Trigger:
    """An appeal is answered once, and its letter stays as it was filed."""
    fixed = ("application_id", "decision_id", "letter", "evidence", "filed_at", "filed_by", "filed_by_id")
    once = {"OLD.state <> 'filed'": ("answered_at", "answered_by", "answer", "external_reference")}
    return own_states("appeal", "an appeal", start="filed", allowed=APPEAL_MOVES, fixed=fixed, once=once)


def confirmation_guard() -> pgtrigger.Trigger:
    """A confirmation is answered once; one that was filed anew does not count again."""
    fixed = ("record_id", "kind", "first_sent_at")
    once = {"OLD.state <> 'awaited'": ("last_sent_at", "answered_at")}
    thing, allowed = "a confirmation", CONFIRMATION_MOVES
    return own_states("confirmation", thing, start="awaited", allowed=allowed, fixed=fixed, once=once)


def proposal_guard() -> pgtrigger.Trigger:
    """A proposal stays as it was made and is closed once."""
    made = ("id", "application_id", "submission_id", "verb", "arguments", "by_id", "by_label", "at")
    return pgtrigger.Trigger(
        name="proposal_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
    IF OLD.closed_at IS NOT NULL OR ({columns("NEW", made)}) IS DISTINCT FROM ({columns("OLD", made)}) THEN
        RAISE EXCEPTION 'a proposal stays as it was made and is closed once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
    )


def kept(name: str) -> list[pgtrigger.Trigger]:
    """Rows that change but are never taken away."""
    return [pgtrigger.Protect(name=f"{name}_no_delete", operation=pgtrigger.Delete), no_truncate(name)]
