"""Triggers that keep the table of verbs true in the database, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable

import pgtrigger

from portal.lifecycle.states import (
    AMENDMENT_STEPS,
    APPEAL_MOVES,
    CONFIRMATION_MOVES,
    FINAL,
    PART_MOVES,
    TEMPORARY_MOVES,
    State,
    moves,
)

_INSERT = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> '{draft}' OR NEW.rejections <> 0 OR NEW.submission_count <> 0 THEN
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
    IF NEW.submission_count <> OLD.submission_count AND NOT (
        NEW.submission_count = OLD.submission_count + 1 AND NEW.state = '{pending}' AND OLD.state <> '{pending}'
    ) THEN
        RAISE EXCEPTION 'submissions go from % to % only by a submit', OLD.submission_count, NEW.submission_count
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.submission_count > 0 AND NEW.rejection_cap <> OLD.rejection_cap THEN
        RAISE EXCEPTION 'the limit of rejections is fixed by the first submission'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.kind, NEW.subject_id, NEW.organization_id, NEW.reseller_id, NEW.reference)
        IS DISTINCT FROM (OLD.kind, OLD.subject_id, OLD.organization_id, OLD.reseller_id, OLD.reference) THEN
        RAISE EXCEPTION 'what an application is about never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_PART = """
    IF NEW.status <> OLD.status AND (OLD.status || '>' || NEW.status) NOT IN ({moves}) THEN
        RAISE EXCEPTION 'no verb takes a part from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def application_guard() -> pgtrigger.Trigger:
    """Refuses every change of state, counter or subject that the table of verbs does not know."""
    allowed = ", ".join(f"'{source}>{target}'" for source, target in sorted(moves()))
    names = {state.value: state.value for state in State}
    finals = ", ".join(f"'{state}'" for state in sorted(FINAL))
    return pgtrigger.Trigger(
        name="application_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_INSERT.format(**names) + _UPDATE.format(moves=allowed, finals=finals, **names),
    )


def part_guard() -> pgtrigger.Trigger:
    """Refuses every change of a part's status that no verb makes."""
    allowed = ", ".join(f"'{source}>{target}'" for source, target in sorted(PART_MOVES))
    return pgtrigger.Trigger(
        name="registry_record_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=_PART.format(moves=allowed),
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
    RETURN NEW;
"""


def _own_states(
    name: str, thing: str, *, start: str, allowed: Iterable[tuple[str, str]], fixed: Iterable[str]
) -> pgtrigger.Trigger:
    fixed = ("id", *fixed)
    return pgtrigger.Trigger(
        name=f"{name}_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_OWN_STATES.format(
            thing=thing,
            start=start,
            moves=", ".join(f"'{source}>{target}'" for source, target in sorted(allowed)),
            new=", ".join(f"NEW.{column}" for column in fixed),
            old=", ".join(f"OLD.{column}" for column in fixed),
        ),
    )


def temporary_guard() -> pgtrigger.Trigger:
    """A temporary registration is asked for first; once over, nothing revives it."""
    fixed = ("application_id", "requested_at", "requested_by")
    return _own_states("temporary", "a temporary registration", start="requested", allowed=TEMPORARY_MOVES, fixed=fixed)


def amendment_guard() -> pgtrigger.Trigger:
    """A change after approval follows its own steps, and what it changes stays as it was opened."""
    fixed = ("application_id", "changes", "opened_by", "opened_by_id", "opened_at")
    steps = AMENDMENT_STEPS.values()
    return _own_states("amendment", "a change after approval", start="draft", allowed=steps, fixed=fixed)


def appeal_guard() -> pgtrigger.Trigger:
    """An appeal is answered once, and its letter stays as it was filed."""
    fixed = ("application_id", "decision_id", "letter", "evidence", "filed_at", "filed_by", "filed_by_id")
    return _own_states("appeal", "an appeal", start="filed", allowed=APPEAL_MOVES, fixed=fixed)


def confirmation_guard() -> pgtrigger.Trigger:
    """A confirmation is answered once; one that was filed anew does not count again."""
    fixed = ("record_id", "kind", "first_sent_at")
    allowed = CONFIRMATION_MOVES
    return _own_states("confirmation", "a confirmation", start="awaited", allowed=allowed, fixed=fixed)


def proposal_guard() -> pgtrigger.Trigger:
    """A proposal stays as it was made and is closed once."""
    return pgtrigger.Trigger(
        name="proposal_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
    IF OLD.closed_at IS NOT NULL
        OR (NEW.id, NEW.application_id, NEW.submission_id, NEW.verb, NEW.arguments, NEW.by_id, NEW.at)
        IS DISTINCT FROM (OLD.id, OLD.application_id, OLD.submission_id, OLD.verb, OLD.arguments, OLD.by_id, OLD.at)
    THEN
        RAISE EXCEPTION 'a proposal stays as it was made and is closed once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
    )


def no_delete(name: str) -> pgtrigger.Trigger:
    """Rows that change but are never taken away."""
    return pgtrigger.Protect(name=f"{name}_no_delete", operation=pgtrigger.Delete)
