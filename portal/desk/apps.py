"""Registers the desk room with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that span subjects: customer home, reviewer, officer."""

    name = "portal.desk"
    verbose_name = "desk"
    default_auto_field = "django.db.models.BigAutoField"
