"""What the database itself refuses, whoever writes."""

import pytest
from django.db import Error, IntegrityError, connection, transaction

from portal.common.ids import uuid7
from portal.lifecycle.models import Application, Decision, Submission, TimelineEntry
from portal.lifecycle.states import State, moves
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


def write(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("target", [state for state in State if ("approved", state) not in moves()])
def test_raw_sql_cannot_move_an_approved_application_where_no_verb_leads(cast, target):
    application = scene(cast).approved().fresh()
    if target == State.APPROVED:
        return
    with pytest.raises(Error, match=r"no verb takes|violates check"):
        write("UPDATE lifecycle_application SET state = %s WHERE id = %s", target.value, application.id)


def test_an_application_is_only_born_as_a_draft(cast):
    with pytest.raises(Error, match="starts as a draft"), transaction.atomic():
        Application.objects.create(
            kind="brand",
            subject_id=uuid7(),
            organization=cast.greenleaf,
            reseller=cast.lakeside,
            reference="REG-1",
            state="approved",
            submission_count=1,
        )


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


def test_a_part_moves_only_along_its_ladder(cast):
    made = scene(cast).submit()
    with pytest.raises(Error, match="no verb takes a part"):
        write(
            "UPDATE lifecycle_registryrecord SET status = 'approved', external_id = 'X' WHERE application_id = %s",
            made.id,
        )
