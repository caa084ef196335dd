"""What the API remembers: answers under an Idempotency-Key, for 24 hours."""

from __future__ import annotations

from django.db import models

from portal.common.clock import now
from portal.common.ids import uuid7


class IdempotentAnswer(models.Model):
    """The first answer given to a request under a client's key; the request is kept as a hash only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    api_key = models.ForeignKey("accounts.ApiKey", on_delete=models.CASCADE, related_name="+")
    key_sha256 = models.BinaryField(max_length=32)
    request_sha256 = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["api_key", "key_sha256"], name="idempotent_answer_once")]

    def __str__(self) -> str:
        return f"{self.status} at {self.created_at:%Y-%m-%d %H:%M}"
