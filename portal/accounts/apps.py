"""Registers the accounts room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organizations, memberships and permissions."""

    name = "portal.accounts"
    verbose_name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens to sign-ins, and lets only operators into the admin."""
        from portal.accounts import adminsite, receivers  # noqa: F401, PLC0415 - models must be loaded first

        adminsite.close()
