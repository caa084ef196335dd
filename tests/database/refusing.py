"""Ways to see the database itself refuse a row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The block is refused by the constraint of that name, and by no other."""
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        yield


def refuses(row: models.Model, constraint: str, **values: Any) -> None:
    """Changing the stored row to these values is refused by that constraint; ``row`` stays as it was."""
    kind = type(row)._default_manager
    with refused(constraint):
        kind.filter(pk=row.pk).update(**values)
