"""A personal value on a model: encrypted column, keyed hash and last digits behind one attribute.

    class Brand(models.Model):
        ein_enc = sealed_column()
        ein_key = hash_column()
        ein_last4 = last4_column()
        ein = Sealed("ein", purpose="ein")

``brand.ein = "12-3456789"`` fills the three columns; ``brand.ein`` opens the value; an empty value empties them.
``_key`` and ``_last4`` are optional: only the columns the model has are filled.
"""

from __future__ import annotations

import re
from typing import Any, overload

from django.db import models

from portal.common.crypto import keyed_hash, open_sealed, seal


def sealed_column(**options: Any) -> models.BinaryField[Any, Any]:
    """The encrypted value; null when there is none."""
    return models.BinaryField(null=True, blank=True, editable=False, **options)


def hash_column(**options: Any) -> models.BinaryField[Any, Any]:
    """The keyed hash to look the value up by; null when there is none."""
    return models.BinaryField(null=True, blank=True, editable=False, max_length=32, **options)


def last4_column() -> models.CharField[Any, Any]:
    """The last four digits or letters, for display."""
    return models.CharField(max_length=4, blank=True, default="", editable=False)


class Sealed:
    """Attribute over ``<name>_enc`` and, where the model has them, ``<name>_key`` and ``<name>_last4``."""

    def __init__(self, name: str, *, purpose: str = "") -> None:
        self.name = name
        self.purpose = purpose or name

    def __set_name__(self, owner: type, name: str) -> None:
        self.context = f"{owner.__name__}.{self.name}"

    @overload
    def __get__(self, instance: None, owner: type) -> Sealed: ...
    @overload
    def __get__(self, instance: models.Model, owner: type) -> str: ...
    def __get__(self, instance: models.Model | None, owner: type) -> Sealed | str:
        if instance is None:
            return self
        sealed = getattr(instance, f"{self.name}_enc")
        return open_sealed(sealed, context=self.context) if sealed else ""

    def __set__(self, instance: models.Model, value: str) -> None:
        value = value or ""
        setattr(instance, f"{self.name}_enc", seal(value, context=self.context) if value else None)
        if hasattr(instance, f"{self.name}_key"):
            setattr(instance, f"{self.name}_key", keyed_hash(value, purpose=self.purpose) if value else None)
        if hasattr(instance, f"{self.name}_last4"):
            setattr(instance, f"{self.name}_last4", re.sub(r"[^0-9A-Za-z]", "", value)[-4:])
