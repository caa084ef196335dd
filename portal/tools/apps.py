"""Registers the tools room with Django."""

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    """Public tools: checkers, generators and the code directory."""

    name = "portal.tools"
    verbose_name = "tools"
    default_auto_field = "django.db.models.BigAutoField"
