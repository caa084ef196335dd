"""Registers the webchecks room with Django."""

from django.apps import AppConfig


class WebchecksConfig(AppConfig):
    """Looks at a website as a reviewer would and keeps what it saw."""

    name = "portal.webchecks"
    verbose_name = "webchecks"
    default_auto_field = "django.db.models.BigAutoField"
