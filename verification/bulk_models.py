"""Many toll-free numbers at once: the file a business uploaded, and what became of each of its rows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from portal.common.ids import uuid7
from portal.common.sealed import Sealed, last4_column, sealed_column
from portal.jobs.models import JobBase

MOST_ROWS = 1_000
"""Numbers a file may bring at once (source 003, bulk verification)."""


class BulkStage(models.TextChoices):
    """How far an import is, whatever its job does at the moment."""

    READING = "reading", "The file is read"
    REPORTED = "reported", "Every row is judged; nothing is saved yet"
    APPLYING = "applying", "The rows are saved"
    APPLIED = "applied", "Saved"
    DISCARDED = "discarded", "Discarded"


class BulkChoice(models.TextChoices):
    """Which rows are to be saved; empty until the business chose."""

    ALL = "all", "All rows, or none if one cannot be used"
    GOOD = "good", "Only the rows that can be used"


class BulkImport(JobBase):
    """One uploaded file of toll-free numbers, read and reported first, saved only then.

    ``mapping`` says which column of the file (by its heading) is which field, ``reading`` how the bytes were
    understood (encoding, delimiter, sheet). ``verification`` is the brief whose answers the numbers share; each number
    is verified on its own. Columns of ``JobBase`` carry the progress of reading and saving.
    """

    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="bulk_imports")
    verification = models.ForeignKey(
        "verification.TollFreeVerification", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, help_text="Of the file's bytes, hex; they lie in the evidence storage.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    reading = models.JSONField(default=dict, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    stage = models.CharField(max_length=10, choices=BulkStage.choices, default=BulkStage.READING)
    choice = models.CharField(max_length=4, choices=BulkChoice.choices, blank=True, default="")
    rows_read = models.PositiveSmallIntegerField(default=0)
    rows_good = models.PositiveSmallIntegerField(default=0)
    rows_bad = models.PositiveSmallIntegerField(default=0)
    rows_applied = models.PositiveSmallIntegerField(default=0)
    asked_by_id = models.UUIDField(null=True)
    asked_by = models.CharField(max_length=200)

    class Meta(JobBase.Meta):
        abstract = False
        indexes = [models.Index(fields=["business", "-id"], name="bulk_import_business")]
        constraints = [
            models.CheckConstraint(name="bulk_import_sha256_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="bulk_import_stage_known", condition=Q(stage__in=BulkStage.values)),
            models.CheckConstraint(name="bulk_import_rows_most", condition=Q(rows_read__lte=MOST_ROWS)),
            models.CheckConstraint(
                name="bulk_import_counts_agree",
                condition=Q(rows_read__gte=F("rows_good") + F("rows_bad"), rows_good__gte=F("rows_applied")),
            ),
            models.CheckConstraint(
                name="bulk_import_saved_by_choice",
                condition=Q(choice__in=BulkChoice.values)
                | Q(choice="", stage__in=["reading", "reported", "discarded"]),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name


class BulkResult(models.TextChoices):
    """What became of a row."""

    WAITING = "waiting", "Not judged yet"
    GOOD = "good", "Can be used"
    BAD = "bad", "Cannot be used"
    APPLIED = "applied", "Saved"
    SKIPPED = "skipped", "Left out"


class BulkRow(models.Model):
    """One row of a file: its cells as they stood there, what was read from them, and what is wrong with them.

    The cells may hold identifiers of the business (an EIN), so they are sealed like those.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bulk_import = models.ForeignKey(BulkImport, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveSmallIntegerField(help_text="Row of the file below its headings, from 1.")
    raw_enc = sealed_column()
    raw = Sealed("raw")
    number = models.CharField(max_length=16, blank=True, default="", help_text="E.164; empty if none could be read.")
    business_name = models.CharField(max_length=255, blank=True, default="")
    identifier_enc = sealed_column()
    identifier_last4 = last4_column()
    identifier = Sealed("identifier")
    label = models.CharField(max_length=200, blank=True, default="")
    result = models.CharField(max_length=8, choices=BulkResult.choices, default=BulkResult.WAITING)
    problems = models.JSONField(default=list, blank=True, help_text="Each with field, code and sentence.")
    toll_free_number = models.ForeignKey(
        "verification.TollFreeNumber", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["bulk_import", "row"]
        constraints = [
            models.UniqueConstraint(fields=["bulk_import", "row"], name="bulk_row_once"),
            models.UniqueConstraint(
                fields=["bulk_import", "number"],
                name="bulk_row_number_once",
                condition=Q(result__in=[BulkResult.GOOD, BulkResult.APPLIED]),
            ),
            models.CheckConstraint(name="bulk_row_in_range", condition=Q(row__range=(1, MOST_ROWS))),
            models.CheckConstraint(name="bulk_row_result_known", condition=Q(result__in=BulkResult.values)),
            models.CheckConstraint(name="bulk_row_bad_says_why", condition=~Q(result=BulkResult.BAD) | ~Q(problems=[])),
            models.CheckConstraint(
                name="bulk_row_good_has_number",
                condition=~Q(result__in=[BulkResult.GOOD, BulkResult.APPLIED])
                | Q(number__regex=r"^\+1(800|833|844|855|866|877|888)\d{7}$"),
            ),
            models.CheckConstraint(
                name="bulk_row_applied_has_number_row",
                condition=Q(result=BulkResult.APPLIED, toll_free_number__isnull=False)
                | (~Q(result=BulkResult.APPLIED) & Q(toll_free_number=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.row}: {self.number or self.get_result_display()}"
