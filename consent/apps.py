"""Registers the consent room with Django."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Consent programs, wordings and the ledger."""

    name = "consent"
    verbose_name = "consent"
    default_auto_field = "django.db.models.BigAutoField"
