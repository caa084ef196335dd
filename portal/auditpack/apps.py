"""Registers the auditpack room with Django."""

from django.apps import AppConfig


class AuditpackConfig(AppConfig):
    """Audit packages: build, sign, verify."""

    name = "portal.auditpack"
    verbose_name = "auditpack"
    default_auto_field = "django.db.models.BigAutoField"
