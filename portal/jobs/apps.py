"""Registers the jobs room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """What every background job shares: state, lease, attempts, progress."""

    name = "portal.jobs"
    verbose_name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
