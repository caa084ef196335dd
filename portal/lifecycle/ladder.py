"""Triggers on the ladder of registry records: which part moves when, and that what was sent is never taken away."""

from __future__ import annotations

import pgtrigger

from portal.common.appendonly import no_truncate
from portal.lifecycle.states import PART_MOVED_WHILE, VERBS, WAITS_FOR
from portal.lifecycle.triggers import columns, quoted

_BEGUN = """
    IF TG_OP = 'UPDATE' AND (OLD.status <> 'not_sent' OR NEW.status <> 'approved') THEN
        RETURN NEW;
    END IF;
    IF NEW.status = 'not_sent' OR NEW.status = 'approved' AND NEW.part_kind = 'brand' AND EXISTS (
        SELECT FROM lifecycle_registryrecord AS r JOIN lifecycle_application AS a ON a.id = r.application_id
        WHERE (r.part_kind, r.part_id, r.status, r.external_id) = ('brand', NEW.part_id, 'approved', NEW.external_id)
            AND a.organization_id = (SELECT organization_id FROM lifecycle_application WHERE id = NEW.application_id)
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a part is not sent yet, or a brand approved before under this id, not %', NEW.status
        USING ERRCODE = 'check_violation';
"""
_MOVED = """
    IF ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'which part a record is of never changes' USING ERRCODE = 'check_violation';
    END IF;
    SELECT state INTO standing FROM lifecycle_application WHERE id = NEW.application_id;
    IF NEW.status <> OLD.status AND (OLD.status || '>' || NEW.status) NOT IN ({moves}) THEN
        RAISE EXCEPTION 'no verb takes a part from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status <> OLD.status AND (OLD.status || '>' || NEW.status || ':' || standing) NOT IN ({while_in}) THEN
        RAISE EXCEPTION 'no verb takes a part from % to % while its application is %', OLD.status, NEW.status, standing
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'rejected' AND NEW.status = 'sent' AND standing = 'rejected' AND NOT EXISTS (
        SELECT FROM lifecycle_appeal AS a JOIN lifecycle_decision AS d ON d.id = a.decision_id
        WHERE d.application_id = NEW.application_id AND a.state = 'overturned'
            AND (d.part_kind, d.part_id) = (NEW.part_kind, NEW.part_id)
    ) THEN
        RAISE EXCEPTION 'a rejected part is sent again after a resubmission or an appeal that was granted'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = OLD.status AND standing NOT IN ({sending}) AND ({told_new}) IS DISTINCT FROM ({told_old}) THEN
        RAISE EXCEPTION 'no verb writes a part''s id or clocks while its application is %', standing
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'sent' AND EXISTS (
        SELECT FROM lifecycle_registryrecord WHERE application_id = NEW.application_id AND status <> 'approved'
            AND (NEW.part_kind || '>' || part_kind) IN ({waits})
    ) THEN
        RAISE EXCEPTION 'a % waits for what comes before it on the ladder', NEW.part_kind
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
_OF = ("id", "application_id", "part_kind", "part_id", "authority")
_TOLD = ("external_reference", "external_id", "sent_at", "answered_at")


def part_begun() -> pgtrigger.Trigger:
    """A part starts as not sent; only a brand that is approved already for this business is so without being sent."""
    return pgtrigger.Trigger(
        name="registry_record_begun",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_BEGUN,
    )


def part_guard() -> pgtrigger.Trigger:
    """A part moves by the verbs of its application, the brand before its campaign; id and clocks come with them."""
    moved = PART_MOVED_WHILE.items()
    return pgtrigger.Trigger(
        name="registry_record_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("standing", "TEXT")],
        func=_MOVED.format(
            moves=quoted(f"{source}>{target}" for (source, target), _states in moved),
            while_in=quoted(f"{source}>{target}:{state}" for (source, target), states in moved for state in states),
            sending=quoted(VERBS["forward"].sources),
            waits=quoted(f"{later}>{first}" for later, first in WAITS_FOR.items()),
            new=columns("NEW", _OF),
            old=columns("OLD", _OF),
            told_new=columns("NEW", _TOLD),
            told_old=columns("OLD", _TOLD),
        ),
    )


def sent_is_kept() -> list[pgtrigger.Trigger]:
    """A part that is not registered after all is dropped before it was sent, and never later."""
    sent = ~pgtrigger.Q(old__status="not_sent")
    return [
        pgtrigger.Protect(name="registry_record_no_delete", operation=pgtrigger.Delete, condition=sent),
        no_truncate("registry_record"),
    ]
