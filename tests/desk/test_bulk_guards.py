"""Plain SQL against the report of a bulk action: what was asked and what became of it stays as it was told."""

import uuid

import pytest
from django.db import Error, connection, transaction

from portal.desk.review.bulk.services import RowAsked, run_carry_out, run_start
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

RUN, ROW = "desk_bulkrun", "desk_bulkrow"
CHANGES = [
    f"UPDATE {ROW} SET outcome = 'done', code = '', reason = '' WHERE outcome = 'refused'",
    f"UPDATE {ROW} SET outcome = 'waiting', at = NULL WHERE outcome = 'done'",
    f"UPDATE {ROW} SET at = now() WHERE outcome = 'done'",
    f"DELETE FROM {ROW}",
    f"TRUNCATE {ROW} CASCADE",
    f"UPDATE {RUN} SET arguments = '{{}}', by_label = 'Nobody'",
    f"DELETE FROM {RUN}",
]


def refused(sql):
    with (
        pytest.raises(Error, match=r"pgtrigger|check constraint|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def started(cast):
    rows = [RowAsked(scene(cast).submit().application.reference), RowAsked("REG-NONE")]
    return run_start(actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=rows)


@pytest.mark.parametrize("change", CHANGES)
def test_what_became_of_a_row_is_written_once(cast, change):
    run_carry_out(actor=cast.rae.actor, run=started(cast))
    refused(change)


@pytest.mark.parametrize("change", ["reference = 'REG-2'", "value = 'FORGED'", "outcome = 'done'"])
def test_a_row_that_waits_stays_as_it_was_asked_for(cast, change):
    started(cast)
    refused(f"UPDATE {ROW} SET {change} WHERE outcome = 'waiting'")
