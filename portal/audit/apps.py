"""Registers the audit room with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail of who did what."""

    name = "portal.audit"
    verbose_name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
