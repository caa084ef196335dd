"""Triggers that keep the table of verbs true in the database, whoever writes."""

from __future__ import annotations

import pgtrigger

from portal.lifecycle.states import PART_MOVES, State, moves

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
    ) THEN
        RAISE EXCEPTION 'rejections go from % to % only by a recorded rejection', OLD.rejections, NEW.rejections
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
    return pgtrigger.Trigger(
        name="application_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_INSERT.format(**names) + _UPDATE.format(moves=allowed, **names),
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


def no_delete(name: str) -> pgtrigger.Trigger:
    """Rows that change but are never taken away."""
    return pgtrigger.Protect(name=f"{name}_no_delete", operation=pgtrigger.Delete)
