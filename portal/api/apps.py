"""Registers the api room with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST, errors and throttles."""

    name = "portal.api"
    verbose_name = "api"
    default_auto_field = "django.db.models.BigAutoField"
