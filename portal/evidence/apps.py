"""Registers the evidence room with Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Files and captures, kept by SHA-256 and never rewritten."""

    name = "portal.evidence"
    verbose_name = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
