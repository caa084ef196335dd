"""Registers the shared value types and template parts with Django."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Ids, clock, value types, encryption and the typed refusals."""

    name = "portal.common"
    verbose_name = "common"
