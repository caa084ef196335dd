"""Loads Celery when Django starts, so that ``portal`` itself stays importable without either."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The composition root."""

    name = "portal"
    label = "portal"
    verbose_name = "Clearline"

    def ready(self) -> None:
        """Makes the Celery application the current one."""
        import portal.celery  # noqa: F401, PLC0415
