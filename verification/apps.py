"""Registers the verification room with Django."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Toll-free verification briefs and numbers."""

    name = "verification"
    verbose_name = "verification"
    default_auto_field = "django.db.models.BigAutoField"
