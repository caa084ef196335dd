"""The job that builds a package."""

from __future__ import annotations

from celery import shared_task

from portal.auditpack.build import package_build
from portal.auditpack.models import AuditPackage
from portal.jobs.tasks import job_task


@shared_task(name="auditpack.build")
@job_task(AuditPackage)
def build(package: AuditPackage, attempt: int) -> None:
    """Builds the package and stores it."""
    package_build(package, attempt)
