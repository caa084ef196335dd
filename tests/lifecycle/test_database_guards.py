"""What the database itself refuses, whoever writes; every pair of verb and state is tried in `test_database_pairs`."""

import pytest
from django.db import Error, IntegrityError, connection, transaction

from portal.common.ids import uuid7
from portal.lifecycle import services
from portal.lifecycle.models import (
    Amendment,
    Appeal,
    Application,
    Confirmation,
    Decision,
    Proposal,
    Submission,
    TemporaryRegistration,
    TimelineEntry,
)
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


def write(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.source(37)
@pytest.mark.parametrize("sql", ["rejections = 1", "rejections = 3", "rejections = 5", "rejection_cap = 9"])
def test_counters_move_only_by_their_verbs(cast, sql):
    application = scene(cast).submit().forward().fresh()
    with pytest.raises(Error, match="rejection"):
        write(f"UPDATE lifecycle_application SET {sql} WHERE id = %s", application.id)


def test_what_an_application_is_about_never_changes(cast):
    application = scene(cast).fresh()
    with pytest.raises(Error, match="never changes"):
        write("UPDATE lifecycle_application SET subject_id = %s WHERE id = %s", str(uuid7()), application.id)


def test_one_subject_has_one_open_application(cast):
    first = scene(cast).fresh()
    with pytest.raises(IntegrityError, match="application_one_open"), transaction.atomic():
        Application.objects.create(
            kind=first.kind,
            subject_id=first.subject_id,
            organization=cast.greenleaf,
            reseller=cast.lakeside,
            reference="REG-2",
        )


@pytest.mark.parametrize("model", [Submission, Decision, TimelineEntry])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_history_is_neither_changed_nor_taken_away(cast, model, change):
    scene(cast).submit().forward()
    with pytest.raises(Error, match=r"(?i)cannot|permission denied|pgtrigger"):
        write(change.format(model._meta.db_table))


def _beside(cast, model):
    """An application with one row of the model, in its first state."""
    made = scene(cast)
    if model is TemporaryRegistration:
        services.temporary_request(application_id=made.submit().id, actor=cast.alice.actor)
    elif model is Appeal:
        services.appeal_file(application_id=made.rejected().rejected().id, actor=cast.alice.actor, letter="Look again.")
    elif model is Confirmation:
        made.submit(data={"brand.entity_type": "sole_proprietor"}).forward()
    else:
        change = {"field": "campaign.terms_url", "label": "Terms", "before": "a", "after": "b"}
        services.amendment_open(application_id=made.approved().id, actor=cast.alice.actor, changes=[change])
    return model.objects.get()


ILLEGAL = [
    (TemporaryRegistration, "state = 'ended', issued_at = now(), ended_at = now(), end_reason = 'x'", "no verb takes"),
    (TemporaryRegistration, "requested_by = 'Nobody'", "never changes"),
    (TemporaryRegistration, "state = 'granted'", "temporary_granted_is_issued"),
    (Appeal, "letter = 'Another'", "never changes"),
    (Appeal, "state = 'overturned'", "appeal_answered_says_when"),
    (Appeal, "state = 'withdrawn'", "no verb takes"),
    (Confirmation, "kind = 'contact_email'", "never changes"),
    (Confirmation, "state = 'confirmed'", "confirmation_confirmed_says_when"),
    (Amendment, "state = 'approved'", "no verb takes"),
    (Amendment, "changes = '[]'", "never changes"),
    (Amendment, "applied_at = now()", "amendment_applied_is_approved"),
]


@pytest.mark.parametrize(("model", "change", "says"), ILLEGAL)
def test_what_stands_beside_an_application_follows_its_own_steps(cast, model, change, says):
    row = _beside(cast, model)
    with pytest.raises(Error, match=says):
        write(f"UPDATE {model._meta.db_table} SET {change} WHERE id = %s", row.id)
    with pytest.raises(Error, match=r"(?i)cannot delete"):
        write(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.id)


def test_what_is_over_is_not_revived_and_what_was_answered_is_not_answered_again(cast):
    made = scene(cast).submit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    services.temporary_grant(application_id=made.id, actor=cast.rae.actor)
    services.temporary_end(application_id=made.id, actor=cast.rae.actor, reason="Spam.")
    with pytest.raises(Error, match="no verb takes a temporary registration from ended"):
        write("UPDATE lifecycle_temporaryregistration SET state='granted', ended_at=NULL, end_reason=''")
    appeal = _beside(cast, Appeal)
    services.appeal_answer(application_id=appeal.application_id, actor=cast.rae.actor, overturned=False, text="No.")
    with pytest.raises(Error, match="no verb takes an appeal from upheld"):
        write("UPDATE lifecycle_appeal SET state = 'overturned'")


def test_a_rejection_leaves_the_count_only_with_an_appeal_that_was_granted(cast):
    application = scene(cast).rejected().rejected().fresh()
    with pytest.raises(Error, match="only by a rejection or an appeal"):
        write("UPDATE lifecycle_application SET rejections = 1 WHERE id = %s", application.id)


@pytest.mark.parametrize("change", ["verb = 'forward'", "by_id = gen_random_uuid()"])
def test_a_proposal_stays_as_it_was_made(cast, change):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    propose = {"application_id": made.id, "actor": cast.rae.actor, "verb": "record_rejection", "arguments": {}}
    services.application_propose(**propose)
    with pytest.raises(Error, match="stays as it was made"):
        write(f"UPDATE lifecycle_proposal SET {change}")
    assert Proposal.objects.filter(closed_at=None).count() == 1
