"""Registers the accounts room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organizations, memberships and permissions."""

    name = "portal.accounts"
    verbose_name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
