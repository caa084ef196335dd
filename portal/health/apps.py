"""Registers the health room with Django."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """Traffic counts, thresholds and 90-day audits."""

    name = "portal.health"
    verbose_name = "health"
    default_auto_field = "django.db.models.BigAutoField"
