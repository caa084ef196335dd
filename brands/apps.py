"""Registers the brands room with Django."""

from django.apps import AppConfig


class BrandsConfig(AppConfig):
    """Brands: the business as the registry knows it."""

    name = "brands"
    verbose_name = "brands"
    default_auto_field = "django.db.models.BigAutoField"
