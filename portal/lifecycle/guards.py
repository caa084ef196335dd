"""Triggers that hold what is written beside an application to the state it is in: the table of verbs, in the database.

``triggers`` and ``ladder`` keep each row to its own steps, ``history`` keeps rows in their order; here the state of the
application decides whether a verb may write a row at all. The verbs write in one transaction with the application
locked, so the state that a trigger reads is the one they saw.
"""

from __future__ import annotations

from collections.abc import Iterable

import pgtrigger

from portal.lifecycle.states import FINAL, TEMPORARY_ALLOWED, VERBS
from portal.lifecycle.triggers import quoted

_ITS_OWN = "SELECT state INTO standing FROM lifecycle_application WHERE id = NEW.application_id;"
_OF_ITS_PART = """SELECT a.state INTO standing FROM lifecycle_application AS a
        JOIN lifecycle_registryrecord AS r ON r.application_id = a.id WHERE r.id = NEW.record_id;"""
_WHILE = """
    {find}
    IF {when} AND standing NOT IN ({states}) THEN
        RAISE EXCEPTION 'no verb writes {thing} while its application is %', standing USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

_SUCCESSOR = """
    SELECT * INTO old_one FROM lifecycle_application WHERE id = NEW.supersedes_id;
    IF old_one.state NOT IN ({finals}) THEN
        RAISE EXCEPTION 'no application supersedes one that is %', old_one.state USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.kind, NEW.subject_id, NEW.organization_id) <> (old_one.kind, old_one.subject_id, old_one.organization_id)
    THEN
        RAISE EXCEPTION 'an application supersedes one of the same subject' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def while_in(
    name: str, thing: str, states: Iterable[str], *, find: str = _ITS_OWN, when: str = "true", updates: bool = False
) -> pgtrigger.Trigger:
    """What a verb writes only while its application, which ``find`` names the state of, is in one of the states."""
    return pgtrigger.Trigger(
        name=f"{name}_while",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update if updates else pgtrigger.Insert,
        declare=[("standing", "TEXT")],
        func=_WHILE.format(find=find, when=when, states=quoted(states), thing=thing),
    )


def submission_while() -> pgtrigger.Trigger:
    """A submission is stored where `submit` is possible."""
    return while_in("submission", "a submission", VERBS["submit"].sources)


def appeal_while() -> pgtrigger.Trigger:
    """An appeal is filed where `file_appeal` is possible."""
    return while_in("appeal", "an appeal", VERBS["file_appeal"].sources)


def temporary_while() -> pgtrigger.Trigger:
    """A temporary registration is asked for and granted while a complete submission is under way (source 000)."""
    when = "(TG_OP = 'INSERT' OR (NEW.state = 'granted' AND OLD.state <> 'granted'))"
    thing = "a temporary registration"
    return while_in("temporary", thing, TEMPORARY_ALLOWED, when=when, updates=True)


def amendment_while() -> pgtrigger.Trigger:
    """A change after approval begins, and goes on, while its application is approved."""
    when = "(TG_OP = 'INSERT' OR NEW.state <> OLD.state)"
    return while_in("amendment", "a change after approval", ["approved"], when=when, updates=True)


def confirmation_while() -> pgtrigger.Trigger:
    """A confirmation is awaited, answered and filed anew while the brand goes to its registry or lies there."""
    when = "(TG_OP = 'INSERT' OR NEW.state <> OLD.state)"
    states = VERBS["forward"].sources
    return while_in("confirmation", "a confirmation", states, find=_OF_ITS_PART, when=when, updates=True)


def standing_while() -> pgtrigger.Trigger:
    """What a registry says of a brand is recorded where `record_brand_standing` is possible."""
    when = """(TG_OP = 'UPDATE' AND (NEW.identity_status, NEW.trust_score)
        IS DISTINCT FROM (OLD.identity_status, OLD.trust_score))"""
    states = VERBS["record_brand_standing"].sources
    return while_in("standing", "a brand''s standing", states, when=when, updates=True)


def successor_follows() -> pgtrigger.Trigger:
    """A new application supersedes a final one of the same subject only."""
    return pgtrigger.Trigger(
        name="successor_follows",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("old_one", "lifecycle_application%ROWTYPE")],
        condition=pgtrigger.Q(new__supersedes__isnull=False),
        func=_SUCCESSOR.format(finals=quoted(FINAL)),
    )
