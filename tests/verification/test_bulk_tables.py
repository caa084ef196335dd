"""What the tables of bulk imports refuse by themselves."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cast import Cast
from tests.database.refusing import refused, refuses
from tests.verification.scenes import NUMBER
from verification.models import BulkImport, BulkRow

pytestmark = pytest.mark.django_db


def brought(cast: Cast) -> BulkImport:
    facts = {"original_name": "numbers.csv", "media_type": "text/csv", "sha256": "b" * 64, "size": 40}
    return BulkImport.objects.create(business=cast.greenleaf, asked_by="Alice Moore", rows_read=2, **facts)


def test_an_import_counts_its_rows_and_is_saved_by_choice_only(cast: Cast) -> None:
    made = brought(cast)
    refuses(made, "bulk_import_rows_most", rows_read=1_001)
    refuses(made, "bulk_import_counts_agree", rows_good=2, rows_bad=1)
    refuses(made, "bulk_import_counts_agree", rows_good=1, rows_applied=2)
    refuses(made, "bulk_import_saved_by_choice", stage="applying")
    refuses(made, "bulk_import_sha256_hex", sha256="numbers.csv")
    assert BulkImport.objects.filter(id=made.id).update(stage="applying", choice="good") == 1


def test_a_row_says_what_is_wrong_with_it_or_has_a_toll_free_number_of_its_own(cast: Cast) -> None:
    made = brought(cast)
    row = BulkRow(bulk_import=made, row=1)
    row.raw = row.identifier = "12-3456789"
    row.save()
    refuses(row, "bulk_row_bad_says_why", result="bad")
    refuses(row, "bulk_row_good_has_number", result="good", number="+16142802000")
    refuses(row, "bulk_row_applied_has_number_row", result="applied", number=NUMBER)
    BulkRow.objects.filter(id=row.id).update(result="good", number=NUMBER)
    with refused("bulk_row_number_once"):
        BulkRow.objects.create(bulk_import=made, row=2, result="good", number=NUMBER)
    with refused("bulk_row_once"):
        BulkRow.objects.create(bulk_import=made, row=1)


def test_the_cells_of_a_row_do_not_lie_open(cast: Cast) -> None:
    row = BulkRow(bulk_import=brought(cast), row=1)
    row.raw = row.identifier = "12-3456789"
    row.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT verification_bulkrow::text FROM verification_bulkrow")
        assert "3456789" not in cursor.fetchone()[0]
    stored = BulkRow.objects.get(id=row.id)
    assert (stored.raw, stored.identifier, stored.identifier_last4) == ("12-3456789", "12-3456789", "6789")
