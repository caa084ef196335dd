"""Plain SQL against the record itself: every statement here would make it say what no verb said, and is refused."""

import pytest
from django.db import Error, connection, transaction

from portal.lifecycle import services
from tests.lifecycle.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.entry("life-states")]

A, R, S, D = "lifecycle_application", "lifecycle_registryrecord", "lifecycle_submission", "lifecycle_decision"
T, P, C = "lifecycle_temporaryregistration", "lifecycle_proposal", "lifecycle_confirmation"
APPEAL, CHANGE, ENTRY = "lifecycle_appeal", "lifecycle_amendment", "lifecycle_timelineentry"


def refused(sql, *values):
    """The database refuses the statement, at once or at the latest at the commit."""
    with pytest.raises(Error) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE", values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return str(refusal.value)


def copy(table, **changed):
    """An INSERT of a row like the one there is, with some columns changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = [name for (name,) in cursor.fetchall()]
    changed = {"id": "gen_random_uuid()", **changed}
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table} ORDER BY id DESC LIMIT 1"


def drafted(made):
    return made


def pending(made):
    return made.submit()


def claimed(made):
    return made.submit().claim()


def forwarded(made):
    return made.submit().forward()


def rejected(made):
    return made.rejected()


def approved(made):
    return made.approved()


def asked(made):
    services.temporary_request(application_id=made.submit().id, actor=made.cast.alice.actor)
    return made


def granted(made):
    services.temporary_grant(application_id=asked(made).id, actor=made.cast.rae.actor)
    return made


def ended(made):
    services.temporary_end(application_id=granted(made).id, actor=made.cast.rae.actor, reason="Spam.")
    return made


def appealed(made):
    made.rejected().rejected()
    services.appeal_file(application_id=made.id, actor=made.cast.alice.actor, letter="Look again.")
    return made


def upheld(made):
    services.appeal_answer(application_id=appealed(made).id, actor=made.cast.rae.actor, overturned=False, text="No.")
    return made


def awaiting(made):
    return made.submit(data={"brand.entity_type": "sole_proprietor"}).forward()


def changing(made):
    change = {"field": "campaign.terms_url", "label": "Terms", "before": "a", "after": "b"}
    services.amendment_open(application_id=made.approved().id, actor=made.cast.alice.actor, changes=[change])
    return made


def suspended_while_changing(made):
    services.application_suspend(application_id=changing(made).id, actor=made.cast.rae.actor, reason="Spam.")
    return made


def proposed(made):
    made.cast.lakeside.second_pair_of_eyes, made.cast.lakeside.rejection_cap = True, 1
    made.cast.lakeside.save()
    given = {"verb": "record_rejection", "arguments": {}}
    services.application_propose(application_id=forwarded(made).id, actor=made.cast.rae.actor, **given)
    return made


MOVES = [
    (drafted, "state = 'pending'"),
    (drafted, "state = 'pending', submission_count = 1"),
    (pending, "submission_count = 0"),
    (pending, "state = 'withdrawn'"),
    (pending, "submitted_at = now() - interval '9 days'"),
    (pending, "state_since = now() - interval '9 days'"),
    (pending, "created_at = now() - interval '9 days'"),
    (pending, "id = gen_random_uuid()"),
    (pending, "supersedes_id = id"),
    (pending, "submit_requested_at = now(), submit_check_run = gen_random_uuid()"),
    (drafted, "submit_requested_at = now()"),
    (drafted, "due_at = now()"),
    (drafted, "expected_from = now(), expected_by = now()"),
    (pending, "expected_from = expected_by + 1"),
    (pending, "expected_by = NULL"),
    (claimed, "claimed_until = claimed_until + interval '1 hour'"),
    (claimed, "claimed_until = now()"),
    (approved, "due_at = now()"),
    (forwarded, "state = 'approved'"),
    (forwarded, "state = 'rejected'"),
    (forwarded, "state = 'ineligible'"),
    (forwarded, "state = 'rejected', rejections = 1"),
    (forwarded, "state = 'information_requested', state_since = now()"),
    (rejected, "state = 'forwarded'"),
    (rejected, "rejections = 0"),
    (approved, "state = 'suspended'"),
    (approved, "state = 'retired', state_since = now()"),
]


@pytest.mark.parametrize(("begin", "change"), MOVES)
def test_an_application_is_not_moved_past_its_verbs(cast, begin, change):
    made = begin(scene(cast))
    refused(f"UPDATE {A} SET {change} WHERE id = %s", made.id)


ROWS = [
    (drafted, R, "status = 'sent'"),
    (pending, R, "status = 'sent', sent_at = now()"),
    (forwarded, R, "sent_at = NULL WHERE status = 'sent'"),
    (forwarded, R, "answered_at = now() WHERE status = 'sent'"),
    (forwarded, R, "status = 'sent' WHERE part_kind = 'campaign'"),
    (forwarded, R, "part_kind = 'number'"),
    (forwarded, R, "part_id = gen_random_uuid()"),
    (forwarded, R, "window_low = 9, window_high = 2"),
    (forwarded, R, "window_low = 9"),
    (forwarded, R, "identity_status = 'royal'"),
    (forwarded, R, "status = 'rejected', answered_at = sent_at - interval '1 day' WHERE status = 'sent'"),
    (approved, R, "external_id = 'FORGED'"),
    (approved, R, "answered_at = now() - interval '99 days'"),
    (approved, R, "status = 'suspended'"),
    (rejected, R, "status = 'sent' WHERE status = 'rejected'"),
    (asked, T, "request_note = 'Other'"),
    (asked, T, "days = 0"),
    (asked, T, "days = 32767"),
    (asked, T, "grace_days = 31"),
    (asked, T, "ends_at_final = 'never'"),
    (granted, T, "state = 'ended', end_reason = 'rejection', ended_at = issued_at - interval '1 day'"),
    (granted, T, "state = 'ended', end_reason = 'other', ended_at = now()"),
    (granted, T, "issued_at = now()"),
    (granted, T, "days = 90"),
    (granted, T, "stopped_at = issued_at"),
    (granted, T, "grace_days = 50"),
    (granted, T, "ends_at_final = 'at_once'"),
    (ended, T, "ended_at = now() + interval '9 days'"),
    (ended, T, "stopped_at = NULL"),
    (ended, T, "end_reason = 'superseded'"),
    (appealed, APPEAL, "state = 'overturned', answered_at = now()"),
    (appealed, APPEAL, "state = 'upheld', answered_at = filed_at - interval '1 day'"),
    (upheld, APPEAL, "answer = 'Other'"),
    (upheld, APPEAL, "answered_at = now() + interval '9 days'"),
    (awaiting, C, "last_sent_at = now() + interval '9 days'"),
    (changing, CHANGE, "reason = 'Other'"),
    (changing, CHANGE, "state_since = now() - interval '9 days'"),
    (suspended_while_changing, CHANGE, "state = 'pending'"),
    (proposed, P, "outcome = 'done'"),
    (proposed, P, "outcome = 'other', closed_at = now()"),
    (proposed, P, "by_label = 'Nobody'"),
]


@pytest.mark.parametrize(("begin", "table", "change"), ROWS)
def test_what_is_written_beside_keeps_its_clocks_and_its_answers(cast, begin, table, change):
    begin(scene(cast))
    refused(f"UPDATE {table} SET {change}")


INSERTS = [
    (drafted, R, {"part_id": "gen_random_uuid()", "status": "'approved'", "external_id": "'FORGED'"}),
    (rejected, S, {"number": "7"}),
    (rejected, S, {"number": "2", "payload_sha256": "'\\x00'"}),
    (rejected, S, {"number": "2"}),
    (rejected, D, {"number": "9"}),
    (rejected, D, {"number": "number + 1", "after_appeals": "1"}),
    (rejected, D, {"number": "number + 1", "after_appeals": "1", "rejection_number": "2"}),
    (approved, D, {"number": "number + 1"}),
    (upheld, APPEAL, {"state": "'filed'", "answered_at": "NULL", "decision_id": f"(SELECT id FROM {D} LIMIT 1)"}),
    (proposed, P, {"verb": "'suspend'", "closed_at": "NULL"}),
    (rejected, D, {"number": "number + 1", "occurred_at": "at + interval '1 day'"}),
    (rejected, D, {"number": "number + 1", "fine_amount": "-1"}),
    (forwarded, ENTRY, {"state_after": "'approved'"}),
]


@pytest.mark.parametrize(("begin", "table", "changed"), INSERTS)
def test_no_row_is_added_out_of_its_order(cast, begin, table, changed):
    begin(scene(cast))
    refused(copy(table, **changed))


@pytest.mark.parametrize("table", [A, R, S, D, T, P, C, APPEAL, CHANGE, ENTRY])
def test_no_table_of_the_record_is_emptied(cast, table):
    changing(scene(cast))
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("begin", [forwarded, approved, rejected])
def test_no_part_that_was_sent_is_taken_away(cast, begin):
    begin(scene(cast))
    refused(f"DELETE FROM {R} WHERE status <> 'not_sent'")
