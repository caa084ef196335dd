"""Registers the tools room with Django."""

from celery.signals import task_postrun, task_prerun
from django.apps import AppConfig


class ToolsConfig(AppConfig):
    """Public tools: checkers, generators, the code directory; and the overlays of the rulebook."""

    name = "portal.tools"
    verbose_name = "tools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lets jobs, like requests, judge by the rulebook with this deployment's overlays."""
        from portal.tools.middleware import enter_job, leave_job  # noqa: PLC0415 - models must be loaded first

        task_prerun.connect(enter_job, dispatch_uid="rulebook_enter", weak=False)
        task_postrun.connect(leave_job, dispatch_uid="rulebook_leave", weak=False)
