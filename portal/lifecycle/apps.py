"""Registers the lifecycle room with Django."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """Applications, their states, verbs and clocks."""

    name = "portal.lifecycle"
    verbose_name = "lifecycle"
    default_auto_field = "django.db.models.BigAutoField"
