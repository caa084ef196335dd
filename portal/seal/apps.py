"""Registers the seal room with Django."""

from django.apps import AppConfig


class SealConfig(AppConfig):
    """Append-only Merkle log: leaves, signed heads, proofs."""

    name = "portal.seal"
    verbose_name = "seal"
    default_auto_field = "django.db.models.BigAutoField"
