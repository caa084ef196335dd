"""Registers the notices room with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices to people and requests for help."""

    name = "portal.notices"
    verbose_name = "notices"
    default_auto_field = "django.db.models.BigAutoField"
