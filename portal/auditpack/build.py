"""Builds a package: gathers its contents in a working folder, signs, packs and stores it."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string

from consent.packaging import EXPORT_COLUMNS, event_proofs, program_id_of, wordings_export
from consent.selectors import events_export
from portal.auditpack import contents, verify
from portal.auditpack.bag import Bag
from portal.auditpack.models import AuditPackage
from portal.auditpack.pdf import PdfUnavailableError, make_pdf
from portal.auditpack.services import package_finished
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.evidence.models import Document
from portal.evidence.selectors import documents_for
from portal.jobs.services import finish, renew
from portal.seal.services import seal_pending
from portal.seal.signing import fingerprint
from portal.webchecks.selectors import runs_for

KEPT_FOR = dt.timedelta(days=90)
"""How long a finished package can be downloaded."""
STEPS = 8


def package_build(package: AuditPackage, attempt: int) -> None:
    """Builds and stores the package of a claimed job. Started again from the beginning if it was cut off."""
    steps = iter(range(1, 10_000))

    def tick(text: str) -> None:
        renew(AuditPackage, package.id, attempt, progress=min(next(steps), STEPS), total=STEPS, text=text)

    tick("Sealing what was recorded")
    while seal_pending():
        pass
    with tempfile.TemporaryDirectory(prefix="package-") as working:
        bag = Bag(Path(working) / package.reference)
        _fill(bag, package, tick)
        archive = Path(working) / "package.zip"
        with archive.open("wb") as file:
            bag.zip_to(file)
        _store(package, attempt, archive)


def _fill(bag: Bag, package: AuditPackage, tick: contents.Tick) -> None:
    application = package.application
    tables = contents.write_registration(bag, application, tick)
    submissions = contents.write_submissions(bag, application, tick)
    documents = _documents(package)
    runs = list(runs_for(SYSTEM, subject=(package.scope, application.subject_id)))
    tables += [
        contents.write_evidence(bag, documents, tick),
        contents.write_checks(bag, runs, tick),
    ]
    program_id = program_id_of(package.scope, application.subject_id)
    tables += _consent(bag, package, program_id, tick)
    subject_ids = {application.id, application.subject_id, package.id, *(document.id for document in documents)}
    subject_ids |= {part.part_id for part in application.parts.all()} | {run.id for run in runs}
    if program_id:
        subject_ids.add(program_id)
    proofs = event_proofs(package.business_id, program_ids=[program_id] if program_id else [], **_period(package))
    contents.write_proofs(bag, subject_ids, {package.organization_id, package.business_id}, proofs, tick)
    contents.write_dictionary(bag, tables)
    no_pdf = _write_report(bag, package, tables, submissions, tick)
    bag.add_text("README.txt", _readme(package, no_pdf))
    bag.close(_info(package))


def _consent(
    bag: Bag, package: AuditPackage, program_id: uuid.UUID | None, tick: contents.Tick
) -> list[contents.Table]:
    tick("Writing consent records")
    chosen = [program_id] if program_id else []
    rows: Iterable[dict[str, Any]] = events_export(
        package.business_id, program_ids=chosen, with_numbers=package.full_numbers, **_period(package)
    )
    wordings = wordings_export(package.business_id, program_id)
    return [
        contents.write_table(
            bag, "Consent wordings", "wordings", contents.WORDING_COLUMNS, wordings, told=("version", "method", "text")
        ),
        contents.write_table(bag, "Consent records", "consent", EXPORT_COLUMNS, rows, told=contents.CONSENT_TOLD),
    ]


def _period(package: AuditPackage) -> dict[str, dt.datetime | None]:
    """The chosen days, in UTC, as instants: from the start of the first to the end of the last."""
    since = dt.datetime.combine(package.since, dt.time.min, dt.UTC) if package.since else None
    until = dt.datetime.combine(package.until + dt.timedelta(days=1), dt.time.min, dt.UTC) if package.until else None
    return {"since": since, "until": until}


def _documents(package: AuditPackage) -> list[Document]:
    """Papers in use for the registration and its parts, and those that decisions cite."""
    application = package.application
    subjects = [(package.scope, application.subject_id), ("application", application.id)]
    subjects += [(part.part_kind, part.part_id) for part in application.parts.all()]
    found = {document.id: document for document in documents_for(SYSTEM, subjects=subjects)}
    cited = contents.decision_documents(application) - {str(key) for key in found}
    found |= {document.id: document for document in Document.objects.filter(id__in=cited)}
    return list(found.values())


def _write_report(
    bag: Bag,
    package: AuditPackage,
    tables: list[contents.Table],
    submissions: list[dict[str, Any]],
    tick: contents.Tick,
) -> str:
    """Adds ``report.pdf``, or ``report.html`` where no PDF can be made, and gives the reason why not for the README."""
    tick("Drawing the report")
    facts = {"package": package, "tables": tables, "submissions": submissions, "made": now(), "key": fingerprint()}
    html = render_to_string("auditpack/report.html", facts)
    try:
        bag.add("report.pdf", [make_pdf(html, base=settings.BASE_DIR / "static")])
    except PdfUnavailableError as error:
        bag.add_text("report.html", html)
        return str(error)
    return ""


def _readme(package: AuditPackage, no_pdf: str) -> str:
    verifier = hashlib.sha256(Path(verify.__file__).read_bytes()).hexdigest()
    facts = {"package": package, "verifier": verifier, "key": fingerprint(), "made": now(), "no_pdf": no_pdf}
    return render_to_string("auditpack/README.txt", facts)


def _info(package: AuditPackage) -> dict[str, str]:
    return {
        "Source-Organization": package.organization.name,
        "External-Identifier": package.reference,
        "External-Description": f"{package.application.reference}: {package.application.title}",
        "Bagging-Date": now().date().isoformat(),
        "Internal-Sender-Description": package.purpose.replace("\n", " "),
        "Bag-Software-Agent": "Clearline",
    }


def _store(package: AuditPackage, attempt: int, archive: Path) -> None:
    """Puts the file under the package's own name and ends the job.

    The row stays locked meanwhile: only the attempt that holds the job writes under that name, and it replaces what an
    attempt that was cut off at this very point left there. Raises LostLease.
    """
    with archive.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size, name = archive.stat().st_size, f"packages/{package.reference}.zip"
    with transaction.atomic():
        renew(AuditPackage, package.id, attempt)
        default_storage.delete(name)
        with archive.open("rb") as file:
            kept = default_storage.save(name, File(file))
        expires_at = now() + KEPT_FOR
        finish(AuditPackage, package.id, attempt, file=kept, sha256=sha256, size=size, expires_at=expires_at)
        package_finished(package, sha256=sha256, size=size, actor=SYSTEM)
